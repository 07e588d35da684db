package stat

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// SortedMedian returns the median of at least one sorted number, half-way between the
// two middle ones.
func SortedMedian(v []float64) float64 {
	k := len(v) / 2
	if len(v)%2 == 1 {
		return v[k]
	}
	return v[k-1] + (v[k]-v[k-1])/2
}

// MedianOf is [SortedMedian] of numbers in any order.
func MedianOf(values []float64) float64 { return SortedMedian(slices.Sorted(slices.Values(values))) }

// medianLeast is how many numbers an interval of their median needs.
const medianLeast = 6

// MedianInterval returns the ends of an interval that holds the median of what sorted
// numbers are drawn from with a chance of at least 0.9, whatever their distribution: the
// r-th number from either end, r the largest with P(B < r) <= 0.05, B binomial (n, 1/2)
// (Thompson 1936). It is false with fewer than six.
func MedianInterval(v []float64) (low, high float64, ok bool) {
	n := len(v)
	if n < medianLeast {
		return 0, 0, false
	}
	b := distuv.Binomial{N: float64(n), P: 0.5}
	r := max(1, int(float64(n)/2-Z950*math.Sqrt(float64(n))/2)-1) // not above it
	for b.CDF(float64(r)) <= 0.05 {
		r++
	}
	return v[r-1], v[n-r], true
}
