package stat

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Rows have one number of the first columns, as they have of the levels of a factor.
func TestCholesky(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.IntRange(1, 14).Draw(t, "p")
		apart := rapid.IntRange(0, p).Draw(t, "apart")
		x := make([]float64, p*p)
		for i := range x {
			if row, column := i%p, i/p; column >= apart || column == row%apart {
				x[i] = rapid.Float64Range(-1, 1).Draw(t, "x")
			}
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
		CholeskyInverse(l, inv, p, 0)
		some := make([]float64, p*p)
		CholeskyInverse(l, some, p, apart)
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
				if (i == j || i > j && i >= apart) && some[i*p+j] != inv[i*p+j] {
					t.Fatalf("with %d columns apart the inverse at %d,%d is %v, want %v", apart, i, j, some[i*p+j], inv[i*p+j])
				}
			}
		}
	})
	if Cholesky([]float64{1, 2, 2, 1}, 2) {
		t.Error("an indefinite matrix has a factor")
	}
}
