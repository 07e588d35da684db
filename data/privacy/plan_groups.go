package privacy

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// total returns the one group of a mission's total if it may be shown.
func (p *planner) total(weeks []string) (groups []Group, unauthored bool, why string) {
	c := p.crowd(data.DimTotal, weeks, anyValue)
	groups = []Group{{Members: []string{""}, Replies: c.replies}}
	switch {
	case p.rule.holds(data.DimTotal, c):
		return groups, false, ""
	case p.unauthored(weeks):
		return groups, true, ""
	}
	return nil, false, TooFew
}

// covered returns those of weeks that published totals consist of, and the weeks
// of each of these totals: a total lies within weeks or is left out.
func (p *planner) covered(weeks []string) (covered []string, totals [][]string) {
	for _, total := range p.totals {
		if !slices.ContainsFunc(total, func(w string) bool { return !slices.Contains(weeks, w) }) {
			covered = append(covered, total...)
			totals = append(totals, total)
		}
	}
	slices.Sort(covered)
	return covered, totals
}

// groups returns the groups of a breakdown over weeks if it may be shown.
func (p *planner) groups(kind string, d data.Dimension, weeks []string, totals [][]string) ([]Group, string) {
	for _, w := range weeks {
		if !p.weeks[w].whole[d] {
			return nil, TooFew // some replies have no value here, and would be the difference
		}
	}
	if len(weeks) == 0 {
		return nil, TooFew
	}
	return policy{
		holds: func(members []string) bool { return p.rule.holds(d, p.crowd(d, weeks, among(members))) },
		sensitive: func(v string) bool {
			return d == data.DimTopic && kind != KindQuarter && data.Topic(v).Sensitive()
		},
		safe: func(groups []Group) bool {
			return p.safeBeside(p.rule, d, totals, groups) && p.safeBeside(p.rule, d, singly(weeks), groups)
		},
	}.partition(p.children(d, weeks))
}

// singly returns each week as a total of its own. How a mission answers is shown
// for its total in every week, so questions and answers can be subtracted by week
// even where opinions were published by month.
func singly(weeks []string) [][]string {
	each := make([][]string, len(weeks))
	for i := range weeks {
		each[i] = weeks[i : i+1]
	}
	return each
}
