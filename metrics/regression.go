package metrics

import "math"

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
}

// design is a Poisson-lognormal regression with an intercept and factors; the first
// factor is the lever.
type design struct {
	y, phi  []float64
	factors []factor
}

// regression is a fitted design. Columns are the intercept, then the factors' levels.
type regression struct {
	design
	offset []int     // first column of each factor
	beta   []float64 // p
	s2     []float64 // variance of the latent noise, per level of the lever
	score  []float64 // per row: d log likelihood / d eta, weighted
	info   []float64 // per row: minus its derivative, weighted
	cov    []float64 // p x p, inverse of information plus prior precision
	p      int
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
	n := len(d.y)
	r := &regression{design: d, score: make([]float64, n), info: make([]float64, n), p: 1}
	for _, f := range d.factors {
		r.offset = append(r.offset, r.p)
		r.p += f.levels
	}
	var total float64
	for _, y := range d.y {
		total += y
	}
	prior := make([]float64, r.p)
	center := math.Log((total + 0.5) / float64(n))
	prior[0] = 1.0 / 25 // keeps an account of nothing but zeros finite
	for k, f := range d.factors {
		for j := range f.levels {
			prior[r.offset[k]+j] = f.precision
		}
	}
	r.beta = make([]float64, r.p)
	r.beta[0] = center
	mode := make([]float64, n)
	for i, y := range d.y {
		mode[i] = math.Log(y + 0.5)
	}
	lever := d.factors[0]
	spread := newSpread(lever.levels)
	r.s2 = spread.s2
	hess := make([]float64, r.p*r.p)
	grad := make([]float64, r.p)
	r.cov = make([]float64, r.p*r.p)
	cols := make([]int, len(d.factors)+1)
	last := 0 // iterations since the spread stands
	for it := range 80 {
		clear(hess)
		for j := range grad {
			grad[j] = -prior[j] * r.beta[j]
			hess[j*r.p+j] = prior[j]
		}
		grad[0] += prior[0] * center
		spread.begin()
		for i, y := range d.y {
			r.columns(i, cols)
			eta := r.eta(cols)
			s2 := r.s2[lever.level[i]]
			m, v, at := h.posterior(y, d.phi[i], eta, s2, mode[i])
			mode[i] = at
			u := 1.0
			if e := math.Abs(m-eta) / math.Sqrt(s2); it > 3 && e > huberLimit {
				u = huberLimit / e
			}
			r.score[i] = u * (m - eta) / s2
			r.info[i] = max(u*(1/s2-v/(s2*s2)), 1e-9)
			spread.add(lever.level[i], u, (m-eta)*(m-eta)+v)
			for _, a := range cols {
				grad[a] += r.score[i]
				for _, b := range cols {
					if b <= a {
						hess[a*r.p+b] += r.info[i]
					}
				}
			}
		}
		if !cholesky(hess, r.p) {
			return nil, false
		}
		if last == 2 {
			break
		}
		if it%5 == 0 && last == 0 {
			invert(hess, r.cov, r.p)
			clear(spread.edf)
			for i := range d.y {
				r.columns(i, cols)
				spread.edf[lever.level[i]] += r.info[i] * r.leverage(cols)
			}
		}
		solve(hess, grad, r.p)
		var largest float64
		for j := range r.beta {
			step := max(-2, min(2, grad[j]))
			r.beta[j] += step
			largest = max(largest, math.Abs(step))
		}
		switch {
		case last > 0:
			last++
		case spread.step(largest < 0.2) < 1e-3 && largest < 1e-3 && it > 4 || it == 76:
			last = 1 // the spread stands; two more steps for beta, score and information
		}
	}
	invert(hess, r.cov, r.p)
	return r, finite(r.beta) && finite(r.cov)
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
		cols[k+1] = r.offset[k] + int(r.factors[k].level[i])
	}
}

func (r *regression) eta(cols []int) float64 {
	var sum float64
	for _, c := range cols {
		sum += r.beta[c]
	}
	return sum
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
