package stat

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The rank from either end is the largest r with P(B < r) <= 0.05, by scipy 1.17.1,
// stats.binom.cdf(r-1, n, 0.5).
func TestMedianInterval(t *testing.T) {
	for _, c := range [][2]int{{6, 1}, {7, 1}, {8, 2}, {9, 2}, {10, 2}, {20, 6}, {26, 9}, {50, 19}, {100, 42}, {1000, 474}} {
		var v []float64
		for i := range c[0] {
			v = append(v, float64(i+1))
		}
		low, high, ok := MedianInterval(v)
		if !ok || low != float64(c[1]) || high != float64(c[0]-c[1]+1) {
			t.Errorf("of %d numbers: %v to %v, want the ends at rank %d from either side", c[0], low, high, c[1])
		}
	}
	if _, _, ok := MedianInterval([]float64{1, 2, 3, 4, 5}); ok {
		t.Error("five numbers have an interval")
	}
}

// The median turns with its numbers, and lies between its ends.
func TestMedianLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SliceOfN(rapid.Float64Range(-1e300, 1e300), 1, 60).Draw(t, "v")
		m := MedianOf(v)
		turned := make([]float64, len(v))
		for i, x := range v {
			turned[i] = -x
		}
		if w := MedianOf(turned); math.Abs(w+m) > 1e-12*max(slices.Max(v), -slices.Min(v)) {
			t.Fatalf("the median of what is turned around is %v, not %v", w, -m)
		}
		slices.Sort(v)
		if low, high, ok := MedianInterval(v); ok && !(low <= m && m <= high) {
			t.Fatalf("%v is not between %v and %v", m, low, high)
		}
	})
}
