package metrics

import (
	"cmp"
	"iter"
	"maps"
	"math"
	"math/bits"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Learner adds up what posts teach of maturity:
//
//	m(t) = sum I(t) / sum I(28d)
//
// over posts that were not paid for and have I(28d) >= 10, per platform and count
// metric. I(28d) is the first snapshot at 28 to 42 days; I(t) is a snapshot within
// t/48 of t, or lies between two whose ages differ by less than a factor of 2 (linear
// in log age). The sums do not depend on the order of posts.
type Learner struct {
	ages  []time.Duration
	plans map[data.Platform][]plan
	sums  map[curveKey][]data.MaturitySum // by age
	s     series
}

// NewLearner returns a learner that has seen no post.
func NewLearner() *Learner {
	return &Learner{ages: maturityAges(), plans: map[data.Platform][]plan{}, sums: map[curveKey][]data.MaturitySum{}}
}

// Add learns from one post's snapshots, sorted by the moment observed.
func (l *Learner) Add(p *data.Post, snaps []data.PostSnapshot) {
	if p.Precision != data.BySecond || p.IsRepost || len(snaps) < 2 || p.Paid == data.PaidFor || p.Paid == data.PaidMixed {
		return
	}
	if l.plans[p.Platform] == nil {
		l.plans[p.Platform] = plansOf(p.Platform)
	}
	for i, metric := range CountMetrics() {
		by := &l.plans[p.Platform][i]
		if by.parts == nil {
			continue
		}
		l.s.read(p, snaps, 0, by)
		final, ok := finalCount(l.s.readings)
		if !ok || final < matureCount {
			continue
		}
		key := curveKey{p.Platform, metric}
		if l.sums[key] == nil {
			l.sums[key] = make([]data.MaturitySum, len(l.ages))
		}
		for i, age := range l.ages {
			if n, ok := readingAt(l.s.readings, age); ok {
				learn(&l.sums[key][i], n, final)
			}
		}
	}
}

// learn adds one post's count at an age.
func learn(m *data.MaturitySum, now float64, final int64) {
	m.Posts++
	m.Now = saturate(m.Now, fixed(now*(1<<8)))
	m.Final = saturate(m.Final, fixed(float64(final)*(1<<8)))
	hi, lo := bits.Mul64(uint64(final), uint64(final))
	high := int64(math.MaxInt64)
	if hi < 1<<31 {
		high = int64(hi<<32 | lo>>32)
	}
	m.FinalSqHigh = saturate(m.FinalSqHigh, high)
	m.FinalSqLow = saturate(m.FinalSqLow, int64(lo&math.MaxUint32))
	q := min(now/float64(final), 4)
	m.Ratio = saturate(m.Ratio, fixed(q*(1<<24)))
	m.RatioSq = saturate(m.RatioSq, fixed(float64(q*q)*(1<<24)))
}

// Sums returns what was learned as rows of a month, in the order of the table.
func (l *Learner) Sums(month string) []data.MaturitySum {
	rows := []data.MaturitySum{}
	for key, sums := range l.sums {
		for i, m := range sums {
			if m.Posts > 0 {
				m.Platform, m.Month, m.Metric, m.AgeHours = key.platform, month, key.metric, int64(l.ages[i]/time.Hour)
				rows = append(rows, m)
			}
		}
	}
	slices.SortFunc(rows, func(a, b data.MaturitySum) int { return compareMaturity(&a, &b) })
	return rows
}

func compareMaturity(a, b *data.MaturitySum) int {
	return cmp.Or(cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Metric, b.Metric), cmp.Compare(a.AgeHours, b.AgeHours), cmp.Compare(a.Month, b.Month))
}

// MergeMaturity adds two sums of one platform, metric and age, column by column. It is
// commutative and associative, and a zero sum adds nothing; of two months the later
// one is named.
func MergeMaturity(a, b data.MaturitySum) data.MaturitySum {
	if a.Posts == 0 {
		return b
	}
	if b.Posts == 0 {
		return a
	}
	c := a
	c.Month = max(a.Month, b.Month)
	c.Posts = a.Posts + b.Posts
	c.Now, c.Final = saturate(a.Now, b.Now), saturate(a.Final, b.Final)
	c.FinalSqHigh, c.FinalSqLow = saturate(a.FinalSqHigh, b.FinalSqHigh), saturate(a.FinalSqLow, b.FinalSqLow)
	c.Ratio, c.RatioSq = saturate(a.Ratio, b.Ratio), saturate(a.RatioSq, b.RatioSq)
	return c
}

// MaturityOf makes curves of a [Learner]'s sums, whatever their months, in any order. An age
// that fewer than 20 posts tell is left out. Where a curve would fall it is levelled (pool
// adjacent violators).
func MaturityOf(sums iter.Seq[data.MaturitySum]) *Maturity {
	byAge := map[curveKey]map[int64]data.MaturitySum{}
	for s := range sums {
		key := curveKey{s.Platform, s.Metric}
		if byAge[key] == nil {
			byAge[key] = map[int64]data.MaturitySum{}
		}
		byAge[key][s.AgeHours] = MergeMaturity(byAge[key][s.AgeHours], s)
	}
	m := &Maturity{curves: map[curveKey]*Curve{}}
	for key, ages := range byAge {
		if c := curveOf(slices.SortedFunc(maps.Values(ages), func(a, b data.MaturitySum) int { return compareMaturity(&a, &b) })); len(c.Points) > 1 {
			m.curves[key] = c
		}
	}
	return m
}

// Points returns the curves of a platform as rows of the month they serve, in the
// order of the table.
func (m *Maturity) Points(p data.Platform, month string) []data.MaturityPoint {
	rows := []data.MaturityPoint{}
	for _, metric := range slices.Sorted(slices.Values(CountMetrics())) {
		c := m.Curve(p, metric)
		if c == nil {
			continue
		}
		for _, s := range c.Points {
			rows = append(rows, data.MaturityPoint{Platform: p, Month: month, Metric: metric, AgeHours: int64(s.Age / time.Hour),
				Share: s.Share, StdErr: s.StdErr, Spread: s.Spread, Posts: s.Posts, Dictionary: Version})
		}
	}
	return rows
}

// shareOf returns m, and its errors from the single posts' ratios q: Spread^2 is the
// mean of (q-m)^2, StdErr^2 = Spread^2 sum(I^2)/sum(I)^2.
func shareOf(g *data.MaturitySum) Share {
	m := float64(g.Now) / float64(g.Final)
	n := float64(g.Posts)
	meanSq := float64(g.RatioSq) / (1 << 24) / n
	mean := float64(g.Ratio) / (1 << 24) / n
	spread := math.Sqrt(max(0, meanSq-float64(2*m*mean)+float64(m*m)) * n / (n - 1))
	final := float64(g.Final) / (1 << 8)
	finalSq := float64(g.FinalSqHigh)*0x1p32 + float64(g.FinalSqLow)
	return Share{Age: time.Duration(g.AgeHours) * time.Hour, Share: m, Spread: spread, StdErr: spread * math.Sqrt(finalSq) / final, Posts: g.Posts}
}

// curveOf makes the shares of sums by age monotone, weighting each by its sum of final
// counts.
func curveOf(sums []data.MaturitySum) *Curve {
	type block struct {
		sum, weight float64
		n           int
	}
	var points []Share
	var blocks []block
	for i := range sums {
		if sums[i].Posts < maturePosts {
			continue
		}
		s := shareOf(&sums[i])
		points = append(points, s)
		w := float64(sums[i].Final)
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
