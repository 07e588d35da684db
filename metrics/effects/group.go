package effects

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
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

// row is an effect before its verdict.
type row struct {
	effect data.FormatEffect
	group  *group
	member int // -1 for the mean over accounts
	belief stat.Belief
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

// row fills in what account rows and the pooled row share.
func (g *group) row(member int, b stat.Belief, n, other int) *row {
	s := g.members[0].sample
	e := data.FormatEffect{
		Period: g.options.AsOf.Now().Week(), Platform: s.platform, Audience: g.audience, Goal: s.goal, Age: s.age,
		Lever: g.lever.name, Level: g.level, N: int64(n), NOther: int64(other), Accounts: int64(g.informed),
		Model: Model, Inputs: g.options.Inputs,
	}
	if g.lift > 0 {
		e.NaiveLift = stat.Figure(g.lift)
	}
	if g.pack != nil {
		e.Others = g.pack.String()
	}
	r := &row{group: g, member: member, belief: b}
	if g.informed > 0 { // the prior alone is no evidence
		e.Lift, e.Low, e.High = stat.Figure(math.Exp(b.Mean)), stat.Figure(math.Exp(b.Low)), stat.Figure(math.Exp(b.High))
		e.PBetter, e.PMargin = stat.Figure(b.P), stat.Figure(b.Sure())
		if contradicts(g.lift, b) {
			e.Alarm = g.culprit(b.Mean > 0)
			if e.Alarm == "" {
				e.Warnings = append(e.Warnings, "the naive figure points the other way: months or topics differ")
			}
		}
	}
	r.effect = e
	return r
}

func (g *group) culprit(up bool) string {
	account, ok := g.culprits[up]
	if !ok {
		if i := g.naive.culprit(g.index, up); i >= 0 {
			account = string(g.members[i].sample.account)
		}
		g.culprits[up] = account
	}
	return account
}

// ofAccount returns the row of one account.
func (g *group) ofAccount(member int, c *evidence) *row {
	w := g.members[member]
	b := g.pool.account(c.own).Belief(g.options.Margin)
	r := g.row(member, b, c.n, c.nOther)
	e := &r.effect
	e.AccountID, e.Mission = w.sample.account, w.sample.mission
	e.Warnings = append(e.Warnings, w.warnings...)
	if c.meanLift > 0 {
		e.MeanLift = stat.Figure(c.meanLift)
	}
	if g.informed > 0 {
		from := g.pool.shares(c.own)
		e.FromPeers, e.FromPack = stat.Figure(from.peers), stat.Figure(from.pack)
		if g.options.Shared != nil {
			e.FromShared = stat.Figure(from.shared)
		}
		e.Evidence = g.evidenceText(from, c)
		e.Borrowed = stat.Figure(1)
	}
	if c.own != nil {
		e.OwnLift, e.OwnStdErr = stat.Figure(math.Exp(c.own.est)), stat.Figure(math.Sqrt(c.own.variance))
		e.Borrowed = stat.Figure(max(0, min(1, 1-b.Variance/c.own.variance)))
		if c.known {
			e.FreeLift = stat.Figure(math.Exp(c.free))
			e.LabelShare = stat.Figure(c.labels / c.variance)
		}
		if c.pastPosts > 0 {
			past := metrics.Plural(c.pastPosts, "post") + " from before the platform changed what it counts inform this at half weight"
			e.Warnings = append(e.Warnings, past)
		}
	}
	return r
}

// evidenceText says where a lift comes from: the shares of its mean, and the posterior
// weights of the sources.
func (g *group) evidenceText(s share, c *evidence) string {
	var parts []string
	say := func(name string, share float64, more string) {
		if share >= 0.005 {
			parts = append(parts, fmt.Sprintf("%s %.0f %%%s", name, 100*share, more))
		}
	}
	past := ""
	if c.own != nil && c.now < 1 {
		past = fmt.Sprintf(" (%.0f %% of it from before a break)", 100*(1-c.now))
	}
	say("own posts", s.own, past)
	say("own other accounts", s.sisters, "")
	say("peers", s.peers, "")
	say(sharedName, s.shared, "")
	say("published", s.pack, "")
	say("no effect assumed", s.prior, "")
	if len(g.pool.sources) > 1 {
		var weights []string
		for i := range g.pool.sources {
			from := &g.pool.sources[i]
			weights = append(weights, fmt.Sprintf("%s %.2f (was %.2f)", from.name, g.pool.weightOf(i), from.weight))
		}
		parts = append(parts, "weights "+strings.Join(weights, ", "))
	}
	return strings.Join(parts, "; ")
}
