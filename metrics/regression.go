package metrics

import (
	"math"
	"slices"
)

// Limits of the regression's scale: no account's posts are taken as less variable
// than 10 % beyond Poisson, or more than a factor of e^3.
const (
	minVariance = 0.01
	maxVariance = 9
	commonPosts = 3 // weight, in posts, of all levels' spread in one level's
	huberLimit  = 3 // latent residuals beyond 3 sd lose weight (Huber's psi)
)

// factor is one set of levels in a design, with the prior precision of their
// effects: each is N(0, 1/precision).
type factor struct {
	level     []int32 // of each row, from 0
	levels    int
	precision float64
	column    int     // of the frame
	codes     []int32 // of each level, in the sample's names
}

// design is a Poisson-lognormal regression with an intercept and factors; the first
// factor is the lever.
type design struct {
	y, phi  []float64
	offset  []float64 // added to every row's eta; nil for none
	factors []factor
	mode    []float64   // of theta, where to start; as wide as y
	effects [][]float64 // of the factors' levels, where to start; nil for 0
	spread  float64     // s2, where to start; 0 for 1
}

// regression is a fitted design. Columns are the intercept, then the factors' levels.
type regression struct {
	design
	first []int     // first column of each factor
	beta  []float64 // p
	s2    []float64 // variance of the latent noise, per level of the lever
	score []float64 // per row: d log likelihood / d eta, weighted
	info  []float64 // per row: minus its derivative, weighted
	cov   []float64 // p x p, inverse of information plus prior precision
	p     int

	prior  []float64 // precision of each column
	center float64   // prior mean of the intercept
	hess   []float64 // factor of the information
	whole  []float64 // the information itself, its lower half
	grad   []float64
	cols   []int
}

// fit maximises the marginal likelihood of beta by Newton steps with the exact
// derivatives per row (Louis 1982)
//
//	score = (E theta - eta)/s2,  information = 1/s2 - Var theta / s2^2
//
// and s2, one per level of the lever, by the expectation step
//
//	(sum((E theta - eta)^2 + Var theta) + 3 s2 of all) / (n - effective parameters + 3)
//
// over the level's posts, sped up by Aitken's method. Spread must be the level's own:
// of two levels with one median the more variable one has the higher mean, which at
// small counts would pass for a lift. It is false if the fit does not end in numbers.
func (d design) fit(h *hermite) (*regression, bool) {
	r := newRegression(d)
	lever := d.factors[0]
	spread, settling := newSpread(lever.levels, 1), 4
	if d.spread > 0 { // from a fit of much the same rows
		spread, settling = newSpread(lever.levels, d.spread), 1
	}
	r.s2 = spread.s2
	last := 0 // iterations since the spread stands
	for it := range 80 {
		if !r.accumulate(h, spread, it >= settling) {
			return nil, false
		}
		if last == 2 {
			break
		}
		if it%5 == 0 && last == 0 {
			invert(r.hess, r.cov, r.p)
			clear(spread.edf)
			for i := range d.y {
				r.columns(i, r.cols)
				spread.edf[lever.level[i]] += r.info[i] * r.leverage(r.cols)
			}
		}
		largest := r.step()
		switch {
		case last > 0:
			last++
		case spread.step(largest < 0.2) < 1e-3 && largest < 1e-3 && it > settling || it == 76:
			last = 1 // the spread stands; two more steps for beta, score and information
		}
	}
	invert(r.hess, r.cov, r.p)
	return r, finite(r.beta) && finite(r.cov)
}

func newRegression(d design) *regression {
	n := len(d.y)
	r := &regression{design: d, score: make([]float64, n), info: make([]float64, n), p: 1, cols: make([]int, len(d.factors)+1)}
	for _, f := range d.factors {
		r.first = append(r.first, r.p)
		r.p += f.levels
	}
	var total, rows float64
	for i, y := range d.y {
		total += y
		rows += math.Exp(d.at(i))
	}
	r.center = math.Log((total + 0.5) / rows)
	r.prior = make([]float64, r.p)
	r.prior[0] = 1.0 / 25 // keeps an account of nothing but zeros finite
	r.beta = make([]float64, r.p)
	r.beta[0] = r.center
	for k, f := range d.factors {
		for j := range f.levels {
			r.prior[r.first[k]+j] = f.precision
			if d.effects != nil {
				r.beta[r.first[k]+j] = d.effects[k][j]
			}
		}
	}
	if d.mode == nil {
		r.mode = make([]float64, n)
		for i, y := range d.y {
			r.mode[i] = math.Log(y + 0.5)
		}
	}
	r.hess, r.whole, r.cov, r.grad = make([]float64, r.p*r.p), make([]float64, r.p*r.p), make([]float64, r.p*r.p), make([]float64, r.p)
	return r
}

// at returns the offset of a row.
func (d *design) at(i int) float64 {
	if d.offset == nil {
		return 0
	}
	return d.offset[i]
}

