package stat

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The posterior against a fine sum over theta, from nothing to thousands and from a narrow
// prior to a wide one: its mean to a fiftieth of a standard deviation, and where it is told
// by the series to a fiftieth of that.
func TestLatentPosterior(t *testing.T) {
	h := NewHermite()
	series := 0
	for _, y := range []float64{0, 1, 2, 3, 5, 8, 12, 40, 300, 5000} {
		for _, s2 := range []float64{0.01, 0.04, 0.2, 0.5, 1, 2, 4, 9} {
			for _, eta := range []float64{-1, 1, 4} {
				const steps, width = 4000, 14
				_, _, mode := h.Posterior(y, 1, eta, s2, math.Log(y+0.5))
				curve := math.Exp(mode) + 1/s2
				var total, first, second float64
				for i := range steps + 1 {
					z := (float64(i)/steps*2 - 1) * width / math.Sqrt(curve)
					w := math.Exp(y*z - math.Exp(mode)*math.Expm1(z) - (mode-eta)*z/s2 - z*z/(2*s2))
					total, first, second = total+w, first+w*z, second+w*z*z
				}
				mean := first / total
				variance := second/total - mean*mean
				off, wide := 0.02, 0.04
				if 1/curve < narrow {
					off, wide = 3e-4, 5e-4
					series++
				}
				m, v, _ := h.Posterior(y, 1, eta, s2, math.Log(y+0.5))
				if math.Abs(m-mode-mean) > off*math.Sqrt(variance) || math.Abs(v/variance-1) > wide {
					t.Errorf("posterior(y=%v, eta=%v, s2=%v) = mode + N(%v, %v), want N(%v, %v)", y, eta, s2, m-mode, v, mean, variance)
				}
			}
		}
	}
	if series < 100 {
		t.Errorf("%d posteriors are told by the series", series)
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
