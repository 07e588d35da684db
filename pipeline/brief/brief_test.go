package brief_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

func TestBriefActivityAndGaps(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"), pipelinetest.AnAccount("lima", data.Mastodon, "Lima"))
	first, second, third := pipelinetest.APost("mastodon:1", "2026-03-02 09:00"), pipelinetest.APost("mastodon:2", "2026-03-03 09:00"), pipelinetest.APost("mastodon:3", "2026-03-08 09:00")
	month := pipelinetest.APost("mastodon:4", "2026-02-01", func(p *data.Post) { p.Precision = data.ByMonth })
	lima := pipelinetest.APost("mastodon:5", "2026-03-02 09:00", func(p *data.Post) { p.AccountID = "lima" })
	answer := pipelinetest.APost("mastodon:6", "2026-03-04 09:00", func(p *data.Post) { p.IsReply = true }) // counts nowhere on the page
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{first, second, third, month, lima, answer}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(answer, 30, 0, 0, 0),
		pipelinetest.AReading(first, 30, 5, 2, 3), pipelinetest.AReading(second, 30, 1, 1, 0), pipelinetest.AReading(third, 2, 9, 9, 9), pipelinetest.AReading(month, 90, 7, 0, 0), pipelinetest.AReading(lima, 30, 99, 99, 99)},
		Accounts: []data.AccountSnapshot{pipelinetest.FollowersOn("oslo", data.Mastodon, "2026-03-02", 400)}})
	b.Classify()
	b.Measure()
	in := pipelinetest.BriefOf(t, b, "Oslo", "2026-05-01")
	if in.Period != "2026-W18" || in.Mission != "Oslo" || len(in.Accounts) != 1 || in.Accounts[0].AccountID != "oslo" {
		t.Errorf("period %s of %s with %v", in.Period, in.Mission, in.Accounts)
	}
	if in.ActivityGoal != metrics.MetricInteractions || in.ActivityAge != metrics.AgeSettled {
		t.Errorf("activity is told in %s@%s", in.ActivityGoal, in.ActivityAge)
	}
	six, seven := 6.0, 7.0 // the median of 10 and 2; likes alone
	want := []report.Activity{
		{Account: "oslo", Platform: data.Mastodon, Week: "2026-02", Posts: 1, Median: &seven, N: 1},
		{Account: "oslo", Platform: data.Mastodon, Week: "2026-W10", Posts: 3, Median: &six, N: 2, Missing: "immature=1"},
	}
	if diff := cmp.Diff(want, in.Activity); diff != "" {
		t.Errorf("activity (-want +got):\n%s", diff)
	}
	// No follower count serves a post whose day is not known.
	gaps := []report.Gap{
		{Platform: data.Mastodon, Metric: metrics.MetricERFollowers, Reason: data.Immature, Posts: 1, Of: 4},
		{Platform: data.Mastodon, Metric: metrics.MetricERFollowers, Reason: data.NoFollowers, Posts: 1, Of: 4},
		{Platform: data.Mastodon, Metric: metrics.MetricInteractions, Reason: data.Immature, Posts: 1, Of: 4},
	}
	if diff := cmp.Diff(gaps, in.Gaps); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

func TestBriefFallsBackOnWhatIsKnown(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"))
	p := pipelinetest.APost("mastodon:1", "2026-03-02 09:00")
	s := pipelinetest.AReading(p, 30, 5, 0, 0)
	s.Replies, s.Missing = nil, data.Missing("").With("replies", data.Unsupported)
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{p}, Snapshots: []data.PostSnapshot{s}})
	b.Classify()
	b.Measure()
	if in := pipelinetest.BriefOf(t, b, "Oslo", "2026-05-01"); in.ActivityGoal != metrics.MetricApproval || len(in.Activity) != 1 || *in.Activity[0].Median != 5 {
		t.Errorf("activity in %s: %+v; want approval, as interactions lack the replies", in.ActivityGoal, in.Activity)
	}
}

