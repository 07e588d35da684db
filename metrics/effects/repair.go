package effects

import (
	"fmt"
	"math"
)

// repair says what wrong labels of a lever do to its effects.
type repair struct {
	matrix   [][]float64 // effects as they are from effects as labelled; nil for none
	relative float64     // variance of the repair's factor
	hopeless bool        // labels agree with people too little for any effect
}

// repairOf returns the matrix method's repair (Fuller 1987; Buonaccorsi 2010). With
// P[o][t] the share of posts labelled o that are t, the levels' effects as labelled are
// P times those as they are, so that these are P^-1 times the former. A row of P is
// counted with two posts more at the lever's overall agreement.
func (f *comparer) repairOf(l lever, levels []string) (repair, string) {
	e := f.labels[LabelKey(l.name, l.device)]
	if e.Posts == 0 {
		return repair{}, ""
	}
	n := float64(e.Posts)
	right, chance := e.totals()
	kappa := e.Kappa()
	if kappa < leastKappa {
		return repair{hopeless: true}, fmt.Sprintf("labels of %s agree with people's too little (kappa %.2f on %d posts): no lift", l.name, kappa, e.Posts)
	}
	m := len(levels)
	p := make([]float64, m*2*m)
	for o, label := range levels {
		row := p[o*2*m : (o+1)*2*m]
		var sum float64
		for t, hand := range levels {
			row[t] = n * max(0, e.Share[label][hand])
			if o == t {
				row[t] += 2 * right
			} else {
				row[t] += 2 * (1 - right) / float64(m-1)
			}
			sum += row[t]
		}
		for t := range m {
			row[t] /= sum
		}
		row[m+o] = 1
	}
	inverse, ok := gaussJordan(p, m)
	if !ok {
		return repair{hopeless: true}, "labels of " + l.name + " cannot be told apart: no lift"
	}
	above := right - chance
	return repair{matrix: inverse, relative: right * (1 - right) / (n * above * above)},
		fmt.Sprintf("repaired for wrong labels: %.0f %% of %d checked posts were labelled as people did", 100*right, e.Posts)
}

// widen adds to a contrast's variance what is not known of the labels' errors: to
// first order the factor of the repair is one over the agreement beyond chance.
func (r repair) widen(c *contrast) {
	extra := c.est * c.est * r.relative
	c.labels += extra
	c.variance += extra
}

// confound takes into a contrast that topics held constant are partly wrong. What
// topics explain was the difference to the estimate without them; with a share kappa
// of it found, the rest is about (1-kappa)/kappa as much again. The estimate is moved
// by that, and its square added to the variance: a straight line through two points,
// as in simulation-extrapolation (Cook and Stefanski 1994).
func (e LabelErrors) confound(c *contrast) {
	kappa := e.Kappa()
	if math.IsNaN(c.free) || kappa >= 1 {
		return
	}
	kappa = max(kappa, leastKappa)
	move := (c.est - c.free) * (1 - kappa) / kappa
	c.est += move
	c.labels += move * move
	c.variance += move * move
}

// repaired returns the contrast c of the coefficients, of which the lever's start at
// first, so that it reads off repaired effects.
func repaired(c []float64, first int, repair [][]float64) []float64 {
	out := make([]float64, len(c))
	copy(out, c)
	for k := range repair {
		out[first+k] = 0
		for j := range repair {
			out[first+k] += c[first+j] * repair[j][k]
		}
	}
	return out
}

// gaussJordan inverts the left half of an m x 2m matrix whose right half is the unit
// matrix. It is false if a pivot is nearly 0.
func gaussJordan(a []float64, m int) ([][]float64, bool) {
	w := 2 * m
	for k := range m {
		best := k
		for i := k + 1; i < m; i++ {
			if math.Abs(a[i*w+k]) > math.Abs(a[best*w+k]) {
				best = i
			}
		}
		for j := range w {
			a[k*w+j], a[best*w+j] = a[best*w+j], a[k*w+j]
		}
		pivot := a[k*w+k]
		if math.Abs(pivot) < 0.05 {
			return nil, false
		}
		for j := range w {
			a[k*w+j] /= pivot
		}
		for i := range m {
			if f := a[i*w+k]; i != k && f != 0 {
				for j := range w {
					a[i*w+j] -= f * a[k*w+j]
				}
			}
		}
	}
	out := make([][]float64, m)
	for i := range m {
		out[i] = a[i*w+m : i*w+w]
	}
	return out, true
}
