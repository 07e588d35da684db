package metrics

import (
	"iter"
	"math"
	"math/bits"
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
	return []time.Duration{h, 2 * h, 3 * h, 6 * h, 12 * h, day, 2 * day, 3 * day, 4 * day, 5 * day, 7 * day, 10 * day, 14 * day, 21 * day}
}

// FitMaturity learns maturity curves from posts with their snapshots, sorted by the
// moment observed:
//
//	m(t) = sum I(t) / sum I(28d)
//
// over posts that were not paid for and have I(28d) >= 10, per platform and count
// metric. I(28d) is the first snapshot at 28 to 42 days; I(t) is a snapshot within
// t/48 of t, or lies between two whose ages differ by less than a factor of 2 (linear
// in log age). An age that fewer than 20 posts tell is left out. Where m would fall
// it is levelled (pool adjacent violators). The result does not depend on the order
// of posts.
func FitMaturity(posts iter.Seq2[*data.Post, []data.PostSnapshot]) *Maturity {
	sums := map[curveKey][]growth{}
	ages := maturityAges()
	var s series
	for p, snaps := range posts {
		if p.Precision != data.BySecond || p.IsRepost || len(snaps) < 2 || p.Paid == data.PaidFor || p.Paid == data.PaidMixed {
			continue
		}
		for _, metric := range countMetrics() {
			if formula(p.Platform, metric) == nil {
				continue
			}
			seriesOf(p, snaps, metric, &s)
			final, ok := finalCount(s.readings)
			if !ok || final < matureCount {
				continue
			}
			key := curveKey{p.Platform, metric}
			if sums[key] == nil {
				sums[key] = make([]growth, len(ages))
			}
			for i, age := range ages {
				if n, ok := readingAt(s.readings, age); ok {
					sums[key][i].add(n, final)
				}
			}
		}
	}
	m := &Maturity{curves: map[curveKey]*Curve{}}
	for key, g := range sums {
		if c := curveOf(ages, g); len(c.Points) > 1 {
			m.curves[key] = c
		}
	}
	return m
}

func finalCount(r []reading) (int64, bool) {
	for _, x := range r {
		if x.age >= settled-tolerance(settled) {
			return x.n, x.age <= settled+14*day
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

// growth adds up one age of one curve in integers, so that order does not matter.
type growth struct {
	posts          int64
	now            int64 // sum of I(t), times 2^8
	final          int64 // sum of I(28d), times 2^8
	finalSq        wide  // sum of I(28d)^2
	ratio, ratioSq int64 // sums of I(t)/I(28d), at most 4, and of its square, times 2^24
}

func (g *growth) add(now float64, final int64) {
	g.posts++
	g.now += int64(math.Round(now * (1 << 8)))
	g.final += final << 8
	g.finalSq.addSquare(uint64(final))
	q := min(now/float64(final), 4)
	g.ratio += int64(math.Round(q * (1 << 24)))
	g.ratioSq += int64(math.Round(float64(q*q) * (1 << 24)))
}

// share returns m, and its errors from the single posts' ratios q: Spread^2 is the
// mean of (q-m)^2, StdErr^2 = Spread^2 sum(I^2)/sum(I)^2.
func (g *growth) share(age time.Duration) Share {
	m := float64(g.now) / float64(g.final)
	n := float64(g.posts)
	meanSq := float64(g.ratioSq) / (1 << 24) / n
	mean := float64(g.ratio) / (1 << 24) / n
	spread := math.Sqrt(max(0, meanSq-float64(2*m*mean)+float64(m*m)) * n / (n - 1))
	final := float64(g.final) / (1 << 8)
	return Share{Age: age, Share: m, Spread: spread, StdErr: spread * math.Sqrt(g.finalSq.float()) / final, Posts: g.posts}
}

// wide is an unsigned sum of 128 bits.
type wide struct{ hi, lo uint64 }

func (w *wide) addSquare(x uint64) {
	hi, lo := bits.Mul64(x, x)
	var carry uint64
	w.lo, carry = bits.Add64(w.lo, lo, 0)
	w.hi, _ = bits.Add64(w.hi, hi, carry)
}

func (w wide) float() float64 { return float64(w.hi)*0x1p64 + float64(w.lo) }

// curveOf makes the shares monotone, weighting each by its sum of final counts.
func curveOf(ages []time.Duration, g []growth) *Curve {
	type block struct {
		sum, weight float64
		n           int
	}
	var points []Share
	var blocks []block
	for i, age := range ages {
		if g[i].posts < maturePosts {
			continue
		}
		s := g[i].share(age)
		points = append(points, s)
		w := float64(g[i].final)
		blocks = append(blocks, block{s.Share * w, w, 1})
		for k := len(blocks) - 1; k > 0 && blocks[k-1].sum*blocks[k].weight > blocks[k].sum*blocks[k-1].weight; k-- {
			b := blocks[k]
			blocks = blocks[:k]
			blocks[k-1].sum += b.sum
			blocks[k-1].weight += b.weight
			blocks[k-1].n += b.n
		}
	}
	i := 0
	for _, b := range blocks {
		for range b.n {
			points[i].Share = min(b.sum/b.weight, 1)
			i++
		}
	}
	return &Curve{Points: append(points, Share{Age: settled, Share: 1})}
}
