package intake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// TestLateRepliesAreCountedOnce: of a sealed week there are no ids. A file of comments that
// is read again, grown or not, tells again of all that were taken in and of all that were
// late; neither count twice.
func TestLateRepliesAreCountedOnce(t *testing.T) {
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Seals, "", data.Seal{Mission: "Oslo", Platform: data.X, Week: "2026-W10", SealedOn: "2026-03-16", Late: 1},
		data.Seal{Mission: "Lima", Platform: data.X, Week: "2026-W10", SealedOn: "2026-03-16"})
	pipelinetest.Put(b, lake.ReplyCells, "day=2026-03-05",
		data.ReplyCell{RootPost: "x:1", Mission: "Oslo", Platform: data.X, Week: "2026-W10", IngestedOn: "2026-03-05", Scorer: "s", N: 3},
		data.ReplyCell{RootPost: "x:1", Mission: "Oslo", Platform: data.X, Week: "2026-W09", IngestedOn: "2026-03-05", Scorer: "s", N: 50})
	found := func(post data.PostID, n int64) data.ReplyLate {
		return data.ReplyLate{Mission: "Oslo", Platform: data.X, Week: "2026-W10", RootPost: post, Late: n}
	}
	for i, step := range []struct {
		rows []data.ReplyLate
		want int64
	}{
		{[]data.ReplyLate{found("x:1", 3)}, 1},                                                    // what was taken in; the count of before this table stays
		{[]data.ReplyLate{found("x:1", 2), found("x:1", 5), found("x:2", 1)}, 2 + 1},              // two pages of one reading, and another post
		{[]data.ReplyLate{found("x:1", 2), found("x:1", 5), found("x:2", 1)}, 2 + 1},              // again
		{[]data.ReplyLate{found("x:1", 6)}, 3 + 1},                                                // grown
		{[]data.ReplyLate{found("x:1", 1)}, 3 + 1},                                                // a shorter file
		{[]data.ReplyLate{{Mission: "Lima", Platform: data.X, Week: "2026-W10", Late: 9}}, 3 + 1}, // of another mission
	} {
		b.Ingest(data.Page{Account: "oslo", Late: step.rows})
		for _, s := range pipelinetest.RowsOf(t, b.Now(), lake.Seals) {
			if s.Mission == "Oslo" && (s.Late != step.want || s.SealedOn != "2026-03-16") {
				t.Errorf("step %d: late %d sealed on %s, want %d and as before", i, s.Late, s.SealedOn, step.want)
			}
		}
	}
}

// TestStripCountsLateByReading: pages of one input tell how many were found so far; the
// next input begins anew.
func TestStripCountsLateByReading(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-25")
	s.Sealed = func(data.Platform, string) bool { return true }
	one, two := pipelinetest.ARaw("1", "ada", "2026-03-03", "Late"), pipelinetest.ARaw("2", "bob", "2026-03-04", "Late")
	var got []int64
	for _, page := range []connectors.Page{
		{Begins: "a.csv", Replies: []connectors.Reply{one}},
		{Replies: []connectors.Reply{one, two}},
		{},
		{Begins: "b.csv", Replies: []connectors.Reply{one}},
	} {
		p, err := s.Strip(page, "test/1", 1)
		if err != nil {
			t.Fatal(err)
		}
		n := int64(0)
		for _, l := range p.Late {
			n += l.Late
		}
		got = append(got, n)
	}
	if diff := cmp.Diff([]int64{1, 2, 0, 1}, got); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}