func TestBriefTakesTheMissionsRows(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	peer := pipelinetest.AnAccount("peer", data.X, "Oslo")
	peer.Role = data.RolePeerMission
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.X, "Oslo"), pipelinetest.AnAccount("lima", data.X, "Lima"), peer)
	advice := func(mission, period string, rank int64) data.Advice {
		return data.Advice{Mission: mission, Period: period, Rank: rank, AccountID: "oslo", Platform: data.X, Verdict: data.VerdictTry}
	}
	for _, period := range []string{"2026-W15", "2026-W16", "2026-W18", "2026-W19"} {
		pipelinetest.Put(b, lake.AdviceTable, "period="+period, advice("Oslo", period, 1), advice("Lima", period, 1))
	}
	pipelinetest.Put(b, lake.AdviceTable, "period=2026-W17", advice("Lima", "2026-W17", 1))
	effect := func(a data.AccountID) data.FormatEffect {
		return data.FormatEffect{Period: "2026-W18", AccountID: a, Platform: data.X, Lever: "format", Level: "video", NOther: 5}
	}
	pipelinetest.Put(b, lake.FormatEffects, "period=2026-W18", effect(""), effect("oslo"), effect("lima"))
	pipelinetest.Put(b, lake.MoodTable, "", data.Mood{Mission: "Oslo", Period: "2026-W10"}, data.Mood{Mission: "Lima", Period: "2026-W10"})
	reject := func(a data.AccountID, line int64) data.Reject {
		return data.Reject{AccountID: a, Input: "posts.csv sha256:0a1b", Line: line, Why: "no date", Hint: "map a date column", Row: "private"}
	}
	b.Ingest(data.Page{Account: "oslo", Rejects: []data.Reject{reject("oslo", 1), reject("oslo", 2), reject("lima", 1)},
		Notes: []data.Note{{AccountID: "oslo", Input: "posts.csv sha256:0a1b", What: "read as latin-1", Hint: "say encoding"}, {AccountID: "lima", What: "other"}}})

	in := pipelinetest.BriefOf(t, b, "Oslo", "2026-05-01")
	if len(in.Advice) != 1 || in.Advice[0].Period != "2026-W18" || in.Advice[0].Mission != "Oslo" {
		t.Errorf("advice %+v, want that of 2026-W18", in.Advice)
	}
	if len(in.Previous) != 1 || in.Previous[0].Period != "2026-W16" || in.Previous[0].Mission != "Oslo" {
		t.Errorf("previous advice %+v, want that of 2026-W16, the latest Oslo had", in.Previous)
	}
	if len(in.Effects) != 2 || len(in.Mood) != 1 || in.Mood[0].Mission != "Oslo" || len(in.Accounts) != 1 {
		t.Errorf("%d effects, %d mood cells, %d accounts; want 2, 1, 1", len(in.Effects), len(in.Mood), len(in.Accounts))
	}
	if diff := cmp.Diff([]report.RejectCount{{Input: "posts.csv", Why: "no date", Hint: "map a date column", N: 2}}, in.Rejects); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]report.Note{{Where: "posts.csv", What: "read as latin-1", Need: "say encoding"}}, in.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func TestBriefIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.X, "Oslo"))
	page := data.Page{Account: "oslo"}
	for _, why := range []string{"no date", "no id", "in the future", "negative", "two posts of one id", "no text"} {
		page.Rejects = append(page.Rejects, data.Reject{AccountID: "oslo", Input: "posts.csv", Line: 1, Why: why})
	}
	b.Ingest(page)
	first := pipelinetest.BriefOf(t, b, "Oslo", "2026-05-01")
	for range 20 {
		if diff := cmp.Diff(first.Rejects, pipelinetest.BriefOf(t, b, "Oslo", "2026-05-01").Rejects); diff != "" {
			t.Fatalf("the same lake gives another order of rejects:\n%s", diff)
		}
	}
}
