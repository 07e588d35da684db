package effects

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// pastWeight is the power to which the likelihood of what was measured before a break
// is raised (power prior, Ibrahim and Chen 2000): on the log scale an estimate's
// variance is divided by it.
const pastWeight = 0.5

// predecessor returns the metric that one took the place of where a platform broke,
// "" if none: impressions before views, reach before viewers.
func predecessor(goal string) string {
	switch goal {
	case metrics.MetricViews:
		return metrics.MetricImpressions
	case metrics.MetricViewers:
		return metrics.MetricReach
	}
	return ""
}

// withPast adds the predecessors of goals.
func withPast(goals []string) []string {
	out := slices.Clone(goals)
	for _, g := range goals {
		if p := predecessor(g); p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// goalSets cuts goals into sets that inform each other: one with what it took the place
// of, and all others alone. What is fitted at once is one set.
func goalSets(goals []string) [][]string {
	var out [][]string
	for i, g := range goals {
		if slices.Contains(goals[:i], g) {
			continue
		}
		later := slices.ContainsFunc(goals, func(h string) bool { return predecessor(h) == g })
		if p := predecessor(g); p != "" && slices.Contains(goals, p) {
			out = append(out, []string{g, p})
		} else if !later {
			out = append(out, []string{g})
		}
	}
	return out
}

// tiePast gives each comparison that of its account on the metric that a break on its
// platform ended.
func tiePast(chunks []*chunk) {
	for _, c := range chunks {
		s := c.samples[0]
		before := predecessor(s.goal)
		if _, to, _ := metrics.Validity(s.platform, before); before == "" || to == 0 {
			continue
		}
		for _, p := range chunks {
			if q := p.samples[0]; q.platform != s.platform || q.goal != before || q.age != s.age {
				continue
			}
			tie(p, c)
		}
	}
}

// tie gives the comparisons of a chunk their accounts' comparisons in an earlier one.
func tie(before, now *chunk) {
	at, fresh := make([]int, len(now.samples)), make([]float64, len(now.samples))
	place := map[data.AccountID]int{}
	for i, s := range before.samples {
		place[s.account] = i
	}
	parallel(len(now.samples), func(i int) {
		k, ok := place[now.samples[i].account]
		if at[i] = k; !ok {
			at[i] = -1
			return
		}
		fresh[i] = newPosts(before.samples[k], now.samples[i])
	})
	for k, l := range now.levers {
		j := slices.IndexFunc(before.levers, func(m lever) bool { return m.name == l.name && m.device == l.device })
		if j < 0 {
			continue
		}
		for i, w := range now.fits[k] {
			if at[i] >= 0 {
				w.past, w.fresh = before.fits[j][at[i]], fresh[i]
			}
		}
	}
}

// newPosts returns the share of a sample's posts that another of the same account
// lacks: a post that was read before and after a break must not count twice.
func newPosts(before, now *sample) float64 {
	seen := make(map[string]bool, len(now.rows))
	for i := range now.rows {
		seen[now.rows[i].post] = true
	}
	fresh := 0
	for i := range before.rows {
		if !seen[before.rows[i].post] {
			fresh++
		}
	}
	return float64(fresh) / float64(max(1, len(before.rows)))
}

// evidence is what one account's posts say of a level: now, and before a break.
type evidence struct {
	contrast            // of now
	own       *estimate // both together; nil if there is neither
	now       float64   // share of own that comes from now
	pastPosts int       // posts of the level before the break
}

// evidenceOf joins an account's comparison of a level with that before a break.
func (w *within) evidenceOf(level string) evidence {
	e := evidence{contrast: w.of(level)}
	var now, past, sum float64
	if e.known {
		now = 1 / e.variance
		sum = e.est * now
	}
	if w.past != nil {
		if c := w.past.of(level); c.known && w.fresh > 0 {
			past = pastWeight * w.fresh / c.variance
			sum += c.est * past
			e.pastPosts = c.n
		}
	}
	if now+past > 0 {
		e.own = &estimate{sum / (now + past), 1 / (now + past)}
		e.now = now / (now + past)
	}
	return e
}
