package metrics

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
)

// DefaultMargin is the lift from which a difference matters in practice.
const DefaultMargin = 1.2

// Thresholds of verdicts.
const (
	firmError = 0.05  // expected share of more and less that are not beyond the margin
	leastSure = 0.75  // each of them must be at least this likely beyond the margin,
	signP     = 0.975 // and this likely on its side of 1
	leanP     = 0.75

	learnable = 26      // weeks beyond which an account's own posts cannot tell
	mostPosts = 1 << 14 // the most that try asks for
)

// belief is what is known of one lift, on the log scale.
type belief struct {
	mean, variance float64
	low, high      float64 // 90 % interval
	p              float64 // P(lift > 1)
	above, below   float64 // P(lift > margin), P(lift < 1/margin)
	limit          float64 // log margin
}

func (m *mixture) belief(margin float64) belief {
	mean, variance := m.moments()
	limit := math.Log(margin)
	return belief{mean: mean, variance: variance, low: m.quantile(0.05), high: m.quantile(0.95), p: 1 - m.below(0),
		above: 1 - m.below(limit), below: m.below(-limit), limit: limit}
}

// sure returns how likely the lift is beyond the margin, on its more likely side.
func (b belief) sure() float64 { return max(b.above, b.below) }

// within reports whether the 90 % interval lies within the margin.
func (b belief) within() bool { return b.low >= -b.limit && b.high <= b.limit }

// verdict judges a belief: no clear difference if the 90 % interval lies within the
// practical margin; more or less if the lift is beyond it with a probability of cut,
// which is its family's (see [families]); else lean or try.
func (b belief) verdict(cut float64) data.Verdict {
	firm := b.sure() >= cut && max(b.p, 1-b.p) >= signP
	switch {
	case b.within():
		return data.VerdictNoDifference
	case firm && b.above > b.below:
		return data.VerdictMore
	case firm:
		return data.VerdictLess
	case max(b.p, 1-b.p) >= leanP:
		return data.VerdictLean
	}
	return data.VerdictTry
}

// stands reports whether a firm verdict would still be given.
func (m *mixture) stands(v data.Verdict, cut, margin float64) bool {
	limit := math.Log(margin)
	switch v {
	case data.VerdictMore:
		return 1-m.below(limit) >= cut && 1-m.below(0) >= signP
	case data.VerdictLess:
		return m.below(-limit) >= cut && m.below(0) >= signP
	}
	return m.below(-limit) <= 0.05 && m.below(limit) >= 0.95
}

// tryPosts returns the smallest N such that N more posts of the level and N of the
// others would end with more, less or no clear difference with a chance of at least
// one half (the assurance), if posts go on to vary as they do. The belief after them
// is N(m1, v1) with
//
//	1/v1 = 1/v0 + 1/v(N) - 1/v(0),  m1 ~ N(m0, v0 - v1),
//	v(N) = s^2 (1/(n+N) + 1/(other+N))
//
// where v(0) is the variance of the account's own estimate now, infinite if it has
// none. It is nil if 16,384 would not do.
func tryPosts(b belief, c *evidence, perPost, margin float64) data.Count {
	var now float64 // precision of the own estimate
	s2 := perPost
	if c.known {
		now = 1 / c.variance
		s2 = c.variance / (1/float64(c.n) + 1/float64(c.nOther))
	}
	if !(s2 > 0) || !(b.variance > 0) {
		return nil
	}
	return least(mostPosts, func(more int64) bool {
		n := float64(more)
		then := 1 / (s2 * (1/(float64(c.n)+n) + 1/(float64(c.nOther)+n)))
		return assured(b, 1/(1/b.variance+max(0, then-now)), margin)
	})
}

// assured reports whether a belief whose variance will be v1 will end in more, less or
// no clear difference with a chance of one half or more.
func assured(b belief, v1, margin float64) bool {
	spread, sd := math.Sqrt(b.variance-v1), math.Sqrt(v1)
	if !(spread > 0) {
		return false
	}
	limit := math.Log(margin)
	far := max(limit+z950*sd, z975*sd)
	chance := normalCDF((b.mean-far)/spread) + normalCDF((-b.mean-far)/spread)
	if inner := limit - z950*sd; inner > 0 {
		chance += normalCDF((inner-b.mean)/spread) - normalCDF((-inner-b.mean)/spread)
	}
	return chance >= 0.5
}

// least returns the smallest n from 1 to most for which ok, which is false below some
// n and true from there on; nil if it is never true.
func least(most int64, ok func(n int64) bool) data.Count {
	high := int64(1)
	for !ok(high) {
		if high *= 2; high > most {
			return nil
		}
	}
	low := high / 2 // not enough, or 0
	for high-low > 1 {
		if mid := low + (high-low)/2; ok(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return &high
}

// tryWeeks returns the weeks that N posts of a level take if every second post of the
// account is one, at its present cadence; nil if that is not known.
func tryWeeks(posts data.Count, perWeek float64) data.Count {
	if posts == nil || perWeek <= 0 {
		return nil
	}
	return data.N(int64(math.Ceil(2 * float64(*posts) / perWeek)))
}
