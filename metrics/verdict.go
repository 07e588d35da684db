package metrics

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
)

// Thresholds of verdicts.
const (
	// firmP is how sure more and less must be: P(lift>1), or P(lift<1). So the mean of
	// 1-P over any set of them is at most 0.025. With 0.95 up to 3.6 % of single levels
	// without any effect were called more, and as many less (docs/method.md).
	firmP = 0.975
	leanP = 0.75

	learnable = 26      // weeks beyond which an account's own posts cannot tell
	mostPosts = 1 << 14 // the most that try asks for
)

// belief is what is known of one lift, on the log scale.
type belief struct {
	mean, variance float64
	low, high      float64 // 90 % interval
	p              float64 // P(lift > 1)
}

func (m *mixture) belief() belief {
	mean, variance := m.moments()
	return belief{mean: mean, variance: variance, low: m.quantile(0.05), high: m.quantile(0.95), p: 1 - m.below(0)}
}

// verdict judges a belief, without regard to what else is judged: no clear difference
// if the 90 % interval lies within the practical margin, else more, less, lean or try.
func (b belief) verdict(margin float64) data.Verdict {
	limit := math.Log(margin)
	switch {
	case b.low >= -limit && b.high <= limit:
		return data.VerdictNoDifference
	case b.p >= firmP:
		return data.VerdictMore
	case b.p <= 1-firmP:
		return data.VerdictLess
	case max(b.p, 1-b.p) >= leanP:
		return data.VerdictLean
	}
	return data.VerdictTry
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
func tryPosts(b belief, c *contrast, perPost, margin float64) data.Count {
	var now float64 // precision of the own estimate
	s2 := perPost
	if c.known {
		now = 1 / c.variance
		s2 = c.variance / (1/float64(c.n) + 1/float64(c.nOther))
	}
	if !(s2 > 0) || !(b.variance > 0) {
		return nil
	}
	limit := math.Log(margin)
	assured := func(more int64) bool {
		n := float64(more)
		then := 1 / (s2 * (1/(float64(c.n)+n) + 1/(float64(c.nOther)+n)))
		v1 := 1 / (1/b.variance + max(0, then-now))
		spread, sd := math.Sqrt(b.variance-v1), math.Sqrt(v1)
		if !(spread > 0) {
			return false
		}
		chance := normalCDF((b.mean-z975*sd)/spread) + normalCDF((-b.mean-z975*sd)/spread)
		if inner := limit - z950*sd; inner > 0 {
			chance += normalCDF((inner-b.mean)/spread) - normalCDF((-inner-b.mean)/spread)
		}
		return chance >= 0.5
	}
	high := int64(1)
	for !assured(high) {
		if high *= 2; high > mostPosts {
			return nil
		}
	}
	low := high / 2 // not enough, or 0
	for high-low > 1 {
		if mid := low + (high-low)/2; assured(mid) {
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
