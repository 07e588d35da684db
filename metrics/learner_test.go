package metrics

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

// stored writes cells as another engine may hand them over, and reads them again.
func stored(t *rapid.T, cells []data.EngagementCell) (again []data.EngagementCell) {
	if err := json.Unmarshal([]byte(bytesOf(t, cells)), &again); err != nil {
		t.Fatal(err)
	}
	return again
}

// zeros returns cells of the same keys that tell of no post.
func zeros(cells []data.EngagementCell) []data.EngagementCell {
	out := make([]data.EngagementCell, len(cells))
	for i, c := range cells {
		out[i] = data.EngagementCell{AccountID: c.AccountID, Platform: c.Platform, Format: c.Format, Week: c.Week, Metric: c.Metric, Age: c.Age, Paid: c.Paid}
	}
	return out
}

// So do the sums that maturity is learned from.
func TestMergeMaturityLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		posts := drawPosts(t)
		learnt := func(posts []drawnPost) []data.MaturitySum {
			l := NewLearner()
			for i := range posts {
				l.Add(&posts[i].post, posts[i].snaps)
			}
			return l.Sums("2026-03")
		}
		cut := rapid.IntRange(0, len(posts)).Draw(t, "cut")
		whole, parts := map[string]data.MaturitySum{}, map[string]data.MaturitySum{}
		key := func(s *data.MaturitySum) string { return fmt.Sprint(s.Platform, s.Metric, s.AgeHours) }
		for _, s := range learnt(posts) {
			whole[key(&s)] = s
		}
		for _, s := range slices.Concat(learnt(posts[cut:]), learnt(posts[:cut])) {
			parts[key(&s)] = MergeMaturity(s, parts[key(&s)])
		}
		if diff := gocmp.Diff(whole, parts); diff != "" {
			t.Fatalf("sums of parts merge to others than of the whole:\n%s", diff)
		}
	})
}
