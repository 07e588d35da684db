package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// How many actions the first screen holds.
const topActions = 3

func byRank(a, b data.Advice) int {
	return tied(cmp.Or(cmp.Compare(a.Rank, b.Rank), byPlatform(a.Platform, b.Platform), cmp.Compare(a.AccountID, b.AccountID),
		cmp.Compare(place(levers[:], a.Lever), place(levers[:], b.Lever)), byLevel(a.Lever, a.Level, b.Level)), a, b)
}

// chosen takes the first actions. To try, or to choose the cheapest, is said once
// for a lever of an account: "try more photos, links and texts" would say nothing.
func chosen(advice []data.Advice) []data.Advice {
	type subject struct {
		account data.AccountID
		lever   string
		verdict data.Verdict
	}
	said := map[subject]bool{}
	var top []data.Advice
	for _, a := range advice {
		s := subject{a.AccountID, a.Lever, a.Verdict}
		open := a.Verdict == data.VerdictTry || a.Verdict == data.VerdictNoDifference
		if len(top) == topActions || open && said[s] {
			continue
		}
		said[s] = true
		top = append(top, a)
	}
	return top
}

// lead is the bottom line: what the week brings, in at most two sentences.
func (b *builder) lead() []voice.Line {
	top := b.top
	if len(top) == 0 {
		if !slices.ContainsFunc(b.in.Effects, func(e data.FormatEffect) bool { return shown(e.Goal) && voice.IsRatio(e.Lift) }) {
			return []voice.Line{b.Say("lead.unknown")}
		}
		return []voice.Line{b.Say("lead.quiet")}
	}
	if same(top, chosen(ranked(b.in.Previous))) {
		return []voice.Line{b.Say("lead.again")}
	}
	n := map[data.Verdict]int64{}
	for _, a := range top {
		n[a.Verdict]++
	}
	clear := n[data.VerdictMore] + n[data.VerdictLess]
	var parts []voice.Line
	for _, p := range []struct {
		id string
		n  int64
	}{{"lead.clear", clear}, {"lead.hint", n[data.VerdictLean]}, {"lead.same", n[data.VerdictNoDifference]}, {"lead.try", n[data.VerdictTry]}} {
		if p.n > 0 {
			parts = append(parts, b.Say(p.id, "n", p.n))
		}
	}
	lines := []voice.Line{b.Say("lead.brings", "list", b.List(parts))}
	switch {
	case clear == 0:
		lines = append(lines, b.Say("lead.no_clear"))
	case len(top) < topActions:
		lines = append(lines, b.Say("lead.fewer"))
	}
	return lines
}

// same reports whether the first actions are those of the period before.
func same(top, previous []data.Advice) bool {
	if len(previous) < len(top) {
		return false
	}
	return slices.EqualFunc(top, previous[:len(top)], func(a, b data.Advice) bool {
		return a.AccountID == b.AccountID && a.Platform == b.Platform && a.Lever == b.Lever && a.Level == b.Level &&
			a.Goal == b.Goal && a.Verdict == b.Verdict && a.Audience == b.Audience
	})
}

func (b *builder) actions() []page.Action {
	var actions []page.Action
	for i, a := range b.top {
		actions = append(actions, b.action(a, i+1))
	}
	return actions
}
