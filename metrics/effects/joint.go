package effects

import (
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// rotating returns the own accounts of a group whose cadence and spread are known, and
// so can rotate together.
func (g *group) rotating() []int {
	var out []int
	for i, w := range g.members {
		if w.sample.role == data.RoleOwn && w.perWeek > 0 && w.perPost > 0 {
			out = append(out, i)
		}
	}
	return out
}

// jointWeeks returns the weeks after which the mean over own accounts would be known
// with a chance of one half, if each of them made every second post one of the level: a
// joint rotation. It is nil with fewer than two accounts, or if 52 weeks would not do.
// As in [tryPosts] the belief about the mean gains the precision
//
//	sum over accounts of 1/(v(N) + tau^2) - 1/(v(0) + tau^2)
//
// taken at the mean of tau^2.
func (g *group) jointWeeks() data.Count {
	accounts := g.rotating()
	if len(accounts) < 2 {
		return nil
	}
	var tau2 float64
	for i, w := range g.pool.weight {
		t := g.pool.tau[i%stat.TauPoints]
		tau2 += w * t * t
	}
	b := g.pool.mean().Belief(g.options.Margin)
	return least(52, func(weeks int64) bool {
		precision := 1 / b.Variance
		for _, i := range accounts {
			w, c := g.members[i], &g.found[i]
			s2, now := w.perPost, 0.0
			if c.known {
				s2 = c.variance / (1/float64(c.n) + 1/float64(c.nOther))
				now = 1 / (c.variance + tau2)
			}
			n := w.perWeek * float64(weeks) / 2
			then := 1 / (s2*(1/(float64(c.n)+n)+1/(float64(c.nOther)+n)) + tau2)
			precision += max(0, then-now)
		}
		return assured(b, 1/precision, g.options.Margin)
	})
}
