package effects

import (
	"math"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// accumulate sets score and information of every row at beta and s2, and the factor of
// the information of all columns; spread collects what the next s2 needs. It is false
// if the information is not positive definite.
func (r *regression) accumulate(h *stat.Hermite, spread *stat.Spread, huber bool) bool {
	clear(r.hess)
	for j := range r.grad {
		r.grad[j] = -r.prior[j] * r.beta[j]
		r.hess[j*r.p+j] = r.prior[j]
	}
	r.grad[r.one] += r.prior[r.one] * r.center
	spread.Begin()
	lever := r.factors[0].level
	for i, y := range r.y {
		cols := r.columns(i)
		eta := r.at(i)
		for _, c := range cols {
			eta += r.beta[c]
		}
		s2 := r.s2[lever[i]]
		m, v, at := h.Posterior(y, r.phi[i], eta, s2, r.mode[i])
		r.mode[i] = at
		u, off := 1.0, m-eta
		if huber && off*off > stat.HuberLimit*stat.HuberLimit*s2 {
			u = stat.HuberLimit * math.Sqrt(s2) / math.Abs(off)
		}
		score, info := u*off/s2, max(u*(1/s2-v/(s2*s2)), 1e-9)
		r.score[i], r.info[i] = score, info
		spread.Add(lever[i], u, off*off+v)
		for k, a := range cols { // columns ascend
			r.grad[a] += score
			row := r.hess[int(a)*r.p : int(a)*r.p+int(a)+1]
			for _, b := range cols[:k+1] {
				row[b] += info
			}
		}
	}
	return stat.Cholesky(r.hess, r.p)
}

// step moves beta by one Newton step, no coefficient by more than 2, and returns the
// largest move.
func (r *regression) step() float64 {
	stat.CholeskySolve(r.hess, r.grad, r.p)
	var largest float64
	for j := range r.beta {
		step := max(-2, min(2, r.grad[j]))
		r.beta[j] += step
		largest = max(largest, math.Abs(step))
	}
	return largest
}

// leverage returns x' cov x of a row with these columns.
func (r *regression) leverage(cols []int32) float64 {
	var own, cross float64
	for k, a := range cols {
		row := r.cov[int(a)*r.p : int(a)*r.p+int(a)+1]
		for _, b := range cols[:k] {
			cross += row[b]
		}
		own += row[a]
	}
	return own + 2*cross
}

// columns returns the columns in which row i has a 1, ascending.
func (r *regression) columns(i int) []int32 { return r.rows[i*r.width : (i+1)*r.width : (i+1)*r.width] }
