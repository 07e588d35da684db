package privacy

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func TestDueSeals(t *testing.T) {
	// 2026-W07 is 9 to 15 February; it ends on the 16th, 00:00 UTC.
	week := OpenWeek{Mission: "m", Platform: "x", Week: "2026-W07", FirstIngest: "2026-02-12"}
	complete := week
	complete.PullComplete = true
	early := week
	early.FirstIngest = "2026-01-20" // a reply dated ahead of its time
	for _, c := range []struct {
		name string
		week OpenWeek
		asOf string
		due  bool
	}{
		{"complete, a second before 7 days", complete, "2026-02-22T23:59:59Z", false},
		{"complete, 7 days after its end", complete, "2026-02-23T00:00:00Z", true},
		{"incomplete, 13 days after first ingest", week, "2026-02-25T23:59:59Z", false},
		{"incomplete, 14 days after first ingest", week, "2026-02-26T00:00:00Z", true},
		{"never before its end", early, "2026-02-15T23:59:59Z", false},
		{"at its end if overdue", early, "2026-02-16T00:00:00Z", true},
	} {
		asOf, _ := time.Parse(time.RFC3339, c.asOf)
		got, err := DueSeals([]OpenWeek{c.week, c.week}, data.Clock{AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		want := []data.Seal{}
		if c.due {
			want = append(want, data.Seal{Mission: "m", Platform: "x", Week: "2026-W07", SealedOn: c.asOf[:10]})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	for _, bad := range []OpenWeek{{Week: "2026-7", FirstIngest: "2026-01-01"}, {Week: "2026-W07"}} {
		if _, err := DueSeals([]OpenWeek{bad}, data.Clock{}); err == nil {
			t.Errorf("DueSeals took %+v", bad)
		}
	}
}

// TestSealAuthors counts the same random log by hand and through merging in random
// parts and sealing.
func TestSealAuthors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := rapid.SliceOf(rapid.SampledFrom([]string{"A", "B", "C", "D"})).Draw(t, "log")
		byHand := map[string]int64{}
		var merged data.ReplyAuthors
		for len(log) > 0 {
			n := rapid.IntRange(1, len(log)).Draw(t, "page")
			page := data.ReplyAuthors{}
			for _, a := range log[:n] {
				byHand[a]++
				page.Authors = append(page.Authors, data.AuthorCount{Key: a, N: 1})
			}
			if rapid.Bool().Draw(t, "other way round") {
				merged = MergeAuthors(page, merged)
			} else {
				merged = MergeAuthors(merged, page)
			}
			log = log[n:]
		}
		if !slices.IsSortedFunc(merged.Authors, func(a, b data.AuthorCount) int { return cmpStrings(a.Key, b.Key) }) {
			t.Fatalf("authors are not sorted: %v", merged.Authors)
		}
		want := data.ReplyAuthors{Sealed: true, Distinct: int64(len(byHand))}
		for _, n := range byHand {
			want.MaxReplies = max(want.MaxReplies, n)
			want.Replies += n
		}
		got := SealAuthors([]data.ReplyAuthors{merged})
		if diff := cmp.Diff([]data.ReplyAuthors{want}, got); diff != "" {
			t.Fatalf("sealed (-want +got):\n%s", diff)
		}
		if merged.Sealed {
			t.Fatal("SealAuthors changed its argument")
		}
		if diff := cmp.Diff(got, SealAuthors(got)); diff != "" {
			t.Fatalf("sealing twice:\n%s", diff)
		}
		if late := MergeAuthors(merged, got[0]); cmp.Diff(late, got[0]) != "" {
			t.Fatalf("a late tally changed a sealed one: %+v", late)
		}
	})
}

func TestGate(t *testing.T) {
	good := GateConfig{LegalBasis: "Foreign Service Act s. 1", DPIA: "2026/14", Contact: "dpo@mfa.example", RetentionDays: 14}
	for _, days := range []int{1, 14, 30} {
		good.RetentionDays = days
		if err := Gate(good); err != nil {
			t.Errorf("Gate(%+v) = %v", good, err)
		}
	}
	for _, c := range []struct {
		break_ func(*GateConfig)
		field  string
	}{
		{func(g *GateConfig) { g.LegalBasis = "" }, "replies.legal_basis is missing"},
		{func(g *GateConfig) { g.DPIA = " TODO " }, "replies.dpia is missing"},
		{func(g *GateConfig) { g.Contact = "n/a" }, "replies.contact is missing"},
		{func(g *GateConfig) { g.RetentionDays = 0 }, "replies.retention_days is 0"},
		{func(g *GateConfig) { g.RetentionDays = 31 }, "replies.retention_days is 31"},
	} {
		g := good
		c.break_(&g)
		err := Gate(g)
		if !errors.Is(err, ErrGate) || !strings.Contains(err.Error(), c.field) || strings.Count(err.Error(), "write ") != 1 {
			t.Errorf("Gate(%+v) = %v, want ErrGate that names %q only", g, err, c.field)
		}
	}
	if err := Gate(GateConfig{}); strings.Count(err.Error(), "write ") != 4 {
		t.Errorf("Gate of nothing = %v, want four fields named", err)
	}
}

func TestRound5(t *testing.T) {
	for _, c := range []struct{ in, want [3]float64 }{
		{[3]float64{1, 0, 0}, [3]float64{0.95, 0.05, 0}}, // never that all were
		{[3]float64{0.01, 0, 5}, [3]float64{0, 0.05, 0.95}},
		{[3]float64{0, 1, 0}, [3]float64{0, 1, 0}}, // no opinion of anybody's
		{[3]float64{0.15, 0.70, 0.15}, [3]float64{0.15, 0.70, 0.15}},
		{[3]float64{0.333, 0.333, 0.334}, [3]float64{0.35, 0.30, 0.35}},
		{[3]float64{0.024, 0.024, 0.952}, [3]float64{0.05, 0, 0.95}},
		{[3]float64{2, 1, 1}, [3]float64{0.5, 0.25, 0.25}},
	} {
		a, b, d := Round5(c.in[0], c.in[1], c.in[2])
		if diff := cmp.Diff(c.want, [3]float64{a, b, d}); diff != "" {
			t.Errorf("Round5(%v) (-want +got):\n%s", c.in, diff)
		}
	}
	for _, bad := range [][3]float64{{0, 0, 0}, {-1, 1, 1}, {math.NaN(), 1, 0}, {math.Inf(1), 0, 0}} {
		if a, b, c := Round5(bad[0], bad[1], bad[2]); !math.IsNaN(a) || !math.IsNaN(b) || !math.IsNaN(c) {
			t.Errorf("Round5(%v) = %v, %v, %v, want NaN", bad, a, b, c)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		in := [3]float64{rapid.Float64Range(0, 1).Draw(t, "a"), rapid.Float64Range(0, 1).Draw(t, "b"), rapid.Float64Range(1e-3, 1).Draw(t, "c")}
		sum := in[0] + in[1] + in[2]
		a, b, c := Round5(in[0], in[1], in[2])
		steps := 0.0
		for i, got := range []float64{a, b, c} {
			n := got * 20
			if math.Abs(n-math.Round(n)) > 1e-9 || math.Abs(got-in[i]/sum) > 0.05+1e-9 {
				t.Fatalf("Round5(%v) = %v, %v, %v: share %d is no step near %v", in, a, b, c, i, in[i]/sum)
			}
			steps += math.Round(n)
		}
		if steps != 20 {
			t.Fatalf("Round5(%v) = %v, %v, %v do not sum to 1", in, a, b, c)
		}
		low, high := Widen5(min(a, in[0]), max(a, in[0]))
		if max(a, c) > 0.95 || low > 0.95 || high < 0.05 {
			t.Fatalf("%v: shares %v, %v, %v between %v and %v tell of everybody", in, a, b, c, low, high)
		}
		if low > in[0]+1e-9 || high < in[0]-1e-9 || low < 0 || high > 1 {
			t.Fatalf("Widen5 = %v, %v around %v", low, high, in[0])
		}
	})
}
