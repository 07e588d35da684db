package metrics

import (
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

// Baseline holds what each account's last posts of each format and paid scope had, to
// compare the next ones with. Posts are added in order of publishing.
type Baseline struct {
	past map[baselineKey]*window
}

type baselineKey struct {
	account data.AccountID
	format  data.Format
	paid    data.Paid
	age     string
}

// BaselineDays is how far back a post is compared: the last 100 posts, but none that
// was published more than a year before it.
const BaselineDays = 365

// NewBaseline returns a baseline of no post.
func NewBaseline() *Baseline { return &Baseline{past: map[baselineKey]*window{}} }

// Add compares one post's interactions at an age with those of earlier posts, then
// counts it among them:
//
//	actual / expected
//
// where [Expected] is of the last 100 posts before it of the same account, format,
// paid scope and age, published at most 365 days earlier. It is immature with fewer
// than 10 of them, and bad_input if they expect 0.
func (b *Baseline) Add(p *data.PostMetric, format data.Format) data.Overperformance {
	if format == "" {
		format = data.FormatUnknown
	}
	key := baselineKey{p.AccountID, format, p.Paid, p.Age}
	w := b.past[key]
	if w == nil {
		w = &window{}
		b.past[key] = w
	}
	w.forget(p.PublishedAt.Add(-BaselineDays * Day))
	row := data.Overperformance{PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform, PublishedAt: p.PublishedAt, Age: p.Age,
		Paid: p.Paid, Format: format, Actual: *p.Value, N: int64(len(w.sorted)), Dictionary: Version}
	expected, ok := Expected(w.sorted)
	if ok {
		row.Expected = &expected
	}
	switch {
	case !ok:
		row.Missing = data.Immature
	case expected == 0:
		row.Missing = data.BadInput
	default:
		over := *p.Value / expected
		row.Value = &over
	}
	w.push(p.PublishedAt, *p.Value)
	return row
}

// Compared reports whether a value is one that posts are compared by: interactions at
// 7d or settled.
func Compared(v *data.PostMetric) bool {
	return v.Metric == MetricInteractions && (v.Age == Age7d || v.Age == AgeSettled) && v.Value != nil && Usable(*v.Value)
}

// window holds the last values, in order of arrival and sorted.
type window struct {
	recent []dated
	sorted []float64
}

type dated struct {
	at data.Micros
	v  float64
}

// forget drops values of posts published before a moment.
func (w *window) forget(before data.Micros) {
	for len(w.recent) > 0 && w.recent[0].at < before {
		w.drop()
	}
}

func (w *window) drop() {
	i, _ := slices.BinarySearch(w.sorted, w.recent[0].v)
	w.sorted = slices.Delete(w.sorted, i, i+1)
	w.recent = w.recent[1:]
}

func (w *window) push(at data.Micros, v float64) {
	if len(w.recent) == baselinePosts {
		w.drop()
	}
	i, _ := slices.BinarySearch(w.sorted, v)
	w.sorted = slices.Insert(w.sorted, i, v)
	w.recent = append(w.recent, dated{at, v})
}
