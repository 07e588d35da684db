package presence

import (
	"math"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// harmonics is how many sine waves the curve over the hours of a day is made of.
const harmonics = 4

// curve is the posterior of an effect that differs from slot to slot: over the hours
// of the day, or the days of the week.
//
//	b ~ N(beta, V),  beta ~ N(0, sigma^2 D),  sigma ~ half-normal(0.25)
//
// b are the coefficients that one account's posts give, V their variance, and D makes
// the effect a smooth one over the hours, or one of independent days. sigma is the
// standard deviation of the effect over slots. It is integrated over the same grid as
// tau of [effects.pool]: where the posts tell little, the curve is flat.
type curve struct {
	b, v, d []float64 // K; K x K; K (diagonal of D)
}

// at returns the posterior of the linear combination a of the coefficients.
func (c *curve) at(combinations [][]float64) ([]*stat.Mixture, bool) {
	k := len(c.b)
	means, sds := make([][stat.TauPoints]float64, len(combinations)), make([][stat.TauPoints]float64, len(combinations))
	var logs [stat.TauPoints]float64
	best := math.Inf(-1)
	l := make([]float64, k*k)
	for t := range stat.TauPoints {
		sigma := float64(t+1) / stat.TauPoints
		copy(l, c.v)
		for j := range k {
			l[j*k+j] += sigma * sigma * c.d[j]
		}
		if !stat.Cholesky(l, k) {
			return nil, false
		}
		fit := append([]float64{}, c.b...)
		stat.CholeskySolve(l, fit, k) // (V + sigma^2 D)^-1 b
		var quadratic, logDet float64
		for j := range k {
			quadratic += fit[j] * c.b[j]
			logDet += 2 * math.Log(l[j*k+j])
		}
		logs[t] = -sigma*sigma/(2*stat.PriorTauSD*stat.PriorTauSD) - 0.5*(logDet+quadratic)
		best = max(best, logs[t])
		for i, a := range combinations {
			g := make([]float64, k) // sigma^2 D a
			var mean, variance float64
			for j := range k {
				g[j] = sigma * sigma * c.d[j] * a[j]
				mean += g[j] * fit[j]
				variance += g[j] * a[j]
			}
			solved := append([]float64{}, g...)
			stat.CholeskySolve(l, solved, k)
			for j := range k {
				variance -= g[j] * solved[j]
			}
			means[i][t], sds[i][t] = mean, math.Sqrt(max(variance, 1e-12))
		}
	}
	var total float64
	for t := range logs {
		logs[t] = math.Exp(logs[t] - best)
		total += logs[t]
	}
	out := make([]*stat.Mixture, len(combinations))
	for i := range out {
		out[i] = stat.NewMixture(stat.TauPoints)
		for t := range logs {
			out[i].Add(logs[t]/total, means[i][t], sds[i][t])
		}
	}
	return out, true
}

// wave returns the values of the curve's columns at an hour, 0 to 24: cosines and
// sines of one to four waves a day.
func wave(hour float64) []float64 {
	out := make([]float64, 0, 2*harmonics)
	for k := 1; k <= harmonics; k++ {
		x := 2 * math.Pi * float64(k) * hour / 24
		out = append(out, math.Cos(x), math.Sin(x))
	}
	return out
}

// waveSmooth is the diagonal of D of the hours: the variance of a wave falls with the
// square of its number, and at any hour they add up to 1.
func waveSmooth() []float64 {
	var total float64
	for k := 1; k <= harmonics; k++ {
		total += 1 / float64(k*k)
	}
	out := make([]float64, 0, 2*harmonics)
	for k := 1; k <= harmonics; k++ {
		out = append(out, 1/float64(k*k)/total, 1/float64(k*k)/total)
	}
	return out
}
