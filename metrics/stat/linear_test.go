package stat

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

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
		CholeskyInverse(l, inv, p)
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
