package trials

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/digital-diplomacy/tailor/data"
)

// Interval is an estimate with the ends of its 90 % interval, which are null with fewer
// than three account-levers: levels of one lever of one account are compared with each
// other, so they are left out together (jackknife).
type Interval struct {
	Value float64  `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
}

// twoForecasters sums the scores of the advice and of the naive figures on one set of
// lines.
type twoForecasters struct {
	n           float64
	ours, naive forecaster
}

func (t *twoForecasters) add(o *data.AdviceOutcome) {
	outcome, weight := math.Log(*o.Outcome), 1 / *o.OutcomeSE / *o.OutcomeSE
	t.n++
	t.ours.add(*o.PBetter, math.Log(*o.Lift), outcome, weight)
	t.naive.add(*o.NaiveP, math.Log(*o.NaiveLift), outcome, weight)
}

// without returns the sums without those of a group.
func (t twoForecasters) without(g twoForecasters) twoForecasters {
	return twoForecasters{t.n - g.n, t.ours.minus(g.ours), t.naive.minus(g.naive)}
}

// forecaster sums one forecaster's scores.
type forecaster struct{ brier, errors, cross, square float64 }

func (t *forecaster) add(p, told, outcome, weight float64) {
	miss := p - above(outcome)
	t.brier += float64(miss * miss)
	t.errors += math.Abs(outcome - told)
	t.cross += float64(weight * told * outcome)
	t.square += float64(weight * told * told)
}

// above is 1 for an outcome above no change, 0 for one below, and half for a tie.
func above(logOutcome float64) float64 {
	switch {
	case logOutcome > 0:
		return 1
	case logOutcome < 0:
		return 0
	}
	return 0.5
}

func (t forecaster) minus(g forecaster) forecaster {
	return forecaster{t.brier - g.brier, t.errors - g.errors, t.cross - g.cross, t.square - g.square}
}

// jackknife returns a statistic with its 90 % interval, groups left out one by one.
func jackknife(all twoForecasters, groups []twoForecasters, of func(twoForecasters) float64) *Interval {
	out := &Interval{Value: of(all)}
	n := float64(len(groups))
	var values []float64
	var mean float64
	for _, g := range groups {
		v := of(all.without(g))
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return out // one group holds all there is
		}
		values = append(values, v)
		mean += v / n
	}
	if len(groups) < 3 {
		return out
	}
	var squares float64
	for _, v := range values {
		d := v - mean
		squares += float64(d * d)
	}
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(0.95) * math.Sqrt((n-1)/n*squares)
	low, high := out.Value-half, out.Value+half
	out.Low, out.High = &low, &high
	return out
}
