package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// panelKey is what one chart of ratios holds: the levels of one lever on one
// account, for one metric at one age. They are never mixed.
type panelKey struct {
	platform  data.Platform
	account   data.AccountID
	audience  string
	lever     string
	goal, age string
}

type panel struct {
	key  panelKey
	rows []data.FormatEffect
}

// panelsOf groups and sorts the effects that a report may show: rates per follower
// or view and net sentiment stay in the tables.
func panelsOf(effects []data.FormatEffect) []panel {
	groups := map[panelKey][]data.FormatEffect{}
	for _, e := range effects {
		if shown(e.Goal) {
			k := panelKey{e.Platform, e.AccountID, e.Audience, e.Lever, e.Goal, e.Age}
			groups[k] = append(groups[k], e)
		}
	}
	panels := make([]panel, 0, len(groups))
	for k, rows := range groups {
		slices.SortFunc(rows, func(a, b data.FormatEffect) int {
			return tied(cmp.Or(byLevel(k.lever, a.Level, b.Level), cmp.Compare(a.Period, b.Period)), a, b)
		})
		panels = append(panels, panel{k, rows})
	}
	slices.SortFunc(panels, func(a, b panel) int { return byPanel(a.key, b.key) })
	return panels
}

func byPanel(a, b panelKey) int {
	return cmp.Or(byPlatform(a.platform, b.platform),
		cmp.Compare(order(a.account == ""), order(b.account == "")), cmp.Compare(a.account, b.account),
		cmp.Compare(place(levers[:], a.lever), place(levers[:], b.lever)), cmp.Compare(a.lever, b.lever),
		cmp.Compare(place(goals[:], a.goal), place(goals[:], b.goal)), cmp.Compare(a.goal, b.goal),
		cmp.Compare(place(ages[:], a.age), place(ages[:], b.age)), cmp.Compare(a.age, b.age), cmp.Compare(a.audience, b.audience))
}

func order(last bool) int {
	if last {
		return 1
	}
	return 0
}

// shown reports whether a metric belongs on the page.
func shown(goal string) bool { return !strings.HasPrefix(goal, "er_") && goal != "net_sentiment" }

// split chooses one chart per account and lever: the first goal and age of which
// anything is known. Those of formats stand in the open; pooled ones are drawn only
// where a platform has no chart of its own account, and in the open only if the
// mission is on that platform. The others follow, clear findings first.
func (b *builder) split(all []panel) (open, folded []panel) {
	own := map[data.Platform]bool{}
	for _, p := range all {
		own[p.key.platform] = own[p.key.platform] || p.key.account != ""
	}
	here := func(platform data.Platform) bool {
		return own[platform] || len(b.in.Accounts) == 0 ||
			slices.ContainsFunc(b.in.Accounts, func(a data.Account) bool { return a.Platform == platform })
	}
	for _, p := range firsts(all) {
		switch {
		case p.key.account == "" && own[p.key.platform]:
		case p.key.lever == "format" && here(p.key.platform):
			open = append(open, p)
		case known(p):
			folded = append(folded, p)
		}
	}
	slices.SortStableFunc(folded, func(a, b panel) int {
		clearA, _ := tally([]panel{a})
		clearB, _ := tally([]panel{b})
		return cmp.Compare(order(clearA == 0), order(clearB == 0))
	})
	return open, folded
}

// firsts takes of each account and lever the first goal and age of which anything is known.
func firsts(all []panel) []panel {
	type subject struct {
		platform data.Platform
		account  data.AccountID
		lever    string
	}
	best := map[subject]int{}
	for i, p := range all {
		s := subject{p.key.platform, p.key.account, p.key.lever}
		if j, ok := best[s]; !ok || !known(all[j]) && known(p) {
			best[s] = i
		}
	}
	var out []panel
	for i, p := range all {
		if best[subject{p.key.platform, p.key.account, p.key.lever}] == i {
			out = append(out, p)
		}
	}
	return out
}

func known(p panel) bool {
	return slices.ContainsFunc(p.rows, func(e data.FormatEffect) bool { return voice.IsRatio(e.Lift) })
}

// ends collects everything that is drawn on the shared scale.
func ends(panels []panel) []float64 {
	var v []float64
	for _, p := range panels {
		for _, e := range p.rows {
			for _, x := range []*float64{e.Lift, e.Low, e.High, e.NaiveLift} {
				if voice.IsRatio(x) {
					v = append(v, *x)
				}
			}
		}
	}
	return v
}

func tally(panels []panel) (clear, all int) {
	for _, p := range panels {
		all += len(p.rows)
		for _, e := range p.rows {
			if isClear(e.Verdict) {
				clear++
			}
		}
	}
	return clear, all
}
