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
// count. The integral over theta has no closed form; it is done by Gauss-Hermite
// quadrature, centred and scaled at the mode (Liu and Pierce 1994).

// quadPoints is how many points the quadrature has: odd, so that one is the mode.
const quadPoints = 7

// HuberLimit is the latent residual, in standard deviations, beyond which a row loses weight (Huber's psi).
const HuberLimit = 3

// Hermite holds rules of 3, 5 and 7 points. Points other than the mode come in pairs,
// and a pair of steps shares one exponential.
type Hermite struct{ rules [3]rule }

// rule is the pairs of points of a quadrature: nodes t = sqrt(2) x > 0 and weights
// w exp(x^2) beside that of the mode.
type rule struct {
	t, weight [quadPoints / 2]float64
	pairs     int
}

// The rule is chosen by the third derivative of the log posterior in units of its
// standard deviation, rate sd^3: where that is small the posterior is nearly normal, and
// fewer points tell its mean and variance as exactly (see TestLatentPosterior).
const (
	skewOf3 = 0.05
	skewOf5 = 0.25
	widest  = 1.0 // standard deviation: beyond it exp bends within the posterior
)

// NewHermite returns the rules.
func NewHermite() *Hermite {
	var h Hermite
	for k := range h.rules {
		n := 2*k + 3
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
// The quadrature is exact about any centre up to its own error, so the mode need not be
// found to more than a hundredth of what Newton's last step was.
func (h *Hermite) Posterior(y, phi, eta, s2, mode float64) (mean, variance, newMode float64) {
	theta, prior := mode, 1/s2
	rate := phi * math.Exp(theta)
	for range 50 {
		step := (phi*y - rate - (theta-eta)*prior) / (rate + prior)
		step = max(-2, min(2, step)) // exp overshoots from far below
		theta += step
		rate = phi * math.Exp(theta)
		if math.Abs(step) < 1e-2 {
			break
		}
	}
	slope := phi*y - rate - (theta-eta)*prior // 0 at the mode
	sd := 1 / math.Sqrt(rate+prior)
	r := &h.rules[2]
	switch skew := rate * sd * sd * sd; {
	case skew < skewOf3 && sd < widest/2:
		r = &h.rules[0]
	case skew < skewOf5 && sd < widest:
		r = &h.rules[1]
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

// Temper returns the weight of a row's likelihood: y/(y + se^2), the Poisson share of
// the variance of an estimated count.
func Temper(y, se float64) float64 {
	if se <= 0 {
		return 1
	}
	y = max(y, 1)
	return y / (y + se*se)
}
