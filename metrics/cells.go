package metrics

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Fixed-point scales of a cell's sums.
const (
	sumScale = 1 << 20
	logScale = 1 << 24
)

// About says what a cell needs to know of a post: its format, and how exactly its
// moment of publishing is known.
type About struct {
	Format    data.Format
	Precision data.Precision
}

// Cells adds up the values of posts per account, platform, format, week, metric, age
// and paid scope, sorted by that key ([CompareCells]). Its sums are integers, so that
// cells of any split of the posts merge to the same bytes ([Merge]).
//
// Beside the metrics themselves it makes two cells for every rate er_x, the sums of
// its numerator and of its denominator over the posts that have the rate; [ERSum]
// divides them. Therefore all values of one post must be in one call.
func Cells(values iter.Seq[data.PostMetric], about func(data.PostID) About) []data.EngagementCell {
	type postAge struct {
		post data.PostID
		age  string
	}
	cells := map[cellKey]*tally{}
	counts := map[postAge]map[string]float64{} // what rates are made of
	var rates []data.PostMetric
	add := func(v *data.PostMetric, metric string, value *float64) {
		key := keyOf(v, metric, about(v.PostID))
		t := cells[key]
		if t == nil {
			t = &tally{hist: map[int32]int64{}, missing: map[data.Reason]int64{}}
			cells[key] = t
		}
		t.add(value, v.Missing)
	}
	for v := range values {
		value := v.Value
		if value != nil && !usable(*value) {
			value, v.Missing = nil, data.BadInput
		}
		add(&v, v.Metric, value)
		if value == nil {
			continue
		}
		at := postAge{v.PostID, v.Age}
		switch v.Metric {
		case MetricERFollowers, MetricERReach, MetricERViewers, MetricERImpressions, MetricERViews:
			rates = append(rates, v)
		case MetricInteractions, MetricReach, MetricViewers, MetricImpressions, MetricViews:
			if counts[at] == nil {
				counts[at] = map[string]float64{}
			}
			counts[at][v.Metric] = *value
		}
	}
	for i := range rates {
		v := &rates[i]
		of := counts[postAge{v.PostID, v.Age}]
		numerator, ok1 := of[MetricInteractions]
		denominator, ok2 := of[strings.TrimPrefix(v.Metric, "er_")]
		if v.Metric == MetricERFollowers && v.Followers != nil {
			denominator, ok2 = float64(*v.Followers), true
		}
		if ok1 && ok2 {
			add(v, numeratorOf(v.Metric), &numerator)
			add(v, denominatorOf(v.Metric), &denominator)
		}
	}
	out := make([]data.EngagementCell, 0, len(cells))
	for key, t := range cells {
		out = append(out, t.cell(key))
	}
	slices.SortFunc(out, func(a, b data.EngagementCell) int { return CompareCells(&a, &b) })
	return out
}

func numeratorOf(rate string) string   { return rate + ".numerator" }
func denominatorOf(rate string) string { return rate + ".denominator" }

func usable(v float64) bool { return v >= 0 && !math.IsInf(v, 0) } // false for NaN

type cellKey struct {
	account  data.AccountID
	platform data.Platform
	format   data.Format
	week     string
	metric   string
	age      string
	paid     data.Paid
}

func keyOf(v *data.PostMetric, metric string, a About) cellKey {
	format := a.Format
	if format == "" {
		format = data.FormatUnknown
	}
	return cellKey{v.AccountID, v.Platform, format, Period(v.PublishedAt, a.Precision), metric, v.Age, v.Paid}
}

// Period returns the finest period that a moment of publishing is known by: the ISO
// week, or the month (2014-03) or year (2014) where that is all.
func Period(at data.Micros, p data.Precision) string {
	switch p {
	case data.ByMonth:
		return at.Month()
	case data.ByYear:
		return at.Time().Format("2006")
	}
	return at.Week()
}

// CompareCells orders cells by their key: account, platform, format, week, metric,
// age, paid scope.
func CompareCells(a, b *data.EngagementCell) int {
	return cmp.Or(cmp.Compare(a.AccountID, b.AccountID), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Format, b.Format),
		cmp.Compare(a.Week, b.Week), cmp.Compare(a.Metric, b.Metric), cmp.Compare(a.Age, b.Age), cmp.Compare(a.Paid, b.Paid))
}

// tally is a cell being added up.
type tally struct {
	posts, n              int64
	sum, sumLog, sumLogSq int64
	hist                  map[int32]int64
	missing               map[data.Reason]int64
}

func (t *tally) add(v *float64, why data.Reason) {
	t.posts++
	if v == nil {
		t.missing[why]++
		return
	}
	t.n++
	l := math.Log1p(*v)
	t.sum = saturate(t.sum, fixed(*v*sumScale))
	t.sumLog = saturate(t.sumLog, fixed(l*logScale))
	t.sumLogSq = saturate(t.sumLogSq, fixed(float64(l*l)*logScale))
	t.hist[BucketOf(*v)]++
}

func (t *tally) cell(k cellKey) data.EngagementCell {
	c := data.EngagementCell{
		AccountID: k.account, Platform: k.platform, Format: k.format, Week: k.week, Metric: k.metric, Age: k.age, Paid: k.paid,
		Posts: t.posts, N: t.n, Sum: t.sum, SumLog: t.sumLog, SumLogSq: t.sumLogSq, Missing: missingText(t.missing),
	}
	for index, n := range t.hist {
		c.Hist = append(c.Hist, data.Bucket{Index: index, N: n})
	}
	slices.SortFunc(c.Hist, func(a, b data.Bucket) int { return cmp.Compare(a.Index, b.Index) })
	return c
}

// fixed rounds a scaled value to an integer, at most the largest.
func fixed(v float64) int64 {
	if v >= math.MaxInt64 {
		return math.MaxInt64
	}
	return int64(math.Round(v))
}

// saturate adds two numbers that are not negative; a sum beyond the largest int64
// stays there, whatever the order of adding.
func saturate(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

// Merge adds two cells of one key, field by field. It is commutative and associative,
// and a zero cell adds nothing. The key is that of a cell that has posts.
func Merge(a, b data.EngagementCell) data.EngagementCell {
	c := a
	if a.Posts == 0 {
		c = b
	}
	c.Posts, c.N = a.Posts+b.Posts, a.N+b.N
	c.Sum, c.SumLog, c.SumLogSq = saturate(a.Sum, b.Sum), saturate(a.SumLog, b.SumLog), saturate(a.SumLogSq, b.SumLogSq)
	c.Hist = addHist(a.Hist, b.Hist)
	missing := missingCounts(a.Missing)
	for why, n := range missingCounts(b.Missing) {
		missing[why] += n
	}
	c.Missing = missingText(missing)
	return c
}

// missingText writes counts by reason, like "immature=3;not_bracketed=1".
func missingText(counts map[data.Reason]int64) string {
	parts := make([]string, 0, len(counts))
	for why, n := range counts {
		parts = append(parts, string(why)+"="+strconv.FormatInt(n, 10))
	}
	slices.Sort(parts)
	return strings.Join(parts, ";")
}

func missingCounts(text string) map[data.Reason]int64 {
	counts := map[data.Reason]int64{}
	for part := range strings.SplitSeq(text, ";") {
		if why, n, ok := strings.Cut(part, "="); ok {
			k, _ := strconv.ParseInt(n, 10, 64)
			counts[data.Reason(why)] += k
		}
	}
	return counts
}
