package stat

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
	"pgregory.net/rapid"
)

func TestQuantilesOfMixture(t *testing.T) {
	m := NewMixture(40)
	for k := range 40 {
		m.Add(1.0/40, 0.3*float64(k)/40, 0.02+0.2*float64(k)/40)
	}
	for _, q := range []float64{0.05, 0.5, 0.95} {
		if got := m.Below(m.Quantile(q)); math.Abs(got-q) > 1e-9 {
			t.Errorf("P(theta <= quantile(%v)) = %v", q, got)
		}
	}
}

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

func TestCholesky(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.IntRange(1, 8).Draw(t, "p")
		x := make([]float64, p*p)
		for i := range x {
			x[i] = rapid.Float64Range(-1, 1).Draw(t, "x")
		}
		a := make([]float64, p*p)
		for i := range p {
			for j := range p {
				for k := range p {
					a[i*p+j] += x[i*p+k] * x[j*p+k]
				}
			}
			a[i*p+i] += 0.5
		}
		l, inv := slices.Clone(a), make([]float64, p*p)
		if !Cholesky(l, p) {
			t.Fatal("a positive definite matrix has no factor")
		}
		Invert(l, inv, p)
		for i := range p {
			for j := range p {
				var sum float64
				for k := range p {
					sum += a[i*p+k] * inv[k*p+j]
				}
				want := 0.0
				if i == j {
					want = 1
				}
				if math.Abs(sum-want) > 1e-9 {
					t.Fatalf("a times its inverse at %d,%d = %v, want %v", i, j, sum, want)
				}
			}
		}
	})
	if Cholesky([]float64{1, 2, 2, 1}, 2) {
		t.Error("an indefinite matrix has a factor")
	}
}
