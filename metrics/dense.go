package metrics

import (
	"math"
	"strconv"
)

// entry is a column of a row that is not 0.
type entry struct {
	column int
	value  float64
}

// dense is a Poisson-lognormal regression with columns of any values: what curves over
// the hours of a day, slopes in time and slopes in the number of posts need beside the
// factors of [design]. Column 0 is the intercept.
type dense struct {
	rows    [][]entry
	y, phi  []float64
	prior   []float64 // precision of each column's coefficient, whose mean is 0
	cluster []int32   // of each row, from 0: its week in the window
	weeks   []int     // column of the latent level of each row's week
	byWeek  *levels
}

// weekSD is the prior standard deviation of the latent level of a week: what posts of
// one week have in common. It makes weeks the units, so that one week of many posts
// does not outweigh several of few. Variances do not rest on it.
const weekSD = 0.3

func newDense() *dense {
	d := &dense{prior: []float64{1.0 / 25}} // the intercept's, about the log of the mean
	d.byWeek = d.factor(weekSD)
	return d
}

// add appends a row; the intercept and the week's level are put in here.
func (d *dense) add(y, se float64, week int32, columns ...entry) {
	level := d.byWeek.of(strconv.Itoa(int(week)))
	d.rows = append(d.rows, append([]entry{{0, 1}, level}, columns...))
	d.weeks = append(d.weeks, level.column)
	d.y = append(d.y, y)
	d.phi = append(d.phi, temper(&observation{y: y, se: se}))
	d.cluster = append(d.cluster, week)
}

// levels gives columns to the levels of a factor as they are met.
type levels struct {
	d     *dense
	prior float64
	known map[string]int
}

func (d *dense) factor(sd float64) *levels {
	return &levels{d: d, prior: 1 / (sd * sd), known: map[string]int{}}
}

func (l *levels) of(name string) entry {
	c, ok := l.known[name]
	if !ok {
		c = l.d.column(l.prior)
		l.known[name] = c
	}
	return entry{c, 1}
}

// column makes room for one more coefficient.
func (d *dense) column(precision float64) int {
	d.prior = append(d.prior, precision)
	return len(d.prior) - 1
}

// fitted is a regression that was fitted: the same likelihood, derivatives and spread
// as [design.fit], with one variance of the latent noise for all.
type fitted struct {
	*dense
	beta, cov   []float64
	score, info []float64 // per row, of the marginal likelihood
	s2          float64
}

func (d *dense) fit(h *hermite) (*fitted, bool) {
	n := len(d.y)
	p := len(d.prior)
	f := &fitted{dense: d, beta: make([]float64, p), cov: make([]float64, p*p), score: make([]float64, n), info: make([]float64, n)}
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
	spread := newSpread(1, 1)
	hess, grad := make([]float64, p*p), make([]float64, p)
	last := 0 // iterations since the spread stands
	for it := range 80 {
		clear(hess)
		for j := range grad {
			grad[j] = -d.prior[j] * f.beta[j]
			hess[j*p+j] = d.prior[j]
		}
		grad[0] += d.prior[0] * center
		spread.begin()
		s2 := spread.s2[0]
		for i, y := range d.y {
			eta := f.eta(i)
			m, v, at := h.posterior(y, d.phi[i], eta, s2, mode[i])
			mode[i] = at
			u := 1.0
			if e := math.Abs(m-eta) / math.Sqrt(s2); it > 3 && e > huberLimit {
				u = huberLimit / e
			}
			f.score[i] = u * (m - eta) / s2
			f.info[i] = max(u*(1/s2-v/(s2*s2)), 1e-9)
			spread.add(0, u, (m-eta)*(m-eta)+v)
			for _, a := range d.rows[i] {
				grad[a.column] += f.score[i] * a.value
				for _, b := range d.rows[i] {
					if b.column <= a.column {
						hess[a.column*p+b.column] += f.info[i] * a.value * b.value
					}
				}
			}
		}
		if !cholesky(hess, p) {
			return nil, false
		}
		if last == 2 {
			break
		}
		if it%5 == 0 && last == 0 {
			invert(hess, f.cov, p)
			spread.edf[0] = 0
			for i := range d.y {
				spread.edf[0] += f.info[i] * f.leverage(i)
			}
		}
		solve(hess, grad, p)
		var largest float64
		for j := range f.beta {
			step := max(-2, min(2, grad[j]))
			f.beta[j] += step
			largest = max(largest, math.Abs(step))
		}
		switch {
		case last > 0:
			last++
		case spread.step(largest < 0.2) < 1e-3 && largest < 1e-3 && it > 4 || it == 76:
			last = 1
		}
	}
	invert(hess, f.cov, p)
	f.s2 = spread.s2[0]
	return f, finite(f.beta) && finite(f.cov)
}

func (f *fitted) eta(i int) float64 {
	var sum float64
	for _, e := range f.rows[i] {
		sum += f.beta[e.column] * e.value
	}
	return sum
}

// leverage returns x' cov x of a row.
func (f *fitted) leverage(i int) float64 {
	p := len(f.beta)
	var sum float64
	for _, a := range f.rows[i] {
		for _, b := range f.rows[i] {
			sum += a.value * b.value * f.cov[a.column*p+b.column]
		}
	}
	return sum
}

// pulls returns what a row does to some coefficients: first its weight, the change of a
// coefficient by a unit of the row's log count; then that times how far the row lies
// from what the columns besides the week's level say, as it would be if the row had not
// pulled the fit towards itself.
func (f *fitted) pulls(i int, columns []int) (weight, pull []float64) {
	p := len(f.beta)
	off := f.score[i]/(1-min(f.info[i]*f.leverage(i), 0.9)) + f.info[i]*f.beta[f.weeks[i]]
	for _, c := range columns {
		var a float64
		for _, e := range f.rows[i] {
			a += f.cov[c*p+e.column] * e.value
		}
		weight = append(weight, a*f.info[i])
		pull = append(pull, a*off)
	}
	return weight, pull
}
