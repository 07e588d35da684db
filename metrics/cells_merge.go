package metrics

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// CompareCells orders cells by their key: week, account, platform, format, metric,
// age, paid scope.
func CompareCells(a, b *data.EngagementCell) int {
	return cmp.Or(cmp.Compare(a.Week, b.Week), cmp.Compare(a.AccountID, b.AccountID), cmp.Compare(a.Platform, b.Platform),
		cmp.Compare(a.Format, b.Format), cmp.Compare(a.Metric, b.Metric), cmp.Compare(a.Age, b.Age), cmp.Compare(a.Paid, b.Paid))
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

// MergeCells merges cells of equal keys, in any order, and returns them in the order of
// the table. So partials of any engine become one: the cells of parts of the posts are
// the partials, and [Merge] is all there is to adding them up.
func MergeCells(cells iter.Seq[data.EngagementCell]) []data.EngagementCell {
	all := slices.SortedFunc(cells, func(a, b data.EngagementCell) int { return CompareCells(&a, &b) })
	n := 0
	for i := range all {
		if n > 0 && CompareCells(&all[n-1], &all[i]) == 0 {
			all[n-1] = Merge(all[n-1], all[i])
			continue
		}
		all[n] = all[i]
		n++
	}
	return all[:n]
}

// Merge adds two cells of one key, field by field. It is commutative and associative,
// and a zero cell adds nothing. The key is that of a cell that has posts.
func Merge(a, b data.EngagementCell) data.EngagementCell {
	c := a
	if a.Posts == 0 {
		c = b
	}
	c.Posts, c.N = saturate(a.Posts, b.Posts), saturate(a.N, b.N)
	c.Sum, c.SumLog, c.SumLogSq = saturate(a.Sum, b.Sum), saturate(a.SumLog, b.SumLog), saturate(a.SumLogSq, b.SumLogSq)
	c.Hist = addHist(a.Hist, b.Hist)
	c.Missing = mergeMissing(a.Missing, b.Missing)
	return c
}
