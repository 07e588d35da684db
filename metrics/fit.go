package metrics

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Model is the version of the effects model.
const Model = "effects/1"

// Options of [Fit]. Zero fields mean the default.
type Options struct {
	AsOf     data.Clock // the period of the effects is its ISO week
	Inputs   string     // hash of the tables the frame was made from
	Goals    []string   // count metrics; default all
	Ages     []string   // default settled
	Levers   []string   // default all six
	Margin   float64    // lifts within [1/Margin, Margin] make no practical difference; default 1.2
	MinPosts int        // least posts of a level, and of the others, for more than try; default 3
}

func (o Options) withDefaults() Options {
	if len(o.Goals) == 0 {
		o.Goals = countMetrics()
	}
	if len(o.Ages) == 0 {
		o.Ages = []string{AgeSettled}
	}
	if len(o.Levers) == 0 {
		o.Levers = []string{LeverFormat, LeverLanguage, LeverTopic, LeverHour, LeverLength, LeverDevice}
	}
	if o.Margin <= 1 {
		o.Margin = 1.2
	}
	if o.MinPosts <= 0 {
		o.MinPosts = 3
	}
	return o
}

// Fit compares the levels of each lever within each account, pools the comparisons
// over accounts of one platform and audience, and gives each a verdict.
//
// Stage 1 compares within one account, goal and age (see [Frame]): a regression of
// counts with a latent rate, on the lever, month, topic and format. Posts declared
// organic are compared; if an account has none, those of unknown scope, with a
// warning; paid and mixed ones never. Stage 2 pools: an account's lift is drawn to the
// mean of all accounts, the more the less its own posts tell. Accounts of other roles
// than own inform that mean; those without an audience inform every audience.
//
// There is a row for each own account and level that it used; for formats also one
// for each level that at least two other accounts tell of; and, with an empty account,
// one for the mean over accounts where two or more inform it. Where nothing can be
// estimated the lift is null and the verdict is try. Rows are sorted by goal, age,
// platform, audience, lever, level, account, and do not depend on the frame's order.
func Fit(f *Frame, o Options) []data.FormatEffect {
	o = o.withDefaults()
	h := newHermite()
	var rows []data.FormatEffect
	all := samples(f, o.Goals, o.Ages)
	for len(all) > 0 {
		end := slices.IndexFunc(all, func(s *sample) bool {
			return s.platform != all[0].platform || s.goal != all[0].goal || s.age != all[0].age
		})
		if end < 0 {
			end = len(all)
		}
		for _, name := range o.Levers {
			for _, l := range leversOf(name, all[:end]) {
				fits := make([]*within, end)
				for i, s := range all[:end] {
					fits[i] = s.compare(l, h, o.MinPosts)
				}
				rows = append(rows, effects(l, fits, o)...)
			}
		}
		all = all[end:]
	}
	slices.SortStableFunc(rows, func(a, b data.FormatEffect) int {
		return cmp.Or(cmp.Compare(a.Goal, b.Goal), cmp.Compare(a.Age, b.Age), cmp.Compare(a.Platform, b.Platform),
			cmp.Compare(a.Audience, b.Audience), cmp.Compare(a.Lever, b.Lever), cmp.Compare(a.Level, b.Level), cmp.Compare(a.AccountID, b.AccountID))
	})
	return rows
}

// effects pools the comparisons of one lever over the accounts of each audience.
func effects(l lever, fits []*within, o Options) []data.FormatEffect {
	var audiences []string
	for _, w := range fits {
		if w.sample.role == data.RoleOwn {
			audiences = append(audiences, w.sample.audience)
		}
	}
	var rows []data.FormatEffect
	for _, audience := range slices.Compact(sortedText(audiences)) {
		var members []*within
		var levels []string
		for _, w := range fits {
			s := w.sample
			if s.audience == audience || s.role != data.RoleOwn && s.audience == "" {
				members = append(members, w)
				levels = append(levels, w.levels...)
			}
		}
		levels = slices.Compact(sortedText(levels))
		n := newNaive(members, l, levels)
		for k, level := range levels {
			if advisable(level) {
				g := &group{lever: l, level: level, audience: audience, members: members, naive: n, index: int32(k), options: o}
				rows = append(rows, g.effects()...)
			}
		}
	}
	return rows
}

// group is one level of a lever over the accounts that are pooled.
type group struct {
	lever    lever
	level    string
	audience string
	members  []*within
	naive    *naive
	index    int32 // of the level in naive
	options  Options

	estimates []estimate
	whose     []int // member of each estimate
	pool      *pool
	lift      float64         // naive
	culprits  map[bool]string // account by direction, once looked for
}

func (g *group) contrast(member int) *contrast {
	w := g.members[member]
	if k, ok := slices.BinarySearch(w.levels, g.level); ok {
		return &w.contrast[k]
	}
	var n int
	for _, c := range w.contrast {
		n += c.n
	}
	return &contrast{nOther: n}
}

func (g *group) effects() []data.FormatEffect {
	var n, other int
	for i := range g.members {
		c := g.contrast(i)
		if c.known {
			g.estimates = append(g.estimates, estimate{c.est, c.variance})
			g.whose = append(g.whose, i)
		}
		n, other = n+c.n, other+c.nOther
	}
	g.pool = newPool(g.estimates)
	g.lift = g.naive.lift(g.index, -1)
	g.culprits = map[bool]string{}
	var rows []data.FormatEffect
	for i, w := range g.members {
		c := g.contrast(i)
		if w.sample.role == data.RoleOwn && (c.n > 0 || g.lever.name == LeverFormat && len(g.estimates) >= 2) {
			rows = append(rows, g.ofAccount(i, c))
		}
	}
	if len(g.estimates) >= 2 {
		b := g.pool.mean().belief()
		e := g.row(b, n, other)
		e.Verdict = b.verdict(g.options.Margin)
		rows = append(rows, e)
	}
	return rows
}

