package demo

import (
	"math"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// curve is how the interactions of a platform's posts arrive:
// m(age) = (1 - (1+age/scale)^-shape) / the same at 28 days, and 1 thereafter.
type curve struct {
	scale time.Duration
	shape float64
}

// mature is the age from which a post gains nothing more.
const mature = 28 * 24 * time.Hour

func curveOf(p data.Platform) curve {
	switch p {
	case data.X:
		return curve{scale: 4 * time.Hour, shape: 1.1}
	case data.Instagram:
		return curve{scale: 14 * time.Hour, shape: 1.2}
	}
	return curve{scale: 12 * time.Hour, shape: 1.2}
}

func (c curve) rising(age time.Duration) float64 {
	return 1 - math.Pow(1+float64(age)/float64(c.scale), -c.shape)
}

// at returns the share of a post's interactions that exist at an age, 0 to 1.
func (c curve) at(age time.Duration) float64 {
	if age <= 0 {
		return 0
	}
	return c.rising(min(age, mature)) / c.rising(mature)
}

// age returns the age at which a share of the interactions exists; the inverse of at.
func (c curve) age(share float64) time.Duration {
	u := share * c.rising(mature)
	return time.Duration(float64(c.scale) * (math.Pow(1-u, -1/c.shape) - 1)).Truncate(time.Second)
}
