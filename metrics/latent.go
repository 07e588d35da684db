package metrics

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

const quadPoints = 7

// hermite holds nodes t = sqrt(2) x and log weights log(w) + x^2.
type hermite struct{ t, logW [quadPoints]float64 }

func newHermite() *hermite {
	var h hermite
	var x, w [quadPoints]float64
	quad.Hermite{}.FixedLocations(x[:], w[:], math.Inf(-1), math.Inf(1))
	for i := range x {
		h.t[i] = math.Sqrt2 * x[i]
		h.logW[i] = math.Log(w[i]) + float64(x[i]*x[i])
	}
	return &h
}

// posterior returns mean and variance of theta given y, and the mode. phi in (0, 1]
// tempers the likelihood of a y that was itself estimated; mode is where to start.
func (h *hermite) posterior(y, phi, eta, s2, mode float64) (mean, variance, newMode float64) {
	theta := mode
	var rate, curve float64
	for range 50 {
		rate = phi * math.Exp(theta)
		curve = rate + 1/s2
		step := (phi*y - rate - (theta-eta)/s2) / curve
		step = max(-2, min(2, step)) // exp overshoots from far below
		theta += step
		if math.Abs(step) < 1e-6 {
			break
		}
	}
	rate = phi * math.Exp(theta)
	sd := 1 / math.Sqrt(rate+1/s2)
	var sum, sum1, sum2 float64
	for q := range quadPoints {
		d := sd * h.t[q]
		// log posterior at theta+d less that at theta
		w := math.Exp(h.logW[q] + phi*y*d - rate*math.Expm1(d) - d*(2*(theta-eta)+d)/(2*s2))
		sum += w
		sum1 += w * d
		sum2 += w * d * d
	}
	m := sum1 / sum
	return theta + m, sum2/sum - m*m, theta
}
