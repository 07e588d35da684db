package effects

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Thresholds of verdicts.
const (
	firmError = 0.05 // expected share of more and less that are not beyond the margin
	leastSure = 0.75 // each of them must be at least this likely beyond the margin

	learnable = 26      // weeks beyond which an account's own posts cannot tell
	mostPosts = 1 << 14 // the most that try asks for
)

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
func tryPosts(b stat.Belief, c *evidence, perPost, margin float64) data.Count {
	var now float64 // precision of the own estimate
	s2 := perPost
	if c.known {
		now = 1 / c.variance
		s2 = c.variance / (1/float64(c.n) + 1/float64(c.nOther))
	}
	if !(s2 > 0) || !(b.Variance > 0) {
		return nil
	}
	return least(mostPosts, func(more int64) bool {
		n := float64(more)
		then := 1 / (s2 * (1/(float64(c.n)+n) + 1/(float64(c.nOther)+n)))
		return assured(b, 1/(1/b.Variance+max(0, then-now)), margin)
	})
}

// assured reports whether a belief whose variance will be v1 will end in more, less or
// no clear difference with a chance of one half or more.
func assured(b stat.Belief, v1, margin float64) bool {
	spread, sd := math.Sqrt(b.Variance-v1), math.Sqrt(v1)
	if !(spread > 0) {
		return false
	}
	limit := math.Log(margin)
	far := max(limit+stat.Z950*sd, stat.Z975*sd)
	chance := stat.NormalCDF((b.Mean-far)/spread) + stat.NormalCDF((-b.Mean-far)/spread)
	if inner := limit - stat.Z950*sd; inner > 0 {
		chance += stat.NormalCDF((inner-b.Mean)/spread) - stat.NormalCDF((-inner-b.Mean)/spread)
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
