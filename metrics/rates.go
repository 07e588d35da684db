package metrics

import (
	"iter"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// GroupRate is the rate of a group of posts.
type GroupRate struct {
	Value *float64 // null if no post has the rate, or all denominators are 0
	N     int64    // posts that have it
}

// ERSum returns the sum of numerators over the sum of denominators of a rate
// (er_followers, er_reach, ...) over the cells given, of which those of other metrics
// are passed over. The caller chooses cells of one age and paid scope.
func ERSum(cells iter.Seq[data.EngagementCell], rate string) GroupRate {
	var numerator, denominator, n int64
	for c := range cells {
		switch c.Metric {
		case numeratorOf(rate):
			numerator, n = saturate(numerator, c.Sum), n+c.N
		case denominatorOf(rate):
			denominator = saturate(denominator, c.Sum)
		}
	}
	if denominator == 0 {
		return GroupRate{N: n}
	}
	v := float64(numerator) / float64(denominator)
	return GroupRate{Value: &v, N: n}
}

// ERMedian returns the exact median of a rate over the values given, of which those
// of other metrics and those without a value are passed over. Half-way between the
// two middle ones if their number is even.
func ERMedian(values iter.Seq[data.PostMetric], rate string) GroupRate {
	var v []float64
	for m := range values {
		if m.Metric == rate && m.Value != nil && usable(*m.Value) {
			v = append(v, *m.Value)
		}
	}
	if len(v) == 0 {
		return GroupRate{}
	}
	slices.Sort(v)
	mid := sortedMedian(v)
	return GroupRate{Value: &mid, N: int64(len(v))}
}

// sortedMedian returns the median of at least one sorted number.
func sortedMedian(v []float64) float64 {
	k := len(v) / 2
	if len(v)%2 == 1 {
		return v[k]
	}
	return v[k-1] + (v[k]-v[k-1])/2
}