// accumulate sets score and information of every row at beta and s2, and the factor of
// the information of all columns; spread collects what the next s2 needs. It is false
// if the information is not positive definite.
func (r *regression) accumulate(h *hermite, spread *spread, huber bool) bool {
	clear(r.hess)
	for j := range r.grad {
		r.grad[j] = -r.prior[j] * r.beta[j]
		r.hess[j*r.p+j] = r.prior[j]
	}
	r.grad[0] += r.prior[0] * r.center
	spread.begin()
	lever := r.factors[0].level
	for i, y := range r.y {
		r.columns(i, r.cols)
		eta := r.at(i)
		for _, c := range r.cols {
			eta += r.beta[c]
		}
		s2 := r.s2[lever[i]]
		m, v, at := h.posterior(y, r.phi[i], eta, s2, r.mode[i])
		r.mode[i] = at
		u := 1.0
		if e := math.Abs(m-eta) / math.Sqrt(s2); huber && e > huberLimit {
			u = huberLimit / e
		}
		r.score[i] = u * (m - eta) / s2
		r.info[i] = max(u*(1/s2-v/(s2*s2)), 1e-9)
		spread.add(lever[i], u, (m-eta)*(m-eta)+v)
		for k, a := range r.cols { // columns ascend
			r.grad[a] += r.score[i]
			row := r.hess[a*r.p : a*r.p+a+1]
			for _, b := range r.cols[:k+1] {
				row[b] += r.info[i]
			}
		}
	}
	copy(r.whole, r.hess)
	return cholesky(r.hess, r.p)
}

// step moves beta by one Newton step, no coefficient by more than 2, and returns the
// largest move.
func (r *regression) step() float64 {
	solve(r.hess, r.grad, r.p)
	var largest float64
	for j := range r.beta {
		step := max(-2, min(2, r.grad[j]))
		r.beta[j] += step
		largest = max(largest, math.Abs(step))
	}
	return largest
}

// without returns the coefficients of the lever as they would be if a factor were not
// held constant, with the spread as it is: six Newton steps from here. It leaves the
// regression as it was.
func (r *regression) without(h *hermite, factor int) []float64 {
	q := *r
	q.beta, q.mode = slices.Clone(r.beta), slices.Clone(r.mode)
	q.prior, q.grad = slices.Clone(r.prior), make([]float64, r.p)
	q.hess, q.whole = make([]float64, r.p*r.p), make([]float64, r.p*r.p)
	q.score, q.info = make([]float64, len(r.y)), make([]float64, len(r.y))
	for j := range r.factors[factor].levels {
		q.prior[r.first[factor]+j] = 1e9 // held at 0
		q.beta[r.first[factor]+j] = 0
	}
	ignored := newSpread(r.factors[0].levels, 1)
	for range 6 {
		if !q.accumulate(h, ignored, true) || q.step() < 1e-3 {
			break
		}
	}
	return q.beta[r.first[0] : r.first[0]+r.factors[0].levels]
}

// leverage returns x' cov x of the row with these columns.
func (r *regression) leverage(cols []int) float64 {
	var sum float64
	for _, a := range cols {
		for _, b := range cols {
			sum += r.cov[a*r.p+b]
		}
	}
	return sum
}

// columns fills in the columns in which row i has a 1.
func (r *regression) columns(i int, cols []int) {
	cols[0] = 0
	for k := range r.factors {
		cols[k+1] = r.first[k] + int(r.factors[k].level[i])
	}
}

func finite(v []float64) bool {
	for _, x := range v {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

// cholesky replaces the lower triangle of a symmetric p x p matrix by its factor L.
// It is false if the matrix is not positive definite. Written out, rather than taken
// from a library, for its fixed order of adding.
func cholesky(a []float64, p int) bool {
	for i := range p {
		ri := a[i*p : i*p+p]
		for j := 0; j <= i; j++ {
			rj := a[j*p : j*p+p]
			sum := ri[j]
			for k := range j {
				sum -= ri[k] * rj[k]
			}
			if i != j {
				ri[j] = sum / rj[j]
				continue
			}
			if !(sum > 0) {
				return false
			}
			ri[i] = math.Sqrt(sum)
		}
	}
	return true
}

// solve replaces b by the solution of L L' x = b.
func solve(l, b []float64, p int) {
	for i := range p {
		sum := b[i]
		for k, x := range l[i*p : i*p+i] {
			sum -= x * b[k]
		}
		b[i] = sum / l[i*p+i]
	}
	for i := p - 1; i >= 0; i-- {
		sum := b[i]
		for k := i + 1; k < p; k++ {
			sum -= l[k*p+i] * b[k]
		}
		b[i] = sum / l[i*p+i]
	}
}

// invert writes the inverse of L L' into inv.
func invert(l, inv []float64, p int) {
	clear(inv)
	for j := range p {
		col := inv[j*p : j*p+p] // symmetric: a row is a column
		col[j] = 1
		solve(l, col, p)
	}
}