// row fills in what account rows and the pooled row share.
func (g *group) row(b belief, n, other int) data.FormatEffect {
	s := g.members[0].sample
	e := data.FormatEffect{
		Period: g.options.AsOf.Now().Week(), Platform: s.platform, Audience: g.audience, Goal: s.goal, Age: s.age,
		Lever: g.lever.name, Level: g.level, N: int64(n), NOther: int64(other), Accounts: int64(len(g.estimates)),
		Model: Model, Inputs: g.options.Inputs,
	}
	if g.lift > 0 {
		e.NaiveLift = figure(g.lift)
	}
	if len(g.estimates) == 0 {
		return e // the prior alone is no evidence
	}
	e.Lift, e.Low, e.High = figure(math.Exp(b.mean)), figure(math.Exp(b.low)), figure(math.Exp(b.high))
	e.PBetter = figure(b.p)
	if contradicts(g.lift, b) {
		e.Alarm = g.culprit(b.mean > 0)
		if e.Alarm == "" {
			e.Warnings = append(e.Warnings, "the naive figure points the other way: months or topics differ")
		}
	}
	return e
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
func (g *group) ofAccount(member int, c *contrast) data.FormatEffect {
	w := g.members[member]
	var own *estimate
	if c.known {
		own = &estimate{c.est, c.variance}
	}
	b := g.pool.account(own).belief()
	e := g.row(b, c.n, c.nOther)
	e.AccountID, e.Mission = w.sample.account, w.sample.mission
	e.Warnings = append(e.Warnings, w.warnings...)
	if c.meanLift > 0 {
		e.MeanLift = figure(c.meanLift)
	}
	switch {
	case own != nil:
		e.OwnLift, e.OwnStdErr = figure(math.Exp(c.est)), figure(math.Sqrt(c.variance))
		e.Borrowed = figure(max(0, min(1, 1-b.variance/c.variance)))
		e.Verdict = b.verdict(g.options.Margin)
		e.Fragile = g.fragile(member, c, e.Verdict)
	case len(g.estimates) > 0:
		e.Borrowed = figure(1)
		fallthrough
	default:
		e.Verdict = data.VerdictTry
		if c.n < g.options.MinPosts || c.nOther < g.options.MinPosts {
			e.Warnings = append(e.Warnings, "not enough evidence: "+plural(c.n, "post")+" of this "+g.lever.name+", "+plural(c.nOther, "other")+"; "+
				plural(g.options.MinPosts, "post")+" of each are needed")
		}
	}
	if e.Verdict == data.VerdictTry || e.Verdict == data.VerdictLean {
		e.TryPosts = tryPosts(b, c, w.perPost, g.options.Margin)
		if short := int64(g.options.MinPosts - c.n); e.TryPosts != nil && *e.TryPosts < short {
			e.TryPosts = &short
		}
		e.TryWeeks = tryWeeks(e.TryPosts, w.perWeek)
		if e.TryWeeks != nil && *e.TryWeeks > learnable {
			e.Warnings = append(e.Warnings, "cannot be learnt from this account's posts alone within half a year")
		}
	}
	return e
}

// fragile names the post, the week and the other account without any one of which a
// firm verdict would be another, "" if there is none. Removals are one step of Newton
// in stage 1, and exact in stage 2.
func (g *group) fragile(member int, c *contrast, v data.Verdict) string {
	if v == data.VerdictLean || v == data.VerdictTry {
		return ""
	}
	flips := func(p *pool, own estimate) bool { return p.account(&own).belief().verdict(g.options.Margin) != v }
	now := estimate{c.est, c.variance}
	var found []string
	try := func(kind string, x extremes) {
		for _, r := range []struct {
			delta float64
			name  string
			when  bool
		}{{x.down, x.downName, v != data.VerdictLess}, {x.up, x.upName, v != data.VerdictMore}} {
			moved := estimate{c.est + r.delta, c.variance}
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
		if flips(g.pool.replace(g.estimates[i], nil), now) {
			found = append(found, "account "+string(g.members[g.whose[i]].sample.account))
			break
		}
	}
	return strings.Join(found, "; ")
}

// strongest returns the estimates of the eight other accounts that pull the mean most.
func (g *group) strongest(member int) []int {
	mu, _ := g.pool.mean().moments()
	pull := func(i int) float64 {
		return math.Abs(g.estimates[i].est-mu) / (g.estimates[i].variance + priorTauSD*priorTauSD)
	}
	var others []int
	for i, m := range g.whose {
		if m != member {
			others = append(others, i)
		}
	}
	slices.SortStableFunc(others, func(a, b int) int { return cmp.Compare(pull(b), pull(a)) })
	return others[:min(8, len(others))]
}

// figure rounds to six significant digits, which is more than any estimate has, so
// that a last bit of arithmetic changes no stored byte; nil if it is no number.
func figure(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	if v != 0 {
		scale := math.Pow(10, 5-math.Floor(math.Log10(math.Abs(v))))
		if r := math.Round(v*scale) / scale; !math.IsNaN(r) && !math.IsInf(r, 0) {
			v = r
		}
	}
	return &v
}
