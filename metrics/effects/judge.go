package effects

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// family is the effects among which more and less are given together: those of one
// mission's report on one goal; those over accounts are one more.
type family struct{ mission, goal, age string }

func (r *row) family() family { return family{r.effect.Mission, r.effect.Goal, r.effect.Age} }

// families returns, for each family, the least sure that a lift beyond the margin must
// be. Candidates are taken in order of how sure they are, while the mean of 1 - P over
// those taken stays at 0.05 at most; so no more than one in twenty of the firm verdicts
// of a report is expected to be on the wrong side of the margin. Where none is taken
// the least is 0.95, as it is for a lone candidate.
func families(rows []*row) map[family]float64 {
	candidates := map[family][]float64{}
	for _, r := range rows {
		if r.candidate() {
			f := r.family()
			candidates[f] = append(candidates[f], r.belief.Sure())
		}
	}
	cuts := map[family]float64{}
	for f, sure := range candidates {
		slices.SortFunc(sure, func(a, b float64) int { return cmp.Compare(b, a) })
		var missed float64
		for i, p := range sure {
			if missed += 1 - p; missed > firmError*float64(i+1) {
				break
			}
			cuts[f] = p
		}
	}
	return cuts
}

// candidate reports whether a row could be more or less: it rests on posts of the
// account itself, enough of them, and is surely on one side of 1 and more likely than
// not beyond the margin.
func (r *row) candidate() bool {
	b := r.belief
	return r.enough() && !b.Within() && b.Sure() >= leastSure && max(b.P, 1-b.P) >= stat.SignP
}

// enough reports whether there are posts enough for more than try.
func (r *row) enough() bool {
	if r.member < 0 {
		return r.group.informed >= 2
	}
	c := &r.group.found[r.member]
	return c.own != nil && c.n >= r.group.options.MinPosts && c.nOther >= r.group.options.MinPosts
}

// judge gives a row its verdict, and what follows from it. cut is that of its family,
// 0 for none.
func (r *row) judge(cut float64) {
	g, e, b := r.group, &r.effect, r.belief
	if cut == 0 {
		cut = 1 - firmError
	}
	if g.informed > 0 && r.enough() {
		e.Verdict = b.Verdict(cut)
		e.EValue, e.EValueLimit = eValues(e.Verdict, b)
	} else {
		e.Verdict = data.VerdictTry
	}
	if r.member < 0 {
		return
	}
	w, c := g.members[r.member], &g.found[r.member]
	if c.n < g.options.MinPosts || c.nOther < g.options.MinPosts {
		e.Warnings = append(e.Warnings, "not enough evidence: "+metrics.Plural(c.n, "post")+" of this "+g.lever.name+", "+metrics.Plural(c.nOther, "other")+"; "+
			metrics.Plural(g.options.MinPosts, "post")+" of each are needed")
	}
	e.Fragile = g.fragile(r.member, c, e.Verdict, cut)
	if e.Verdict != data.VerdictTry && e.Verdict != data.VerdictLean {
		return
	}
	e.TryPosts = tryPosts(b, c, w.perPost, g.options.Margin)
	if short := int64(g.options.MinPosts - c.n); e.TryPosts != nil && *e.TryPosts < short {
		e.TryPosts = &short
	}
	e.TryWeeks = tryWeeks(e.TryPosts, w.perWeek)
	if e.TryWeeks != nil && *e.TryWeeks > learnable || e.TryPosts == nil && w.perWeek > 0 && c.nOther > 0 {
		e.JointWeeks = g.joint
		e.Warnings = append(e.Warnings, "cannot be learnt from this account's posts alone within half a year")
	}
}

// fragile names the post, the week and the other account without any one of which a
// firm verdict would be another, "" if there is none. Removals are one step of Newton
// in stage 1, and exact in stage 2.
func (g *group) fragile(member int, c *evidence, v data.Verdict, cut float64) string {
	if v == data.VerdictLean || v == data.VerdictTry || c.own == nil {
		return ""
	}
	flips := func(p *pool, own estimate) bool { return !p.account(&own).Stands(v, cut, g.options.Margin) }
	now := *c.own
	var found []string
	try := func(kind string, x extremes) {
		for _, r := range []struct {
			delta float64
			name  string
			when  bool
		}{{x.down, x.downName, v != data.VerdictLess}, {x.up, x.upName, v != data.VerdictMore}} {
			moved := estimate{now.est + float64(c.now*r.delta), now.variance}
			if r.when && r.name != "" && flips(g.pool.replace(now, &moved), moved) {
				found = append(found, kind+" "+r.name)
				return
			}
		}
	}
	try("post", c.posts)
	if c.weeks.downName != c.posts.downName || c.weeks.upName != c.posts.upName {
		kind := "week"
		if !strings.Contains(c.weeks.downName+c.weeks.upName, "W") {
			kind = "month"
		}
		try(kind, c.weeks)
	}
	for _, i := range g.strongest(member) {
		if flips(g.pool.replace(*g.found[i].own, nil), now) {
			found = append(found, "account "+string(g.members[i].sample.account))
			break
		}
	}
	return strings.Join(found, "; ")
}

// strongest returns the eight other accounts that pull the mean most.
func (g *group) strongest(member int) []int {
	out := make([]int, 0, 8)
	for _, i := range g.pulling {
		if i != member && len(out) < cap(out) {
			out = append(out, i)
		}
	}
	return out
}

// pull returns the nine own accounts that pull the mean most, the strongest first.
func (g *group) pull() []int {
	mu, _ := g.pool.mean().Moments()
	pull := make(map[int]float64, len(g.own))
	for _, i := range g.own {
		e := g.found[i].own
		pull[i] = math.Abs(e.est-mu) / (e.variance + stat.PriorTauSD*stat.PriorTauSD)
	}
	all := slices.Clone(g.own)
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(pull[b], pull[a]) })
	return all[:min(9, len(all))]
}
