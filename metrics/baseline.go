package metrics

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// Limits of a baseline. CrowdTangle takes the last 100 posts; the least number is
// ours, so that the middle half is at least five posts.
const (
	baselinePosts = 100
	baselineLeast = 10
)

// Expected returns what CrowdTangle's overperforming score compares a post with: the
// mean of the middle half of earlier values, sorted; a quarter, rounded down, is cut
// off at either end. It is false with fewer than 10 values.
func Expected(sorted []float64) (float64, bool) {
	if len(sorted) < baselineLeast {
		return 0, false
	}
	cut := len(sorted) / 4
	var sum float64
	middle := sorted[cut : len(sorted)-cut]
	for _, v := range middle {
		sum += v
	}
	return sum / float64(len(middle)), true
}

// Overperformance returns one row per value of interactions_public: actual/expected,
// where [Expected] is of the last 100 posts before it of the same account, format, age
// and paid scope. It is immature with fewer than 10 of them, and bad_input if they
// expect 0. The values may be in any order; rows are ordered by account, age, moment
// of publishing and post.
func Overperformance(values []data.PostMetric, about func(data.PostID) About) []data.PostMetric {
	rows := make([]data.PostMetric, 0, len(values))
	for _, v := range values {
		if v.Metric == MetricInteractions {
			rows = append(rows, v)
		}
	}
	slices.SortFunc(rows, func(a, b data.PostMetric) int {
		return cmp.Or(cmp.Compare(a.AccountID, b.AccountID), cmp.Compare(a.Age, b.Age),
			cmp.Compare(a.PublishedAt, b.PublishedAt), cmp.Compare(a.PostID, b.PostID))
	})
	type group struct {
		account data.AccountID
		age     string
		paid    data.Paid
		format  data.Format
	}
	past := map[group]*window{}
	for i := range rows {
		r := &rows[i]
		g := group{r.AccountID, r.Age, r.Paid, about(r.PostID).Format}
		if past[g] == nil {
			past[g] = &window{}
		}
		actual := r.Value
		r.Metric, r.StdErr, r.Followers, r.Value = MetricOver, nil, nil, nil
		if actual == nil || !usable(*actual) {
			continue
		}
		expected, ok := Expected(past[g].sorted)
		switch {
		case !ok:
			r.Missing, r.Flag = data.Immature, ""
		case expected == 0:
			r.Missing, r.Flag = data.BadInput, ""
		default:
			over := *actual / expected
			r.Value = &over
		}
		past[g].push(*actual)
	}
	return rows
}

// window holds the last values, in order of arrival and sorted.
type window struct {
	recent []float64
	sorted []float64
}

func (w *window) push(v float64) {
	if len(w.recent) == baselinePosts {
		i, _ := slices.BinarySearch(w.sorted, w.recent[0])
		w.sorted = slices.Delete(w.sorted, i, i+1)
		w.recent = w.recent[1:]
	}
	i, _ := slices.BinarySearch(w.sorted, v)
	w.sorted = slices.Insert(w.sorted, i, v)
	w.recent = append(w.recent, v)
}
