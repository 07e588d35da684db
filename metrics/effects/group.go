package effects

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// group is one level of a lever over the accounts that are pooled.
type group struct {
	lever    lever
	level    string
	audience string
	members  []*within
	naive    *naive
	index    int16 // of the level in naive
	options  Options

	found    []evidence // of each member
	own      []int      // members whose estimates are pooled
	pool     *pool
	lift     float64         // naive
	culprits map[bool]string // account by direction, once looked for
	pulling  []int           // own members that pull the mean most
	informed int             // accounts that say something: own ones, peers, and those of units that share
	pack     *PackRow
	joint    data.Count // weeks in which all accounts together would know
	rows     []*row
}

// groupsOf lists the levels of all levers by audience.
func groupsOf(chunks []*chunk, o Options) []*group {
	var out []*group
	for _, c := range chunks {
		if !slices.Contains(o.Goals, c.samples[0].goal) {
			continue // only for what took its place
		}
		var audiences []string
		for _, s := range c.samples {
			if s.role == data.RoleOwn {
				audiences = append(audiences, s.audience)
			}
		}
		audiences = slices.Compact(sortedText(audiences))
		rankings := make([]*ranking, len(audiences))
		members := make([][]int, len(audiences))
		parallel(len(audiences), func(i int) {
			var samples []*sample
			for at, s := range c.samples {
				if s.audience == audiences[i] || s.role != data.RoleOwn && s.audience == "" {
					samples, members[i] = append(samples, s), append(members[i], at)
				}
			}
			rankings[i] = newRanking(samples)
		})
		found := make([][]*group, len(c.levers)*len(audiences))
		parallel(len(found), func(i int) {
			lever, audience := i/len(audiences), i%len(audiences)
			found[i] = groupsFor(c.levers[lever], c.fits[lever], members[audience], rankings[audience], audiences[audience], o)
		})
		out = append(out, slices.Concat(found...)...)
	}
	return out
}

func groupsFor(l lever, fits []*within, places []int, r *ranking, audience string, o Options) []*group {
	var members []*within
	var levels []string
	for _, at := range places {
		members = append(members, fits[at])
		levels = append(levels, fits[at].levels...)
	}
	if at := members[0].sample; l.name == LeverFormat { // only of formats is said what nobody here used
		levels = append(levels, o.Shared.formats(at.platform, at.goal, at.age)...)
	}
	levels = slices.Compact(sortedText(levels))
	n := newNaive(r, l, levels)
	var out []*group
	for k, level := range levels {
		if advisable(l.name, level) {
			out = append(out, &group{lever: l, level: level, audience: audience, members: members, naive: n, index: int16(k), options: o})
		}
	}
	return out
}

// effects pools the accounts and makes the group's rows, without verdicts.
func (g *group) effects() {
	s := g.members[0].sample
	byRole := map[data.Role][]estimate{}
	var mine []estimate
	var n, other int
	for i, w := range g.members {
		e := w.evidenceOf(g.level)
		g.found = append(g.found, e)
		n, other = n+e.n, other+e.nOther
		switch {
		case e.own == nil:
			continue
		case w.sample.role == data.RoleOwn:
			mine, g.own = append(mine, *e.own), append(g.own, i)
		default:
			byRole[w.sample.role] = append(byRole[w.sample.role], *e.own)
		}
		g.informed++
	}
	sources := peers(byRole)
	if lent := g.options.Shared.of(s.platform, s.goal, s.age, g.lever.name, g.level, g.found); len(lent) > 0 {
		sources = append(sources, accountsSource(sharedName, fromShared, lent))
		g.informed += len(lent)
	}
	g.pack = packRow(g.options.Pack, s.platform, s.goal, g.lever.name, g.level)
	if g.pack != nil {
		sources = append(sources, packSource(math.Log(g.pack.Lift), g.pack.LogSE))
	}
	g.pool = newPool(mine, sources...)
	g.lift = g.naive.lift(g.index, -1)
	g.culprits = map[bool]string{}
	g.joint, g.pulling = g.jointWeeks(), g.pull()
	for i, w := range g.members {
		e := &g.found[i]
		if w.sample.role == data.RoleOwn && (e.n > 0 || g.lever.name == LeverFormat && g.informed >= 2) {
			g.rows = append(g.rows, g.ofAccount(i, e))
		}
	}
	if g.informed >= 2 {
		b := g.pool.mean().Belief(g.options.Margin)
		g.rows = append(g.rows, g.row(-1, b, n, other))
	}
}
