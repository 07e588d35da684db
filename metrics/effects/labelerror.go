package effects

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// LabelErrors is how a lever's labels compare with those that people gave to the same
// posts: what a wrong label does to effects is repaired and widened by it (see
// [Options]).
type LabelErrors struct {
	Posts int64                         // that were checked
	Share map[string]map[string]float64 // label -> by hand -> share of all posts; adds up to 1
}

// LabelErrorsOf makes label errors of a confusion matrix: of n[i][j] posts, standing
// for weight[i][j] of all (nil: for themselves), a person says classes[i] and the
// label is classes[j]. device is empty but for a device, whose classes are yes and no.
func LabelErrorsOf(device string, classes []string, n [][]int64, weight [][]float64) LabelErrors {
	name := func(class string) string {
		switch {
		case device == "":
			return class
		case class == "yes":
			return device
		}
		return without
	}
	e := LabelErrors{Share: map[string]map[string]float64{}}
	var total float64
	for j, label := range classes {
		row := map[string]float64{}
		for i, hand := range classes {
			w := float64(n[i][j])
			if weight != nil {
				w = weight[i][j]
			}
			e.Posts += n[i][j]
			total += w
			row[name(hand)] = w
		}
		e.Share[name(label)] = row
	}
	for _, row := range e.Share {
		for hand := range row {
			row[hand] /= max(total, 1e-300)
		}
	}
	return e
}

// LabelKey names a lever in [Options]: a device has its own, like "device=humour".
func LabelKey(lever, device string) string {
	if device != "" {
		return lever + "=" + device
	}
	return lever
}

// leastKappa is the chance-corrected agreement from which effects can be repaired.
const leastKappa = 0.4

// totals returns the share labelled as people did, and the share that chance alone
// would give.
func (e LabelErrors) totals() (right, chance float64) {
	byHand := map[string]float64{}
	labels := slices.Sorted(maps.Keys(e.Share))
	for _, label := range labels {
		for _, hand := range slices.Sorted(maps.Keys(e.Share[label])) {
			byHand[hand] += e.Share[label][hand]
		}
		right += e.Share[label][label]
	}
	for _, label := range labels {
		var sum float64
		for _, hand := range slices.Sorted(maps.Keys(e.Share[label])) {
			sum += e.Share[label][hand]
		}
		chance += float64(sum * byHand[label])
	}
	return right, chance
}

// Kappa returns the agreement beyond chance (Cohen 1960), 1 if nothing was checked.
func (e LabelErrors) Kappa() float64 {
	right, chance := e.totals()
	if e.Posts == 0 || chance >= 1 {
		return 1
	}
	return (right - chance) / (1 - chance)
}

// String writes the errors so that equal ones are written alike.
func (e LabelErrors) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d", e.Posts)
	for _, label := range slices.Sorted(maps.Keys(e.Share)) {
		for _, hand := range slices.Sorted(maps.Keys(e.Share[label])) {
			fmt.Fprintf(&b, ";%s/%s=%.9g", label, hand, e.Share[label][hand])
		}
	}
	return b.String()
}

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
