package planner_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/pipeline/planner"
)

// register plans and commits, as the command does.
func register(b *pipelinetest.Bench, day string) *planner.Plan {
	b.T.Helper()
	cal := next(b, day)
	b.Commit(cal.Register(b.T.Context(), b.Now()))
	return cal
}

// follow publishes a post for every slot, at its hour, and reads it 30 days later. post
// says which level it gets and how many likes; an empty level leaves the day out.
func follow(b *pipelinetest.Bench, slots []data.RotationSlot, post func(i int, s data.RotationSlot) (level string, likes int64)) {
	page := data.Page{Account: "oslo"}
	add := func(id string, at data.Micros, level string, likes int64) {
		p := pipelinetest.APost(data.NewPostID(data.Mastodon, id), "2026-01-01 00:00", func(p *data.Post) {
			p.PublishedAt, p.ObservedAt, p.FormatNative = at, at, level
		})
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, pipelinetest.AReading(p, 30, likes, 0, 0))
	}
	for i, s := range slots {
		if level, likes := post(i, s); level != "" {
			add("slot"+fmt.Sprint(i), s.PlannedAt, level, likes)
		}
	}
	add("afterwards", slots[len(slots)-1].PlannedAt+data.Micros(8*24*3600*1e6), "image", 20)
	b.Ingest(page)
	b.Classify()
	b.Measure()
}

func slotsOf(b *pipelinetest.Bench) []data.RotationSlot {
	return pipelinetest.RowsOf(b.T, b.Now(), lake.Rotations)
}

func readRotations(b *pipelinetest.Bench, day string) *lake.Snapshot {
	b.T.Helper()
	return b.Commit(planner.ReadRotations(b.T.Context(), b.Now(), 0, pipelinetest.AsOf(day)))
}

func TestRotationIsRegisteredOnce(t *testing.T) {
	t.Parallel()
	b := pipelinetest.SmallMission(t)
	putAdvice(b)
	first := register(b, "2026-05-04 06:00")
	slots := slotsOf(b)
	if len(slots) != first.Rotations[0].Slots || len(slots) == 0 {
		t.Fatalf("%d slots stored of %+v", len(slots), first.Rotations)
	}
	perWeek := map[string]map[string]int{}
	for _, s := range slots {
		if perWeek[s.Block] == nil {
			perWeek[s.Block] = map[string]int{}
		}
		perWeek[s.Block][s.Assigned]++
		if s.Assigned != s.Level && s.Assigned != s.Against || s.ReadableOn <= s.Day || s.AssignedAt > s.PlannedAt {
			t.Errorf("odd slot %+v", s)
		}
	}
	for week, n := range perWeek {
		if n["text"] != n["image"] {
			t.Errorf("%s: %v, want as many of each", week, n)
		}
	}
	// Other advice, later, changes no lot, and no second test begins beside the first.
	pipelinetest.Put(b, lake.AdviceTable, "period=2026-W20", data.Advice{Period: "2026-W20", Mission: "Oslo", Rank: 1, AccountID: "oslo", Platform: data.Mastodon,
		Goal: metrics.MetricInteractions, Age: metrics.AgeSettled, Lever: effects.LeverLanguage, Level: "fr", Verdict: data.VerdictTry})
	before := pipelinetest.TreeOf(b.Now())
	second := register(b, "2026-05-11 06:00")
	if diff := cmp.Diff(before, pipelinetest.TreeOf(b.Now())); diff != "" {
		t.Errorf("the plan changed:\n%s", diff)
	}
	if len(second.Rotations) != 1 || !second.Rotations[0].Registered || second.Rotations[0].Experiment != first.Rotations[0].Experiment {
		t.Errorf("a week later runs %+v", second.Rotations)
	}
	planned := map[string]string{}
	for _, e := range second.Entries {
		planned[e.Day] = string(e.Format)
	}
	for _, s := range slots {
		if s.Day >= second.From && s.Day <= second.To && planned[s.Day] != s.Assigned {
			t.Errorf("%s is planned as %q, the lot says %q", s.Day, planned[s.Day], s.Assigned)
		}
	}
}

