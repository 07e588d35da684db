package stat

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

// A count y of a post is taken as Poisson with a latent rate exp(theta), where
//
//	theta ~ N(eta, s2),  eta = x beta
//
// so that exp(eta) is the median of the latent counts of posts like it: the typical
// count. The integral over theta has no closed form. Where the posterior is narrow its
// mean and variance are a series in its variance (Laplace's method, two orders on);
// elsewhere they are done by Gauss-Hermite quadrature, centred and scaled at the mode
// (Liu and Pierce 1994).

// quadPoints is how many points the quadrature has: odd, so that one is the mode.
const quadPoints = 7

// HuberLimit is the latent residual, in standard deviations, beyond which a row loses weight (Huber's psi).
const HuberLimit = 3

// Hermite holds rules of 5 and 7 points. Points other than the mode come in pairs,
// and a pair of steps shares one exponential.
type Hermite struct{ rules [2]rule }

// rule is the pairs of points of a quadrature: nodes t = sqrt(2) x > 0 and weights
// w exp(x^2) beside that of the mode.
type rule struct {
	t, weight [quadPoints / 2]float64
	pairs     int
}

// What is told by the series, and what by fewer points (see TestLatentPosterior): the
// rule is chosen by the third derivative of the log posterior in units of its standard
// deviation, rate sd^3.
const (
	narrow  = 0.36 // variance: sd 0.6, as of a count of 3
	skewOf5 = 0.25
	widest  = 1.0 // standard deviation: beyond it exp bends within the posterior
)

// NewHermite returns the rules.
func NewHermite() *Hermite {
	var h Hermite
	for k := range h.rules {
		n := 2*k + 5
		x, w := make([]float64, n), make([]float64, n)
		quad.Hermite{}.FixedLocations(x, w, math.Inf(-1), math.Inf(1))
		r := &h.rules[k]
		for i, x := range x {
			if x > 1e-9 {
				r.t[r.pairs], r.weight[r.pairs] = math.Sqrt2*x, w[i]*math.Exp(x*x)/w[n/2]
				r.pairs++
			}
		}
	}
	return &h
}

// Posterior returns mean and variance of theta given y, and the mode. phi in (0, 1]
// tempers the likelihood of a y that was itself estimated; mode is where to start.
//
// The mode need not be found to more than a hundredth of what Newton's last step was:
// the quadrature is exact about any centre up to its own error, and the series takes one
// more step.
func (h *Hermite) Posterior(y, phi, eta, s2, mode float64) (mean, variance, newMode float64) {
	theta, prior := mode, 1/s2
	rate := phi * math.Exp(theta)
	for range 50 {
		step := (phi*y - rate - (theta-eta)*prior) / (rate + prior)
		step = max(-2, min(2, step)) // exp overshoots from far below
		theta += step
		if math.Abs(step) < 1e-2 { // exp to 1e-12
			rate *= 1 + step*(1+step/2*(1+step/3*(1+step/4)))
			break
		}
		rate = phi * math.Exp(theta)
	}
	slope := phi*y - rate - (theta-eta)*prior // 0 at the mode
	v := 1 / (rate + prior)
	if v < narrow {
		theta += slope * v
		m, variance := series(rate*v, v)
		return theta + m, variance, theta
	}
	sd := math.Sqrt(v)
	r := &h.rules[1]
	if rate*sd*sd*sd < skewOf5 && sd < widest {
		r = &h.rules[0]
	}
	sum, sum1, sum2 := 1.0, 0.0, 0.0 // the mode's weight is 1
	for q := range r.pairs {
		d := sd * r.t[q]
		up := math.Exp(d)
		// log posterior at theta+d and theta-d, less that at theta
		even := -d * d * prior / 2
		a := r.weight[q] * math.Exp(slope*d-rate*(up-1-d)+even)
		b := r.weight[q] * math.Exp(-slope*d-rate*(1/up-1+d)+even)
		sum += a + b
		sum1 += (a - b) * d
		sum2 += (a + b) * (d * d)
	}
	m := sum1 / sum
	return theta + m, sum2/sum - m*m, theta
}

// series returns how far the mean is from the mode, and the variance, where v is the
// inverse curvature at the mode and w the likelihood's share of the curvature. The log
// posterior's derivatives from the third on are all -w/v there; exp(-w/v (z^3/3! + z^4/4!
// + ...)) is written out in powers of v, under N(0, v).
func series(w, v float64) (mean, variance float64) {
	mean = -1.0/2 + v*(-1.0/8+w*(2.0/3-w*5/8)) +
		v*v/48*(-1+w*(25+w*(-119+w*(185-w*90))))
	variance = w - 1.0/2 + v*(-1.0/8+w*(41.0/24+w*(-109.0/24+w*25/8))) +
		v*v/48*(-1+w*(54+w*(-482+w*(1454+w*(-1745+w*720)))))
	return w * v * mean, v * (1 + w*v*variance)
}

// Temper returns the weight of a row's likelihood: y/(y + se^2), the Poisson share of
// the variance of an estimated count.
func Temper(y, se float64) float64 {
	if se <= 0 {
		return 1
	}
	y = max(y, 1)
	return y / (y + se*se)
}
