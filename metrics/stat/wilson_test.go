package stat

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Against statsmodels 0.15.0, proportion_confint(k, n, alpha=0.1, method="wilson").
func TestWilson(t *testing.T) {
	for _, c := range []struct{ k, n, low, high float64 }{
		{0, 10, 0, 0.2129419701}, {10, 10, 0.7870580299, 1}, {1, 3, 0.07826572633, 0.7464661317},
		{7, 20, 0.2022600401, 0.5334873112}, {499, 1000, 0.4730304415, 0.524974955}, {3, 100000, 1.198951375e-05, 7.506356554e-05},
	} {
		if low, high := WilsonEnds(c.k/c.n, c.n, Z950); math.Abs(low-c.low) > 1e-9 || math.Abs(high-c.high) > 1e-9 {
			t.Errorf("%v of %v: %v to %v, want %v to %v", c.k, c.n, low, high, c.low, c.high)
		}
	}
}

// Whatever it is given, the ends are shares around the share; more of the same tell more,
// and a share of 0 or 1 is an end.
func TestWilsonOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(rapid.Float64Range(-1, 2), rapid.SampledFrom([]float64{0, 1})).Draw(t, "p")
		n := rapid.OneOf(rapid.Float64Range(-1, 50), rapid.Float64Range(0, 1e12)).Draw(t, "n")
		low, high := WilsonEnds(p, n, Z950)
		in := max(0, min(1, p))
		if !(0 <= low && low <= in+1e-12 && in-1e-12 <= high && high <= 1) {
			t.Fatalf("%v of %v: %v to %v", p, n, low, high)
		}
		if l, h := WilsonEnds(p, 2*n, Z950); n > 0 && (h-l > high-low+1e-12) {
			t.Fatalf("twice as many are told less by: %v to %v, was %v to %v", l, h, low, high)
		}
		if in == 0 && low != 0 || in == 1 && high != 1 {
			t.Fatalf("%v of %v: %v to %v", p, n, low, high)
		}
	})
}
