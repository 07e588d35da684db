package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
)

// What one account alone found has no span from lowest to highest.
func TestSharedByOneAccount(t *testing.T) {
	t.Parallel()
	in := sample()
	one := data.PooledEffect{SharedBy: "Ministry of Examplia", Platform: data.Facebook, Lever: "format", Level: "video", N: 1200, OwnLift: 1.3, OwnStdErr: 0.1}
	two := one
	two.OwnLift = 1.7
	for _, c := range []struct {
		shared []data.PooledEffect
		want   string
		not    string
	}{{[]data.PooledEffect{one}, "1.3×</td><td class=\"n\">–</td>", "1.3 to 1.3"}, {[]data.PooledEffect{one, two}, "2,400", "1,200"}, {[]data.PooledEffect{one, two}, "Ministry of Examplia</bdi>.", "Ministry of Examplia</bdi> and"}, {[]data.PooledEffect{one, two}, "1.3 to 1.7", "<td class=\"n\">1.5×</td><td class=\"n\">–</td>"}} {
		in.Shared = c.shared
		var b bytes.Buffer
		if err := page.HTML(&b, report.Build(in)); err != nil {
			t.Fatal(err)
		}
		if html := b.String(); !strings.Contains(html, c.want) || strings.Contains(html, c.not) {
			t.Errorf("%d accounts: the page lacks %q or has %q", len(c.shared), c.want, c.not)
		}
	}
}

// A peer that misleads is called as people call it, not by an id made of its handle, on a
// mission's page and on that of all missions.
func TestPeersAreCalledByTheirNames(t *testing.T) {
	t.Parallel()
	in := sample()
	in.Others = []data.Account{{AccountID: "peer-oslo-facebook", Handle: "Examplia in Oslo", Role: data.RolePeerMission}}
	for i := range in.Advice {
		in.Advice[i].Alarm, in.Advice[i].Fragile = "peer-oslo-facebook", ""
	}
	for i := range in.Effects {
		in.Effects[i].Alarm = "peer-oslo-facebook"
	}
	for name, view := range map[string]page.View{"mission": report.Build(in), "ministry": report.BuildMinistry(in, []report.Input{in})} {
		var b bytes.Buffer
		if err := page.HTML(&b, view); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if strings.Contains(text, "peer-oslo") || !strings.Contains(text, "Examplia in Oslo") {
			t.Errorf("the page of the %s does not call the peer by its name", name)
		}
	}
}

// TestBorrowedShare: an estimate that is unclear says what it borrows from a third of it on,
// a clear one from a tenth.
func TestBorrowedShare(t *testing.T) {
	for _, c := range []struct {
		verdict data.Verdict
		share   float64
		told    bool
	}{{data.VerdictMore, 0.05, false}, {data.VerdictMore, 0.12, true}, {data.VerdictTry, 0.12, false}, {data.VerdictTry, 0.41, true}} {
		in := sample()
		for i := range in.Effects {
			e := &in.Effects[i]
			e.FromPeers, e.FromShared, e.FromPack = nil, nil, nil
			if e.Lift != nil && e.Lever == "format" {
				e.Verdict, e.FromPeers = c.verdict, ptr(c.share)
			}
		}
		text := strings.Join(prose(report.Build(in)), "\n")
		if told := strings.Contains(text, "of the estimate comes from declared peers"); told != c.told {
			t.Errorf("%s with %.2f from peers: told %v, want %v", c.verdict, c.share, told, c.told)
		}
	}
}
