package report_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
)

func sectionOf(t *testing.T, v page.View, id string) page.Section {
	t.Helper()
	i := slices.IndexFunc(v.Sections, func(s page.Section) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("no section %s", id)
	}
	return v.Sections[i]
}

// TestQuarter pins what the sample's quarter says, worked out by hand.
func TestQuarter(t *testing.T) {
	v := report.BuildQuarter(sampleQuarter())
	for id, want := range map[string]string{
		"criticism": "Criticism stands out on visas", // 60 to 80 % of 48, all: 5 to 30 %
		"answers":   "No answer is entered yet on visas",
		"asked":     "We answered 20 of 51 questions within two days", // 24+27 of 96/4 and 110/4; 9+11
		"services":  "3 outcomes were reported",
	} {
		if got := sectionOf(t, v, id).Heading.String(); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	for unit, want := range map[string]string{"": "For those who answer for a policy", "Ministry": "For those who answer for a policy · Ministry"} {
		if got := report.BuildQuarter(report.Quarter{Quarter: "2026-Q1", Unit: unit, AsOf: asOf}).Kicker.String(); got != want {
			t.Errorf("unit %q: the page is said to be %q, want %q", unit, got, want)
		}
	}
	if got := sectionOf(t, v, "criticism").Short; got != "People who replied on our channels, not the diaspora" {
		t.Errorf("criticism stands under %q", got)
	}
	text := strings.Join(prose(page.View{Sections: []page.Section{sectionOf(t, v, "asked")}}), "\n")
	if want := "In the quarter before, 8 of 20 questions were answered in that time."; !strings.Contains(text, want) {
		t.Errorf("lacks %q", want)
	}
	for _, line := range prose(v) {
		for _, sentence := range sentenceEnd.Split(line, -1) {
			if n := len(strings.Fields(sentence)); n > 25 {
				t.Errorf("%d words: %s", n, sentence)
			}
		}
	}
}

// TestQuarterShowsPublishedOnly hides every cell: then no share, no theme and no count of
// replies is left on the page.
func TestQuarterShowsPublishedOnly(t *testing.T) {
	q := sampleQuarter()
	for i := range q.Missions {
		for j := range q.Missions[i].Mood {
			m := &q.Missions[i].Mood[j]
			*m = data.Mood{Mission: m.Mission, Period: m.Period, Weeks: m.Weeks, Breakdown: m.Breakdown, Value: m.Value, Suppressed: "too few people to show safely"}
		}
	}
	v := report.BuildQuarter(q)
	if got := sectionOf(t, v, "criticism"); len(got.Groups) > 0 || got.Heading.String() != "No theme of criticism can be shown" {
		t.Errorf("%q with %d parts", got.Heading, len(got.Groups))
	}
	if got := sectionOf(t, v, "asked"); got.Groups != nil {
		t.Errorf("questions are shown: %q", got.Heading)
	}
}

// TestQuarterOrder gives the rows in any order: the page stays the same, byte for byte.
func TestQuarterOrder(t *testing.T) {
	want := renderView(t, report.BuildQuarter(sampleQuarter()))
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		q := sampleQuarter()
		shuffle := func(v reflect.Value) {
			random.Shuffle(v.Len(), reflect.Swapper(v.Interface()))
		}
		shuffle(reflect.ValueOf(q.Missions))
		shuffle(reflect.ValueOf(q.Answers))
		for i := range q.Missions {
			for _, rows := range []any{q.Missions[i].Mood, q.Missions[i].Needs, q.Missions[i].Outcomes} {
				shuffle(reflect.ValueOf(rows))
			}
		}
		if renderView(t, report.BuildQuarter(q)) != want {
			t.Fatal("the order of rows changes the page")
		}
	}
}

// TestQuarterHostile fills every string of the input with each payload.
func TestQuarterHostile(t *testing.T) {
	for _, payload := range payloads {
		q := sampleQuarter()
		poison(reflect.ValueOf(&q).Elem(), "", func(string) (string, bool) { return payload, true })
		harmless(t, payload, renderView(t, report.BuildQuarter(q)))
		q = sampleQuarter()
		q.Answers[0].Answer, q.Answers[0].Office, q.Unit, q.Missions[0].Mission = payload, payload, payload, payload
		harmless(t, payload, renderView(t, report.BuildQuarter(q)))
	}
}

// TestGoalsSayNoMoreThanTheyKnow checks that only a goal that is sure is called reached, and
// that none is said to be on its way.
func TestGoalsSayNoMoreThanTheyKnow(t *testing.T) {
	v := report.Build(sample())
	s := sectionOf(t, v, "goals")
	text := strings.Join(prose(page.View{Sections: []page.Section{s}}), "\n")
	if got, want := s.Heading.String(), "Reached so far: 1 of 12 goals"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, word := range []string{"on track", "on course", "will be reached", "will reach", "forecast"} {
		if strings.Contains(strings.ToLower(text), word) {
			t.Errorf("the goals say %q", word)
		}
	}
	for _, want := range []string{"“a day gone by” shows no clear change yet", "The day has passed.", "“answer more” has come closer", "after 40%"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q", want)
		}
	}
}

// TestPeersAreNotRanked checks the three things a place among peers may say.
func TestPeersAreNotRanked(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{{60, 90, "Facebook draws more than most (peer missions)"}, {10, 40, "Facebook draws less than most (peer missions)"},
		{40, 60, "Facebook stands in the middle field (peer missions)"}} {
		in := sample()
		in.Peers = samplePeers()[:1]
		in.Peers[0].Low, in.Peers[0].High = ptr(c.low), ptr(c.high)
		if got := sectionOf(t, report.Build(in), "peers").Heading.String(); got != c.want {
			t.Errorf("%v to %v: %q, want %q", c.low, c.high, got, c.want)
		}
	}
}
