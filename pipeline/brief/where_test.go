package brief_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics/presence"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
)

// TestEveryRuleIsWorded: the page knows each line of the decision table on places by
// its number, so a line more or in another place must be worded anew.
func TestEveryRuleIsWorded(t *testing.T) {
	want := []string{"People are there, and there are too few posts so far to judge.", "followers grow in number, and there are too few posts so far to judge.", "There are too few posts so far to judge.",
		"nobody asks anything.", "nobody asks anything. An hour", "followers does not grow, and posts do ever less well.", "followers does not grow, and an hour of work",
		"People ask questions there.", "nothing speaks against it.", "People are there, and their number grows.", "posts hold their own.",
		"Few people are there, but their number grows.", "What is known does not decide."}
	rules := presence.PlaceRules()
	if len(rules) != len(want) {
		t.Fatalf("%d lines of the table, %d worded", len(rules), len(want))
	}
	for i, r := range rules {
		in := report.Input{Places: []data.Place{{Platform: data.X, Verdict: r.Verdict, Rule: int32(i + 1), Reason: "not worded"}}}
		said := fmt.Sprint(section(t, report.Build(in), "places").Groups[0].Parts[0].Terms[0].Text)
		if !strings.Contains(said, want[i]) {
			t.Errorf("line %d (%s): %s", i+1, r.Because, said)
		}
	}
}

func section(t *testing.T, v page.View, id string) page.Section {
	t.Helper()
	for _, s := range v.Sections {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("no section %s", id)
	return page.Section{}
}

func TestBriefTakesWhereAndPast(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.X, "Oslo"), pipelinetest.AnAccount("lima", data.X, "Lima"))
	for _, mission := range []string{"Oslo", "Lima"} {
		id := data.AccountID(strings.ToLower(mission))
		for _, period := range []string{"2026-W17", "2026-W18"} {
			part := "period=" + period
			if mission == "Lima" {
				continue // the tables hold both missions in one partition
			}
			pipelinetest.Put(b, lake.Needs, part, data.Need{Period: period, Mission: "Oslo"}, data.Need{Period: period, Mission: "Lima"})
			pipelinetest.Put(b, lake.Places, part, data.Place{Period: period, Mission: "Oslo", Platform: data.X}, data.Place{Period: period, Mission: "Lima", Platform: data.X})
			pipelinetest.Put(b, lake.Hours, part, data.HourEffect{Period: period, AccountID: id, Platform: data.X}, data.HourEffect{Period: period, AccountID: "lima", Platform: data.X})
			pipelinetest.Put(b, lake.CadenceTable, part, data.Cadence{Period: period, AccountID: id, Platform: data.X}, data.Cadence{Period: period, AccountID: "lima", Platform: data.X})
			pipelinetest.Put(b, lake.AdviceTable, part, data.Advice{Mission: "Oslo", Period: period, Rank: 1}, data.Advice{Mission: "Lima", Period: period, Rank: 1})
		}
	}
	in := pipelinetest.BriefOf(t, b, "Oslo", "2026-05-01")
	if len(in.Compared) != 1 || len(in.Places) != 1 || len(in.Hours) != 1 || len(in.Cadence) != 1 || in.Places[0].Period != "2026-W18" || in.Hours[0].AccountID != "oslo" {
		t.Errorf("%d needs, %d places, %d hours, %d cadence; want one of each, of W18", len(in.Compared), len(in.Places), len(in.Hours), len(in.Cadence))
	}
	// Advice of W17, up to 26 April: eight weeks to 21 June, 28 days until they settle.
	if diff := cmp.Diff(report.Past{FirstDue: "2026-07-20"}, in.Past); diff != "" {
		t.Errorf("past (-want +got):\n%s", diff)
	}
	one, three := 1.0, 3.0
	pipelinetest.Put(b, lake.AdviceOutcomes, "period=2026-W10", data.AdviceOutcome{Period: "2026-W10", Mission: "Oslo", AccountID: "oslo", Lever: "format", Level: "video", Verdict: data.VerdictMore,
		Followed: data.Yes, BorneOut: data.Yes, Expected: &one, Outcome: &three, ScoredIn: "2026-W18"})
	pipelinetest.Put(b, lake.AdviceOutcomes, "period=2026-W11", data.AdviceOutcome{Period: "2026-W11", Mission: "Oslo", AccountID: "oslo", Lever: "format", Level: "text", Verdict: data.VerdictMore,
		ScoredIn: "2026-W19"}) // scored after as-of
	past := pipelinetest.BriefOf(t, b, "Oslo", "2026-05-01").Past
	if len(past.Verdicts) != 1 || past.Verdicts[0].Lines != 1 || past.Verdicts[0].Held != 1 || past.Verdicts[0].JudgedFollowed != 1 || past.FirstDue != "" {
		t.Errorf("past advice %+v, want one line that was followed and held", past)
	}
	if past := pipelinetest.BriefOf(t, b, "Lima", "2026-05-01").Past; len(past.Verdicts) != 0 || past.FirstDue != "2026-07-20" {
		t.Errorf("Lima's past is %+v", past)
	}
}
