package privacy

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

type ballotPlanner struct {
	now, before Ballot
	k           int64
}

// divide is the greedy search of [Partition] for people of whom each is in one group.
// The merged group comes last.
func divide(counts map[string]int64, holds func(members []string) bool) []Group {
	var all []Child
	for value, n := range counts {
		all = append(all, Child{Value: value, Replies: n})
	}
	groups, _ := policy{
		holds:     holds,
		sensitive: func(string) bool { return false },
		safe:      func([]Group) bool { return true },
	}.partition(all)
	if i := slices.IndexFunc(groups, func(g Group) bool { return g.Value == Other }); i >= 0 {
		groups = append(slices.Delete(slices.Clone(groups), i, i+1), groups[i])
	}
	return groups
}

// answers returns the groups of answers that the total shows.
func (p *ballotPlanner) answers() []Group {
	row := p.now.Rows[data.DimTotal][""]
	if p.now.Several {
		return p.apart(data.DimTotal, []Group{{Members: []string{""}}}, slices.Sorted(maps.Keys(row.Answers)))
	}
	return divide(row.Answers, func(members []string) bool {
		n, fresh := p.count(data.DimTotal, []string{""}, members)
		return n >= p.k && fresh >= p.k
	})
}

// apart returns the answers that may be shown each by itself, most given first:
// enough people of every group gave it, and enough did not.
func (p *ballotPlanner) apart(d data.Dimension, values []Group, answers []string) []Group {
	var shown []Group
	for _, a := range answers {
		holds := true
		for _, v := range values {
			n, fresh := p.count(d, v.Members, []string{a})
			not, freshNot := p.without(d, v.Members, a)
			holds = holds && n >= p.k && fresh >= p.k && not >= p.k && freshNot >= p.k
		}
		if holds {
			shown = append(shown, Group{Value: a, Members: []string{a}, Replies: p.now.Rows[data.DimTotal][""].Answers[a]})
		}
	}
	slices.SortStableFunc(shown, func(a, b Group) int { return int(b.Replies - a.Replies) })
	return shown
}

// table returns the groups of a trait and of answers in which a question may be
// broken down by it: the finest groups of people for which answers can be merged
// so that every cell holds.
func (p *ballotPlanner) table(d data.Dimension, shown []Group) (values, answers []Group) {
	answered := map[string]int64{}
	for v, row := range p.now.Rows[d] {
		answered[v] = row.Answered
	}
	values = divide(answered, func(members []string) bool {
		n, fresh := p.answered(d, members)
		return n >= p.k && fresh >= p.k
	})
	for ; len(values) > 1; values = coarser(values) {
		if p.now.Several {
			var names []string
			for _, g := range shown {
				names = append(names, g.Value)
			}
			if answers = p.apart(d, values, names); len(answers) > 0 {
				return values, answers
			}
			continue
		}
		for answers = shown; len(answers) > 1; answers = coarser(answers) {
			if p.holds(d, values, answers, shown) {
				return values, answers
			}
		}
	}
	return nil, nil
}

// coarser merges the smallest group into the others, or the two smallest.
func coarser(groups []Group) []Group {
	last := len(groups) - 1
	merged := Group{Value: Other}
	for _, g := range groups[last-1:] {
		merged.Members = append(merged.Members, g.Members...)
		merged.Replies += g.Replies
	}
	slices.Sort(merged.Members)
	return append(slices.Clone(groups[:last-1]), merged)
}

// holds reports whether a table of groups by answers may stand beside the total.
func (p *ballotPlanner) holds(d data.Dimension, values, answers, total []Group) bool {
	for _, v := range values {
		for _, a := range answers {
			if n, fresh := p.count(d, v.Members, a.Members); n < p.k || fresh < p.k {
				return false
			}
			for _, finer := range total {
				if len(finer.Members) == len(a.Members) || !slices.Contains(a.Members, finer.Members[0]) {
					continue
				}
				if _, fresh := p.count(d, v.Members, finer.Members); fresh < 1 {
					return false
				}
			}
		}
	}
	return true
}

// cells returns the figures of a table.
func (p *ballotPlanner) cells(d data.Dimension, values, answers []Group) []BallotCell {
	var cells []BallotCell
	for _, v := range values {
		answered, _ := p.answered(d, v.Members)
		for _, a := range answers {
			n, _ := p.count(d, v.Members, a.Members)
			cells = append(cells, BallotCell{Dimension: d, Value: v.Value, Answer: a.Value, N: n, Answered: answered, Values: v.Members, Answers: a.Members})
		}
	}
	return cells
}