func TestRotationIsReadAtItsEnd(t *testing.T) {
	t.Parallel()
	b := pipelinetest.SmallMission(t)
	putAdvice(b)
	register(b, "2026-05-04 06:00")
	slots := slotsOf(b)
	// Texts get twice what photos get. Every sixth post is a photo whatever the lot says,
	// and the fourth day is forgotten.
	follow(b, slots, func(i int, s data.RotationSlot) (string, int64) {
		level, likes := s.Assigned, int64(20+5*(i%4)+10*(i/8))
		switch {
		case i == 3:
			return "", 0
		case i%6 == 5:
			level = "image"
		}
		if level == "text" {
			likes = 2*likes + 1
		}
		return level, likes
	})
	if c, err := planner.ReadRotations(t.Context(), b.Now(), 0, pipelinetest.AsOf("2026-07-21 23:00")); err != nil || !c.Empty() {
		t.Errorf("read before its end: %v, %v", c, err)
	}
	x, err := planner.RotationsOf(t.Context(), b.Now(), "Oslo", pipelinetest.AsOf("2026-06-10"))
	if err != nil {
		t.Fatal(err)
	}
	if e := x.Experiments[0]; e.Result != nil || e.Due == 0 || e.Due >= e.Slots || e.Posted != e.Due-1 || e.Kept >= e.Posted {
		t.Errorf("under way: %+v", e)
	}
	readRotations(b, slots[0].ReadableOn)
	results := pipelinetest.RowsOf(t, b.Now(), lake.RotationResults)
	if len(results) != 1 {
		t.Fatalf("%d results", len(results))
	}
	r := results[0]
	if r.Verdict != data.VerdictMore || *r.Lift < 1.4 || *r.Lift > 2.2 || *r.Low <= 1 || *r.P > 0.05 || r.Posted != r.Slots-1 || r.AsAssigned >= r.Posted {
		t.Errorf("texts get twice as much: %+v, lift %v", r, *r.Lift)
	}
	if *r.AsTreated <= *r.Lift {
		t.Errorf("by what was posted %v, by the lot %v: departures water down the latter", *r.AsTreated, *r.Lift)
	}
	// What comes later changes nothing.
	before := pipelinetest.TreeOf(b.Now())
	if c, err := planner.ReadRotations(t.Context(), b.Now(), 0, pipelinetest.AsOf("2026-12-01")); err != nil || !c.Empty() || pipelinetest.TreeOf(b.Now()) != before {
		t.Errorf("read twice: %v", err)
	}
	var text strings.Builder
	x, err = planner.RotationsOf(t.Context(), b.Now(), "Oslo", pipelinetest.AsOf("2026-12-01"))
	if err == nil {
		err = x.Text(&text)
	}
	if err != nil || !strings.Contains(text.String(), "Yes, they differ: text posts got") {
		t.Errorf("%v:\n%s", err, text.String())
	}
	// A question that was settled is not asked again at once.
	putAdviceOf(b, "2026-W35", "text")
	if cal := next(b, "2026-08-24 06:00"); len(cal.Rotations) != 0 {
		t.Errorf("asked again: %+v", cal.Rotations)
	}
}

// putAdviceOf puts one line of try on a format.
func putAdviceOf(b *pipelinetest.Bench, period, level string) {
	pipelinetest.Put(b, lake.AdviceTable, "period="+period, data.Advice{Period: period, Mission: "Oslo", Rank: 1, AccountID: "oslo", Platform: data.Mastodon,
		Goal: metrics.MetricInteractions, Age: metrics.AgeSettled, Lever: effects.LeverFormat, Level: level, Verdict: data.VerdictTry})
}

// TestRotationWaitsForPosts: slots of which the posts have not been read yet are not held
// against a test, and its question is not asked again before it was read.
func TestRotationWaitsForPosts(t *testing.T) {
	t.Parallel()
	b := pipelinetest.SmallMission(t)
	putAdvice(b)
	first := register(b, "2026-05-04 06:00")
	putAdviceOf(b, "2026-W23", "text")
	if cal := next(b, "2026-06-08 06:00"); len(cal.Rotations) != 1 || cal.Rotations[0].Experiment != first.Rotations[0].Experiment {
		t.Errorf("five weeks later, nothing read since: %+v, %q", cal.Rotations, cal.Accounts[0].Notes)
	}
	x, err := planner.RotationsOf(t.Context(), b.Now(), "Oslo", pipelinetest.AsOf("2026-06-08"))
	if err != nil || len(x.Experiments) != 1 || x.Experiments[0].Due != 0 {
		t.Errorf("%v, %+v", err, x)
	}
	follow(b, slotsOf(b), func(_ int, s data.RotationSlot) (string, int64) { return s.Assigned, 20 })
	putAdviceOf(b, "2026-W31", "text")
	if cal := next(b, "2026-07-27 06:00"); len(cal.Rotations) != 0 {
		t.Errorf("asked again before the answer was read: %+v", cal.Rotations)
	}
}

func TestRotationGivenUp(t *testing.T) {
	t.Parallel()
	b := pipelinetest.SmallMission(t)
	putAdvice(b)
	register(b, "2026-05-04 06:00")
	slots := slotsOf(b)
	follow(b, slots[:8], func(i int, s data.RotationSlot) (string, int64) { return "video", 500 }) // nobody cares for the lot
	if c, err := planner.ReadRotations(t.Context(), b.Now(), 0, pipelinetest.AsOf("2026-10-01")); err != nil || !c.Empty() {
		t.Errorf("read although nothing is known of its end: %v", err)
	}
	putAdviceOf(b, "2026-W23", "text")
	cal := next(b, "2026-06-08 06:00")
	if len(cal.Rotations) != 0 || !strings.Contains(strings.Join(cal.Accounts[0].Notes, " "), "was not kept to") {
		t.Errorf("a test that nobody kept to goes on, or another takes its days: %+v, %q", cal.Rotations, cal.Accounts[0].Notes)
	}
	// It is read all the same, once a later post is known, and shows nothing.
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("mastodon:autumn", "2026-09-01 09:00")}})
	readRotations(b, "2026-10-01")
	results := pipelinetest.RowsOf(t, b.Now(), lake.RotationResults)
	if len(results) != 1 || results[0].Verdict != data.VerdictTry || results[0].AsAssigned > 1 || len(results[0].Warnings) == 0 {
		t.Errorf("%+v", results)
	}
}
