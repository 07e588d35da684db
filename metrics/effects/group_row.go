package effects

import (
	"fmt"
	"math"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// row is an effect before its verdict.
type row struct {
	effect data.FormatEffect
	group  *group
	member int // -1 for the mean over accounts
	belief stat.Belief
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
