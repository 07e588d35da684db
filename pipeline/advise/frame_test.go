package advise_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// What a large lake does, reading its goals one after the other, gives the effects that
// reading them at once does.
func TestFramesByGoalGiveTheSameEffects(t *testing.T) {
	b := pipelinetest.SmallMission(t)
	s := b.Now()
	parts := lake.Partitions(s, lake.PostMetrics)
	frames := 0
	byGoal := func(goals []string) (*effects.Frame, error) {
		f, err := advise.FrameOf(t.Context(), s, parts, goals, []string{metrics.AgeSettled})
		if err == nil && len(f.Batches()) > 0 {
			frames++
		}
		return f, err
	}
	one, err := effects.FitSets(advise.FramesOf(t.Context(), s, time.UTC, 0), effects.Options{})
	if err != nil || len(one) == 0 {
		t.Fatalf("%d effects, %v", len(one), err)
	}
	each, err := effects.FitSets(byGoal, effects.Options{})
	if diff := cmp.Diff(one, each); err != nil || diff != "" || frames < 2 {
		t.Errorf("%d frames, error %v (-at once +one by one):\n%s", frames, err, diff)
	}
}

// A new occasion has the months labelled again that it falls in, and no others; posts
// of a crisis leave the frame that effects are computed from, and nothing else does.
func TestCrisisLeavesEffects(t *testing.T) {
	b := pipelinetest.NewBench(t)
	march, april := pipelinetest.APost("mastodon:1", "2026-03-02 09:00"), pipelinetest.APost("mastodon:2", "2026-04-14 09:00")
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"))
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{march, april},
		Snapshots: []data.PostSnapshot{pipelinetest.AReading(march, 30, 5, 1, 1), pipelinetest.AReading(april, 30, 5, 1, 1)}})
	classify := func(entries ...content.Occasion) {
		b.Commit(content.Classify(t.Context(), b.Now(), sentiment.DefaultTopics(), content.NewCalendar(entries, pipelinetest.RowsOf(t, b.Now(), lake.Accounts), nil)))
	}
	classify()
	b.Measure()
	framed := func() int64 {
		s := b.Now()
		f, err := advise.FrameOf(t.Context(), s, lake.Partitions(s, lake.PostMetrics), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		rows := int64(0)
		for _, b := range f.Batches() {
			rows += b.NumRows()
		}
		return rows
	}
	before, whole := pipelinetest.Hashes(b.Now(), lake.PostLabels), framed()
	flood := content.Occasion{Name: "Floods", Kind: data.OccasionDisaster, From: "2026-04-10", To: "2026-04-20"}
	classify(flood)
	after := pipelinetest.Hashes(b.Now(), lake.PostLabels)
	if before["platform=mastodon/month=2026-03"] != after["platform=mastodon/month=2026-03"] || before["platform=mastodon/month=2026-04"] == after["platform=mastodon/month=2026-04"] {
		t.Errorf("labels changed from %v to %v, want a change in April alone", before, after)
	}
	if got := framed(); got != whole {
		t.Errorf("a disaster takes posts out of the frame: %d of %d rows", got, whole)
	}
	flood.Kind = data.OccasionCrisis
	classify(flood)
	if got := framed(); got*2 != whole || whole == 0 {
		t.Errorf("with a crisis in April the frame has %d of %d rows, want half", got, whole)
	}
	in := pipelinetest.BriefOf(t, b, "Oslo", "2026-06-01")
	if want := []report.LeftOut{{Crisis: "Floods", Posts: 1}}; !slices.Equal(in.LeftOut, want) {
		t.Errorf("the report says %+v of it, want %+v", in.LeftOut, want)
	}
	// What a person says of a post beats the calendar.
	b.Ingest(data.Page{Account: "oslo", Labels: []data.HandLabel{{PostID: april.PostID, Platform: data.Mastodon, PublishedAt: april.PublishedAt, OccasionAt: 1}}})
	classify(flood)
	if got := framed(); got != whole {
		t.Errorf("a post that a person takes out of the crisis stays out: %d of %d rows", got, whole)
	}
}
