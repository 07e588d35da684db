package effects

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// A fit ends when no log variance moves by more than 0.004, and no coefficient by
// more than 0.002: 0.2 % of a standard error of an effect, and little beside any.
const (
	settledSpread = 4e-3
	settledStep   = 2e-3
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
	base    float64     // intercept, where to start, if effects are given
	spread  float64     // s2, where to start; 0 for 1
}

// regression is a fitted design. Columns are the levels of the factor that has most of
// them, the intercept, then the other factors' levels: levels of one factor never meet
// in a row, so that the information starts with a diagonal, which is factored for
// nothing (see [stat.Cholesky]).
type regression struct {
	design
	first []int     // first column of each factor
	one   int       // column of the intercept
	width int       // columns in which a row has a 1: the intercept and one of each factor
	rows  []int32   // these columns, ascending, row after row
	beta  []float64 // p
	s2    []float64 // variance of the latent noise, per level of the lever
	score []float64 // per row: d log likelihood / d eta, weighted
	info  []float64 // per row: minus its derivative, weighted
	cov   []float64 // p x p, inverse of information plus prior precision
	p     int

	prior  []float64 // precision of each column
	center float64   // prior mean of the intercept
	hess   []float64 // factor of the information
	whole  []float64 // the information itself, its lower half, once asked for
	grad   []float64
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
func (d design) fit(h *stat.Hermite) (*regression, bool) {
	r := newRegression(d)
	lever := d.factors[0]
	spread, settling := stat.NewSpread(lever.levels, 1), 4
	if d.spread > 0 { // from a fit of much the same rows
		spread, settling = stat.NewSpread(lever.levels, d.spread), 1
	}
	r.s2 = spread.S2
	last := 0 // iterations since the spread stands
	for it := range 80 {
		if !r.accumulate(h, spread, it >= settling) {
			return nil, false
		}
		if last == 2 {
			break
		}
		if it%5 == 0 && last == 0 {
			stat.CholeskyInverse(r.hess, r.cov, r.p, r.one)
			clear(spread.EDF)
			for i := range d.y {
				spread.EDF[lever.level[i]] += r.info[i] * r.leverage(r.columns(i))
			}
		}
		largest := r.step()
		switch {
		case last > 0:
			last++
		case spread.Step(largest < 0.2) < settledSpread && largest < settledStep && it > settling:
			last = 2 // once more, for score and information
		case it == 76:
			last = 1 // the spread stands; two more steps for beta
		}
	}
	stat.CholeskyInverse(r.hess, r.cov, r.p, 0)
	return r, stat.Finite(r.beta) && stat.Finite(r.cov)
}

func newRegression(d design) *regression {
	n := len(d.y)
	r := &regression{design: d, score: make([]float64, n), info: make([]float64, n), first: make([]int, len(d.factors)), width: len(d.factors) + 1}
	r.lay()
	var total, rows float64
	for i, y := range d.y {
		total += y
		rows += math.Exp(d.at(i))
	}
	r.center = math.Log((total + 0.5) / rows)
	r.prior = make([]float64, r.p)
	r.prior[r.one] = 1.0 / 25 // keeps an account of nothing but zeros finite
	r.beta = make([]float64, r.p)
	r.beta[r.one] = r.center
	if d.effects != nil {
		r.beta[r.one] = d.base
	}
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
	r.hess, r.cov, r.grad = make([]float64, r.p*r.p), make([]float64, r.p*r.p), make([]float64, r.p)
	return r
}

// lay gives every factor its columns, and every row its own.
func (r *regression) lay() {
	order := make([]int, len(r.factors)) // of the columns
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return r.factors[b].levels - r.factors[a].levels })
	slices.Sort(order[1:])
	for place, k := range order {
		r.first[k] = r.p
		r.p += r.factors[k].levels
		if place == 0 {
			r.one = r.p
			r.p++
		}
	}
	r.rows = make([]int32, 0, r.width*len(r.y))
	for i := range r.y {
		for place, k := range order {
			r.rows = append(r.rows, int32(r.first[k])+r.factors[k].level[i])
			if place == 0 {
				r.rows = append(r.rows, int32(r.one))
			}
		}
	}
}

// at returns the offset of a row.
func (d *design) at(i int) float64 {
	if d.offset == nil {
		return 0
	}
	return d.offset[i]
}
