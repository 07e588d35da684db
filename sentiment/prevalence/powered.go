package prevalence

import (
	"math"

	"github.com/digital-diplomacy/tailor/sentiment"
	"gonum.org/v1/gonum/stat/distuv"
)

// contrasts are what a text of a true class, or read as a class, counts for in the
// shares of negative, neutral and positive, and in net sentiment.
var contrasts = [4][4]float64{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {-1, 0, 1, 0}}

// slack is added to the variance on either side of zero, in texts: labels that show no
// error of the scorer do not prove that it makes none (half a text, as Jeffreys).
const slack = 0.5

// predictionPowered estimates the shares of the replies that counts holds from all of
// their readings and from labels of a sample of them:
//
//	share = lambda * share read so + weighted mean over labels of (is so - lambda * read so)
//
// with weights that are inverse inclusion probabilities over their sum. It is unbiased
// for every lambda, however the scorer errs; lambda, from 0 to 1, is the one that makes
// the sum of the three variances least: 1 if readings are always right, 0 (the labels'
// plain weighted mean) if they tell nothing. The shares are put on the simplex. Low and
// High are the 90 % interval by the estimate's variance and Student's t of the labels'
// effective number.
//
// Without labels or counts it returns zero values.
//
// Sources: Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023, "Prediction-powered
// inference"; Angelopoulos, Duchi and Zrnic 2023, "PPI++" (lambda); Kish 1965
// (effective number).
func predictionPowered(counts Counts, labels Labels) (s Shares, lambda float64) {
	p, ok := newPowered(counts, labels)
	if !ok {
		return Shares{}, 0
	}
	n := counts.N()
	s = Shares{N: n, Read: n, Coverage: 1, Judged: float64(n-counts[sentiment.Abstained]) / float64(n)}
	var values [3]float64
	var half [4]float64
	for c := range contrasts {
		v, variance := p.estimate(c)
		half[c] = p.quantile * math.Sqrt(variance)
		if c < len(values) {
			values[c] = v
		}
	}
	onto := simplex(values)
	share := func(c int, v, least float64) Share {
		center, _ := p.estimate(c)
		return Share{Value: v, Low: min(v, max(center-half[c], least)), High: max(v, min(center+half[c], 1))}
	}
	s.Negative, s.Neutral, s.Positive = share(0, onto[0], 0), share(1, onto[1], 0), share(2, onto[2], 0)
	s.Net = share(3, onto[sentiment.Positive]-onto[sentiment.Negative], -1)
	return s, p.lambda
}

// powered is an estimate in the making.
type powered struct {
	read     [4]float64    // shares of all replies by what was read
	n        float64       // replies
	share    [4][3]float64 // labels' shares by weight
	spread   [4][3]float64 // sums of squared shares
	texts    float64       // effective number of labels
	lambda   float64
	quantile float64
}

func newPowered(counts Counts, labels Labels) (*powered, bool) {
	p := &powered{n: float64(counts.N())}
	weight, squares := 0.0, 0.0
	for _, row := range labels {
		for _, cell := range row {
			weight += cell.Weight
			squares += cell.Squares
		}
	}
	if p.n == 0 || weight <= 0 || squares <= 0 {
		return nil, false
	}
	for k, n := range counts {
		p.read[k] = float64(n) / p.n
	}
	for k := range labels {
		for t, cell := range labels[k] {
			p.share[k][t] = cell.Weight / weight
			p.spread[k][t] = cell.Squares / (weight * weight)
		}
	}
	p.texts = weight * weight / squares
	p.lambda = p.tuned()
	p.quantile = distuv.StudentsT{Mu: 0, Sigma: 1, Nu: max(p.texts-1, 1)}.Quantile(1 - tail)
	return p, true
}

// tuned returns the lambda of least variance.
func (p *powered) tuned() float64 {
	together, alone := 0.0, 0.0
	for c := range 3 {
		g := contrasts[c]
		isMean := p.mean(func(_, t int) float64 { return g[t] })
		readMean := p.mean(func(k, _ int) float64 { return g[k] })
		for k := range p.spread {
			for t, s := range p.spread[k] {
				together += s * (g[t] - isMean) * (g[k] - readMean)
				alone += s * (g[k] - readMean) * (g[k] - readMean)
			}
		}
		alone += p.readVariance(c)
	}
	if alone <= 0 {
		return 0
	}
	return min(max(together/alone, 0), 1)
}

// estimate returns a contrast's value and variance.
func (p *powered) estimate(c int) (value, variance float64) {
	g := contrasts[c]
	residual := func(k, t int) float64 { return g[t] - p.lambda*g[k] }
	mean := p.mean(residual)
	for k, q := range p.read {
		value += p.lambda * q * g[k]
	}
	for k := range p.spread {
		for t, s := range p.spread[k] {
			r := residual(k, t) - mean
			variance += s * r * r
		}
	}
	if p.texts > 1 {
		variance *= p.texts / (p.texts - 1)
	}
	variance += 2*slack/(p.texts*p.texts) + p.lambda*p.lambda*p.readVariance(c)
	return value + mean, variance
}

// mean is the weighted mean over the labels.
func (p *powered) mean(of func(k, t int) float64) (sum float64) {
	for k := range p.share {
		for t, w := range p.share[k] {
			sum += w * of(k, t)
		}
	}
	return sum
}

// readVariance is the variance of the mean of a contrast over all readings.
func (p *powered) readVariance(c int) float64 {
	first, second := 0.0, 0.0
	for k, q := range p.read {
		first += q * contrasts[c][k]
		second += q * contrasts[c][k] * contrasts[c][k]
	}
	return (second - first*first) / p.n
}

// simplex returns the nearest point whose parts are not negative and add up to 1
// (Duchi et al. 2008, for three parts).
func simplex(v [3]float64) [3]float64 {
	zero := [3]bool{}
	for {
		left, n := 1.0, 0.0
		for t, x := range v {
			if !zero[t] {
				left -= x
				n++
			}
		}
		out, again := [3]float64{}, false
		for t, x := range v {
			if zero[t] {
				continue
			}
			if out[t] = x + left/n; out[t] < 0 {
				zero[t], again = true, true
			}
		}
		if !again {
			return out
		}
	}
}
