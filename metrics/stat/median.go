package stat

import "slices"

// SortedMedian returns the median of at least one sorted number.
func SortedMedian(v []float64) float64 {
	k := len(v) / 2
	if len(v)%2 == 1 {
		return v[k]
	}
	return v[k-1] + (v[k]-v[k-1])/2
}

// MedianOf returns the median, half-way between the two middle values.
func MedianOf(values []float64) float64 {
	v := slices.Sorted(slices.Values(values))
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}
