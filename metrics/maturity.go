package metrics

import (
	"math"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Limits of a maturity curve.
const (
	matureCount = 10 // a post teaches only if I(28d) is at least this
	maturePosts = 20 // an age is on the curve only if this many posts teach it
)

// Maturity holds how counts of each platform and metric grow with age.
type Maturity struct {
	curves map[curveKey]*Curve
}

type curveKey struct {
	platform data.Platform
	metric   string
}

// Curve is the maturity of one metric on one platform: m(t), the share of the count
// at 28 days that is there at age t. It never falls and ends at m(28d) = 1. A nil
// Curve knows nothing.
type Curve struct {
	Points []Share // by age; the last stands at 28 days
}

// Share is one point of a maturity curve.
type Share struct {
	Age    time.Duration
	Share  float64 // m
	StdErr float64 // standard error of m
	Spread float64 // standard deviation of single posts' I(t)/I(28d) around m
	Posts  int64   // posts that m was learned from; 0 between points
}

// Scale returns the settled count of a post that has n now, n/m, with its standard
// error: the error of m, the spread of single posts around it, and the Poisson
// noise of what is still to come,
//
//	se^2 = (n/m)^2 (StdErr^2 + Spread^2) / m^2 + (n/m - n)
func (s Share) Scale(n float64) (v, stdErr float64) {
	v = n / s.Share
	rel := float64(s.StdErr*s.StdErr) + float64(s.Spread*s.Spread)
	return v, math.Sqrt(float64(v*v)*rel/float64(s.Share*s.Share) + (v - n))
}

// Curve returns the curve of a metric on a platform, nil if too few posts told it.
func (m *Maturity) Curve(p data.Platform, metric string) *Curve {
	if m == nil {
		return nil
	}
	return m.curves[curveKey{p, metric}]
}

// At returns the maturity at an age, linear in log(age) between points; 1 from 28
// days on. It is not known before the first point.
func (c *Curve) At(age time.Duration) (Share, bool) {
	if c == nil || len(c.Points) == 0 || age < c.Points[0].Age {
		return Share{}, false
	}
	for i, p := range c.Points {
		switch {
		case p.Age == age:
			return p, true
		case p.Age > age:
			q := c.Points[i-1]
			f := math.Log(float64(age)/float64(q.Age)) / math.Log(float64(p.Age)/float64(q.Age))
			mix := func(a, b float64) float64 { return a + float64((b-a)*f) }
			return Share{age, mix(q.Share, p.Share), mix(q.StdErr, p.StdErr), mix(q.Spread, p.Spread), 0}, true
		}
	}
	return Share{Age: age, Share: 1}, true
}

// maturityAges are the ages a curve is learned at.
func maturityAges() []time.Duration {
	h := time.Hour
	return []time.Duration{h, 2 * h, 3 * h, 6 * h, 12 * h, Day, 2 * Day, 3 * Day, 4 * Day, 5 * Day, 7 * Day, 10 * Day, 14 * Day, 21 * Day}
}

func finalCount(r []reading) (int64, bool) {
	for _, x := range r {
		if x.age >= settled-tolerance(settled) {
			return x.n, x.age <= settled+14*Day
		}
	}
	return 0, false
}

func readingAt(r []reading, age time.Duration) (float64, bool) {
	for i, x := range r {
		switch {
		case (x.age - age).Abs() <= tolerance(age):
			return float64(x.n), true
		case x.age > age:
			if i == 0 || r[i-1].age <= 0 || x.age >= 2*r[i-1].age {
				return 0, false
			}
			q := r[i-1]
			f := math.Log(float64(age)/float64(q.age)) / math.Log(float64(x.age)/float64(q.age))
			return float64(q.n) + float64(float64(x.n-q.n)*f), true
		}
	}
	return 0, false
}
