package trials

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Trial is one slot of a rotation that has a value.
type Trial struct {
	Block   int
	Treated bool    // as the lot fell, whatever was then posted
	Value   float64 // a count
}

// Randomised is what a rotation shows.
type Randomised struct {
	N, NOther int      // trials of the level under test and of the other one
	P         *float64 // two-sided: the doubled smaller tail, at most 1; nil if the lots left nothing to compare
	Least     *float64 // smallest P that these trials could have given
	Lift      *float64 // Hodges-Lehmann estimate of the ratio of 1+value
	Low, High *float64 // 90 % interval by test inversion; nil where it is open
}

// Randomise compares the two levels of a rotation by the lots that were drawn and by
// nothing else: under the hypothesis that the level multiplies 1+value of every post
// by one number, the values with that number taken out do not depend on the lots, so
// the statistic can be computed for every draw that was possible (Fisher 1935; for
// blocks and ranks Hodges and Lehmann 1962; for the interval by inversion Rosenbaum
// 2002, 2.4). No distribution of values is assumed, and weeks may be correlated.
//
// The statistic is the sum of aligned ranks of the treated: log1p of values minus the
// block's mean, ranked over all blocks, ties at their middle. Its distribution is
// computed exactly, by adding up block by block, up to exactTrials trials; beyond,
// where it would be slow and is normal, from its exact mean and variance.
//
// Trials of a block in which all have one level tell nothing and are left out, as
// are those whose value is no count ([metrics.Usable]), and trials without a value before the call: lots are taken as drawn among those that
// are left, which holds where the level does not decide whether a post has a value.
func Randomise(trials []Trial) Randomised {
	r := rotationOf(trials)
	var out Randomised
	for _, t := range r.trials {
		if t.Treated {
			out.N++
		} else {
			out.NOther++
		}
	}
	if len(r.trials) == 0 {
		return out
	}
	upper, lower := r.tails(0)
	p := min(1, 2*min(upper, lower))
	out.P, out.Least = &p, r.least()
	side := func(shift float64) int { o := r.observed(shift); return o.side() }
	out.Lift = ratioAt(r.cross(func(d float64) bool { return side(d) > 0 }), r.cross(func(d float64) bool { return side(d) >= 0 }))
	if low, ok := r.end(func(d float64) bool { u, _ := r.tails(d); return u <= 0.05 }, true); ok {
		out.Low = &low
	}
	if high, ok := r.end(func(d float64) bool { _, l := r.tails(d); return l > 0.05 }, false); ok {
		out.High = &high
	}
	return out
}

// Verdict judges a rotation as effects are judged: more and less at p <= 0.05, no
// clear difference if the 90 % interval lies within [1/margin, margin], else try. margin is
// the lift from which a difference matters; 0 is the default, 1.2.
func (r *Randomised) Verdict(margin float64) data.Verdict {
	if margin <= 1 {
		margin = stat.DefaultMargin
	}
	switch {
	case r.P != nil && r.Lift != nil && *r.P <= 0.05 && *r.Lift > 1:
		return data.VerdictMore
	case r.P != nil && r.Lift != nil && *r.P <= 0.05 && *r.Lift < 1:
		return data.VerdictLess
	case r.Low != nil && r.High != nil && *r.Low >= 1/margin && *r.High <= margin:
		return data.VerdictNoDifference
	}
	return data.VerdictTry
}

// exactTrials is up to how many trials the distribution is computed exactly.
const exactTrials = 240

// tails returns P(S >= s) and P(S <= s) over all lots, with shift taken out.
func (r *rotation) tails(shift float64) (upper, lower float64) {
	o := r.observed(shift)
	if len(r.trials) > exactTrials {
		if o.variance <= 0 {
			return 1, 1
		}
		z := (float64(o.sum) - o.mean) / math.Sqrt(o.variance)
		return stat.NormalCDF(-z), stat.NormalCDF(z)
	}
	d := r.distribution(o.scores)
	for i, p := range d.p {
		if d.least+i >= o.sum {
			upper += p
		}
		if d.least+i <= o.sum {
			lower += p
		}
	}
	return min(upper, 1), min(lower, 1)
}

// least returns the smallest two-sided p value that lots could give.
func (r *rotation) least() *float64 {
	var p float64
	if len(r.trials) > exactTrials {
		return &p
	}
	d := r.distribution(r.scores(0))
	last := len(d.p) - 1
	for last > 0 && d.p[last] == 0 {
		last--
	}
	p = min(1, 2*min(d.p[0], d.p[last]))
	return &p
}

// cross returns the largest shift, in a range beyond which every rank is decided, at
// which above still holds. above falls from true to false as the shift grows.
func (r *rotation) cross(above func(shift float64) bool) float64 {
	high := slices.Max(r.logs) - slices.Min(r.logs) + 1
	low := -high
	for range 40 {
		if mid := (low + high) / 2; above(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// end returns an end of the interval as a ratio, and whether it is closed: at a shift
// beyond all values the test rejects, or the end is open.
func (r *rotation) end(beyond func(shift float64) bool, isLow bool) (float64, bool) {
	far := slices.Max(r.logs) - slices.Min(r.logs) + 1
	if isLow && !beyond(-far) || !isLow && beyond(far) {
		return 0, false
	}
	return math.Exp(r.cross(beyond)), true
}

// ratioAt is the ratio midway between two logarithms.
func ratioAt(a, b float64) *float64 {
	x := math.Exp((a + b) / 2)
	return &x
}
