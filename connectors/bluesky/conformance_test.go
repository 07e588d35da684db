package bluesky

import (
	"os"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

func site(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var (
	oslo = connectors.Account{ID: "oslo-bluesky", Platform: "bluesky", Handle: "@Oslo.Ruritania.example", Role: data.RoleOwn, Replies: true}
	asOf = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)
)

const (
	did  = "did:plc:ruritaniaoslo0000000000a"
	peer = "did:plc:otherembassy000000000000"
)

func own(p data.Platform, handle string) bool {
	return p == data.Bluesky && (connectors.SameHandle(handle, "oslo.ruritania.example") || connectors.SameHandle(handle, "bergen.ruritania.example"))
}

func TestConformance(t *testing.T) {
	conntest.RunNet(t, conntest.NetSuite{
		Account: oslo, AsOf: asOf, Own: own,
		Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
			d, err := Open(a, env)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full: site(t, "full"), Empty: site(t, "empty"), Nasty: site(t, "nasty"), Texts: conntest.HardTexts,
		Lists: []string{"feed", "replies"}, Later: site(t, "later"),
		Gone: data.NewPostID(data.Bluesky, "at://"+did+"/app.bsky.feed.post/3lvaaaaaaaa23"), GoneAt: time.Date(2026, 5, 29, 18, 0, 0, 0, time.UTC),
	})
}

// TestArchiveConformance holds the reader of archives to the contract of files.
func TestArchiveConformance(t *testing.T) {
	a := connectors.Account{ID: "oslo-archive", Platform: "bluesky", Handle: did, Role: data.RoleOwn, Files: []connectors.File{{Path: "*.car"}}}
	nasty := map[string]any{}
	for i, text := range conntest.HardTexts {
		nasty[postCollection+"/"+tid(data.At(asOf.AddDate(0, 0, -i)))] = map[string]any{"$type": postCollection, "text": text, "createdAt": asOf.AddDate(0, 0, -i).Format(time.RFC3339)}
	}
	full, twice := &carWriter{}, &carWriter{}
	fullFile := full.repo(did, tid(data.At(asOf)), records(12))
	twice.repo(did, tid(data.At(asOf)), records(12))
	twice.Reset()
	root := twice.sections[0]
	twice.sections = append(twice.sections, twice.sections...)
	conntest.Run(t, conntest.Suite{
		Account: a,
		Open: func(t *testing.T, dir string, rows int) connectors.Driver {
			d, err := Open(a, connectors.Env{Dir: dir, Rows: rows, Clock: data.Clock{AsOf: asOf}})
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full: conntest.Input{"a.car": string(fullFile)}, Twice: conntest.Input{"a.car": string(twice.file(cid(root[:36])))},
		Empty: conntest.Input{"a.car": string((&carWriter{}).repo(did, tid(data.At(asOf)), nil))},
		Nasty: conntest.Input{"a.car": string((&carWriter{}).repo(did, tid(data.At(asOf)), nasty))}, Texts: conntest.HardTexts,
	})
}
