package effects

import (
	"slices"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// without returns the coefficients of the lever as they would be if a factor were not
// held constant, with the spread as it is: from where the information at hand says they
// are, by Newton steps. It leaves the regression as it was.
func (r *regression) without(h *stat.Hermite, factor int) []float64 {
	q := *r
	q.beta, q.mode = slices.Clone(r.beta), slices.Clone(r.mode)
	q.prior, q.grad = slices.Clone(r.prior), make([]float64, r.p)
	q.hess = make([]float64, r.p*r.p)
	q.score, q.info = make([]float64, len(r.y)), make([]float64, len(r.y))
	r.hold(q.beta, factor)
	for j := range r.factors[factor].levels {
		q.prior[r.first[factor]+j] = 1e9 // held at 0
	}
	ignored := stat.NewSpread(r.factors[0].levels, 1)
	for range 6 {
		if !q.accumulate(h, ignored, true) || q.step() < 1e-2 { // the step after would be a ten-thousandth
			break
		}
	}
	return q.beta[r.first[0] : r.first[0]+r.factors[0].levels]
}

// hold moves coefficients to where a factor's are 0 and the others are what the
// information at the maximum says then: beta - C_f (C_ff)^-1 beta_f, C being cov.
func (r *regression) hold(beta []float64, factor int) {
	n, from := r.factors[factor].levels, r.first[factor]
	c, b := make([]float64, n*n), slices.Clone(beta[from:from+n])
	for i := range n {
		copy(c[i*n:(i+1)*n], r.cov[(from+i)*r.p+from:])
	}
	if stat.Cholesky(c, n) {
		stat.CholeskySolve(c, b, n)
		for i := range beta {
			for j, x := range b {
				beta[i] -= r.cov[i*r.p+from+j] * x
			}
		}
	}
	clear(beta[from : from+n])
}
