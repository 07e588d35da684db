package stat

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
	"pgregory.net/rapid"
)

// The quadrature against a fine sum over theta.
func TestLatentPosterior(t *testing.T) {
	h := NewHermite()
	for _, y := range []float64{0, 1, 3, 40, 5000} {
		for _, s2 := range []float64{0.04, 1, 4} {
			const eta = 1.0
			f := func(theta float64) float64 {
				return math.Exp(y*theta - math.Exp(theta) - (theta-eta)*(theta-eta)/(2*s2) - y*math.Log(y+1) + y)
			}
			integral := func(g func(float64) float64) float64 {
				return quad.Fixed(g, -12, 12, 4000, quad.Legendre{}, 0)
			}
			total := integral(f)
			mean := integral(func(x float64) float64 { return x * f(x) }) / total
			variance := integral(func(x float64) float64 { return (x - mean) * (x - mean) * f(x) }) / total
			m, v, _ := h.Posterior(y, 1, eta, s2, math.Log(y+0.5))
			if math.Abs(m-mean) > 0.01*math.Sqrt(variance) || math.Abs(v/variance-1) > 0.02 {
				t.Errorf("posterior(y=%v, s2=%v) = N(%v, %v), want N(%v, %v)", y, s2, m, v, mean, variance)
			}
		}
	}
}

// Counts of a thousand million, rates far from them, tempered ones: mean and variance are
// numbers, the posterior is not wider than the prior, and a higher count means a higher rate.
func TestPosteriorOfAnything(t *testing.T) {
	h := NewHermite()
	rapid.Check(t, func(t *rapid.T) {
		y := math.Floor(rapid.OneOf(rapid.Float64Range(0, 5), rapid.Float64Range(0, 1e12)).Draw(t, "y"))
		phi := rapid.OneOf(rapid.Just(1.0), rapid.Float64Range(1e-6, 1)).Draw(t, "phi")
		eta, s2 := rapid.Float64Range(-20, 28).Draw(t, "eta"), rapid.Float64Range(minVariance, maxVariance).Draw(t, "s2")
		m, v, mode := h.Posterior(y, phi, eta, s2, math.Log(y+0.5))
		if !Finite([]float64{m, v, mode}) || !(v > 0) || v > s2*1.05 {
			t.Fatalf("posterior(%v) is N(%v, %v) about %v", y, m, v, mode)
		}
		if more, _, _ := h.Posterior(2*y+1, phi, eta, s2, math.Log(2*y+1.5)); more < m-0.05*math.Sqrt(v) {
			t.Fatalf("of %v the mean is %v, of %v it is %v", y, m, 2*y+1, more)
		}
	})
}
