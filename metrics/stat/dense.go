package stat

import (
	"math"
	"strconv"
)

// Term is a column of a row that is not 0.
type Term struct {
	Column int
	Value  float64
}

// Dense is a Poisson-lognormal regression with columns of any values: what curves over
// the hours of a day, slopes in time and slopes in the number of posts need beside the
// factors that package effects compares levels by. Column 0 is the intercept.
type Dense struct {
	rows    [][]Term
	y, phi  []float64
	prior   []float64 // precision of each column's coefficient, whose mean is 0
	cluster []int32   // of each row, from 0: its week in the window
	weeks   []int     // column of the latent level of each row's week
	byWeek  *Levels
}

// weekSD is the prior standard deviation of the latent level of a week: what posts of
// one week have in common. It makes weeks the units, so that one week of many posts
// does not outweigh several of few. Variances do not rest on it.
const weekSD = 0.3

// NewDense returns a regression without rows.
func NewDense() *Dense {
	d := &Dense{prior: []float64{1.0 / 25}} // the intercept's, about the log of the mean
	d.byWeek = d.Factor(weekSD)
	return d
}

// Add appends a row: a count, 0 or more, with its standard error, 0 if exact; the week it
// is of, from 0; and its columns. The intercept and the week's level are put in here.
func (d *Dense) Add(y, se float64, week int32, columns ...Term) {
	level := d.byWeek.Of(strconv.Itoa(int(week)))
	d.rows = append(d.rows, append([]Term{{Column: 0, Value: 1}, level}, columns...))
	d.weeks = append(d.weeks, level.Column)
	d.y = append(d.y, y)
	d.phi = append(d.phi, Temper(y, se))
	d.cluster = append(d.cluster, week)
}

// Levels is a factor: it gives columns to the levels of a factor as they are met.
type Levels struct {
	d     *Dense
	prior float64
	known map[string]int
}

// Factor makes room for a set of levels whose effects are N(0, sd^2).
func (d *Dense) Factor(sd float64) *Levels {
	return &Levels{d: d, prior: 1 / (sd * sd), known: map[string]int{}}
}

// Of returns the term of a level.
func (l *Levels) Of(name string) Term {
	c, ok := l.known[name]
	if !ok {
		c = l.d.column(l.prior)
		l.known[name] = c
	}
	return Term{Column: c, Value: 1}
}

// Column makes room for one more coefficient, which is N(0, sd^2), and returns its number.
func (d *Dense) Column(sd float64) int { return d.column(1 / (sd * sd)) }

func (d *Dense) column(precision float64) int {
	d.prior = append(d.prior, precision)
	return len(d.prior) - 1
}

// Fitted is a regression that was fitted: the same likelihood, derivatives and spread
// as package effects has, with one variance of the latent noise for all.
type Fitted struct {
	*Dense
	beta, cov   []float64
	score, info []float64 // per row, of the marginal likelihood
	s2          float64
}

// Fit fits the rows; false if there are none, if all are 0, or if no stable numbers are found.
func (d *Dense) Fit(h *Hermite) (*Fitted, bool) {
	n := len(d.y)
	p := len(d.prior)
	f := &Fitted{Dense: d, beta: make([]float64, p), cov: make([]float64, p*p), score: make([]float64, n), info: make([]float64, n)}
	var total float64
	mode := make([]float64, n)
	for i, y := range d.y {
		total += y
		mode[i] = math.Log(y + 0.5)
	}
	if n == 0 || total == 0 {
		return nil, false
	}
	center := math.Log((total + 0.5) / float64(n))
	f.beta[0] = center
	spread := NewSpread(1, 1)
	hess, grad := make([]float64, p*p), make([]float64, p)
	last := 0 // iterations since the spread stands
	for it := range 80 {
		clear(hess)
		for j := range grad {
			grad[j] = -d.prior[j] * f.beta[j]
			hess[j*p+j] = d.prior[j]
		}
		grad[0] += d.prior[0] * center
		spread.Begin()
		s2 := spread.S2[0]
		for i, y := range d.y {
			eta := f.eta(i)
			m, v, at := h.Posterior(y, d.phi[i], eta, s2, mode[i])
			mode[i] = at
			u := 1.0
			if e := math.Abs(m-eta) / math.Sqrt(s2); it > 3 && e > HuberLimit {
				u = HuberLimit / e
			}
			f.score[i] = u * (m - eta) / s2
			f.info[i] = max(u*(1/s2-v/(s2*s2)), 1e-9)
			spread.Add(0, u, (m-eta)*(m-eta)+v)
			for _, a := range d.rows[i] {
				grad[a.Column] += f.score[i] * a.Value
				for _, b := range d.rows[i] {
					if b.Column <= a.Column {
						hess[a.Column*p+b.Column] += f.info[i] * a.Value * b.Value
					}
				}
			}
		}
		if !Cholesky(hess, p) {
			return nil, false
		}
		if last == 2 {
			break
		}
		if it%5 == 0 && last == 0 {
			CholeskyInverse(hess, f.cov, p, 0)
			spread.EDF[0] = 0
			for i := range d.y {
				spread.EDF[0] += f.info[i] * f.leverage(i)
			}
		}
		CholeskySolve(hess, grad, p)
		var largest float64
		for j := range f.beta {
			step := max(-2, min(2, grad[j]))
			f.beta[j] += step
			largest = max(largest, math.Abs(step))
		}
		switch {
		case last > 0:
			last++
		case spread.Step(largest < 0.2) < 1e-3 && largest < 1e-3 && it > 4 || it == 76:
			last = 1
		}
	}
	CholeskyInverse(hess, f.cov, p, 0)
	f.s2 = spread.S2[0]
	return f, Finite(f.beta) && Finite(f.cov)
}

func (f *Fitted) eta(i int) float64 {
	var sum float64
	for _, e := range f.rows[i] {
		sum += f.beta[e.Column] * e.Value
	}
	return sum
}

// leverage returns x' cov x of a row.
func (f *Fitted) leverage(i int) float64 {
	p := len(f.beta)
	var sum float64
	for _, a := range f.rows[i] {
		for _, b := range f.rows[i] {
			sum += a.Value * b.Value * f.cov[a.Column*p+b.Column]
		}
	}
	return sum
}

// pulls returns what a row does to some coefficients: first its weight, the change of a
// coefficient by a unit of the row's log count; then that times how far the row lies
// from what the columns besides the week's level say, as it would be if the row had not
// pulled the fit towards itself.
func (f *Fitted) pulls(i int, columns []int) (weight, pull []float64) {
	p := len(f.beta)
	off := f.score[i]/(1-min(f.info[i]*f.leverage(i), 0.9)) + f.info[i]*f.beta[f.weeks[i]]
	for _, c := range columns {
		var a float64
		for _, e := range f.rows[i] {
			a += f.cov[c*p+e.Column] * e.Value
		}
		weight = append(weight, a*f.info[i])
		pull = append(pull, a*off)
	}
	return weight, pull
}
