package effects

import (
	"slices"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// leaveOutMany returns by how much the coefficients are pulled by a cluster of more
// rows than columns: (H - X'WX)^-1 X's over its rows, which is what [leaveOut] comes to.
func (r *regression) leaveOutMany(rows []int) []float64 {
	if r.whole == nil { // few accounts have such a week
		r.whole = make([]float64, r.p*r.p)
		for j, precision := range r.prior {
			r.whole[j*r.p+j] = precision
		}
		for i, info := range r.info {
			r.inform(r.whole, i, info)
		}
	}
	rest, pull := slices.Clone(r.whole), make([]float64, r.p)
	for _, i := range rows {
		for _, a := range r.columns(i) {
			pull[a] += r.score[i]
		}
		r.inform(rest, i, -r.info[i])
	}
	if !stat.Cholesky(rest, r.p) {
		return nil // without the cluster nothing stands; the prior alone keeps this from happening
	}
	stat.CholeskySolve(rest, pull, r.p)
	return pull
}

// inform adds a row's information to the lower half of a matrix of all.
func (r *regression) inform(all []float64, i int, info float64) {
	cols := r.columns(i)
	for k, a := range cols {
		for _, b := range cols[:k+1] {
			all[int(a)*r.p+int(b)] += info
		}
	}
}

// leaveOut returns (I - W B)^-1 s for a cluster of rows, where B = X cov X', W is the
// rows' information and s their scores: the cluster's scores as they would be if it
// had not pulled the fit towards itself (Woodbury's identity).
func (r *regression) leaveOut(rows []int) []float64 {
	m := len(rows)
	a := make([]float64, m*(m+1))
	for x, i := range rows {
		ci := r.columns(i)
		for y, j := range rows[:x+1] {
			cj := r.columns(j)
			var b float64
			for _, u := range ci {
				b += along(r.cov[int(u)*r.p:int(u+1)*r.p], cj)
			}
			a[x*(m+1)+y], a[y*(m+1)+x] = -r.info[i]*b, -r.info[j]*b
		}
		a[x*(m+1)+x]++
		a[x*(m+1)+m] = r.score[i]
	}
	return stat.SolvePivoted(a, m)
}
