package privacy

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// Ballot is how respondents of a survey answered one question, in all and by value
// of each trait. Answers and values that few gave are merged into [Other] already.
type Ballot struct {
	Several bool                                       // one may give several answers
	Rows    map[data.Dimension]map[string]GroupAnswers // the total has the one value ""
}

// GroupAnswers counts what one group of respondents answered.
type GroupAnswers struct {
	Answered int64            // respondents who answered
	Answers  map[string]int64 // respondents by answer
}

// BallotOf reads the counts of one question. Rows of other questions must not be
// among them.
func BallotOf(counts []data.SurveyCount) Ballot {
	b := Ballot{Rows: map[data.Dimension]map[string]GroupAnswers{}}
	for _, c := range counts {
		b.Several = b.Several || c.Several
		if b.Rows[c.Dimension] == nil {
			b.Rows[c.Dimension] = map[string]GroupAnswers{}
		}
		t := b.Rows[c.Dimension][c.Value]
		if t.Answers == nil {
			t.Answers = map[string]int64{}
		}
		if c.Answer == "" {
			t.Answered += c.N
		} else {
			t.Answers[c.Answer] += c.N
		}
		b.Rows[c.Dimension][c.Value] = t
	}
	return b
}

// BallotCell is a published figure: of the Answered in a group of respondents, so
// many gave one of some answers. Both counts are exact: round them before they are
// shown.
type BallotCell struct {
	Dimension data.Dimension
	Value     string
	Answer    string
	N         int64
	Answered  int64

	Values, Answers []string // what the group and the answer hold
}

// PlanBallot returns what may be published of a question now, and for each trait
// that may not be shown why. before is the question as it stood when it was last
// published; its zero value if it never was. Nil cells say that the question as a
// whole must wait, whatever was published of it stays.
//
// With K the rule's threshold it promises: no set of respondents whose number
// follows exactly, by adding and subtracting, from published cells of the total and
// of one trait, now and at all earlier publications, has fewer than K people in it.
//
//   - Answers divide the respondents. Each that is shown was given by K; the others
//     merge, and take the smallest with them while they are fewer than K. If all
//     that were given by fewer than K were given by fewer than K together, they are
//     left out instead, as if these people had not answered: no cell holds them. A
//     lone answer is not shown: it would tell what everybody said.
//   - A trait is shown as a table of groups by answers in which every cell has K
//     people; groups and answers merge until that holds. Where the total shows
//     answers apart that the trait merges, every group gave each of them: else the
//     empty cells would let parts of the total be subtracted.
//   - All this holds for those who came since the last publication by themselves,
//     too. A set that can be told holds either some of these, and so K people, or
//     was to be told before.
//
// Of a question with several answers each is shown by itself if K gave it and K did
// not, in every group. The promise then is for one answer at a time.
func PlanBallot(now, before Ballot, rule Rule) (cells []BallotCell, why map[data.Dimension]string) {
	p := ballotPlanner{before: before, k: Threshold(Rule{K: rule.K, Protected: rule.Protected}, data.DimTotal)}
	p.now = now.withoutRare(p.k)
	why = map[data.Dimension]string{}
	total := []Group{{Members: []string{""}}}
	shown := p.answers()
	cells = p.cells(data.DimTotal, total, shown)
	for _, d := range data.Traits() {
		if len(now.Rows[d]) == 0 {
			continue
		}
		values, answers := p.table(d, shown)
		if values == nil {
			why[d] = TooFew
			continue
		}
		cells = append(cells, p.cells(d, values, answers)...)
	}
	if len(shown) == 0 {
		return nil, map[data.Dimension]string{data.DimTotal: TooFew}
	}
	return cells, why
}

// withoutRare returns the ballot without those whose answers fewer than k gave, if
// they are fewer than k together.
func (b Ballot) withoutRare(k int64) Ballot {
	rare := map[string]bool{}
	var people int64
	for answer, n := range b.Rows[data.DimTotal][""].Answers {
		if n < k {
			rare[answer] = true
			people += n
		}
	}
	if b.Several || people == 0 || people >= k {
		return b
	}
	out := Ballot{Rows: map[data.Dimension]map[string]GroupAnswers{}}
	for d, groups := range b.Rows {
		out.Rows[d] = map[string]GroupAnswers{}
		for value, g := range groups {
			kept := GroupAnswers{Answered: g.Answered, Answers: map[string]int64{}}
			for answer, n := range g.Answers {
				if rare[answer] {
					kept.Answered -= n
				} else {
					kept.Answers[answer] = n
				}
			}
			out.Rows[d][value] = kept
		}
	}
	return out
}

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

// count returns how many of some groups gave some answers, and how many of these at
// least are new since the question was last published.
func (p *ballotPlanner) count(d data.Dimension, values, answers []string) (n, fresh int64) {
	for _, v := range values {
		for _, a := range answers {
			n += p.now.Rows[d][v].Answers[a]
		}
	}
	return n, n - p.old(d, values, func(t GroupAnswers) int64 {
		var sum int64
		for a, n := range t.Answers {
			if p.meets(d, answers, a) {
				sum += n
			}
		}
		return sum
	})
}

// answered does the same for all who answered.
func (p *ballotPlanner) answered(d data.Dimension, values []string) (n, fresh int64) {
	for _, v := range values {
		n += p.now.Rows[d][v].Answered
	}
	return n, n - p.old(d, values, func(t GroupAnswers) int64 { return t.Answered })
}

// without does the same for those who did not give an answer.
func (p *ballotPlanner) without(d data.Dimension, values []string, answer string) (n, fresh int64) {
	for _, v := range values {
		n += p.now.Rows[d][v].Answered - p.now.Rows[d][v].Answers[answer]
	}
	return n, n - p.old(d, values, func(t GroupAnswers) int64 { return t.Answered - t.Answers[answer] })
}

// old sums up the groups of the last publication that may have people of values in
// them. What was merged then may be named now, so it is counted with whatever it
// could be part of: people are rather taken to have been there already.
func (p *ballotPlanner) old(d data.Dimension, values []string, of func(GroupAnswers) int64) int64 {
	var sum int64
	for v, t := range p.then(d) {
		_, named := p.now.Rows[d][v]
		if overlaps(values, v, named, func(have string) bool { _, ok := p.then(d)[have]; return ok }) {
			sum += of(t)
		}
	}
	return sum
}

// then returns the groups of a trait at the last publication. Where too few could be
// told apart for any, all who answered are one.
func (p *ballotPlanner) then(d data.Dimension) map[string]GroupAnswers {
	if total, ok := p.before.Rows[data.DimTotal][""]; ok && len(p.before.Rows[d]) == 0 {
		return map[string]GroupAnswers{Other: total}
	}
	return p.before.Rows[d]
}

// meets reports whether people who gave an answer of the last publication may have
// given one of answers.
func (p *ballotPlanner) meets(d data.Dimension, answers []string, then string) bool {
	named := false
	for _, row := range p.now.Rows[d] {
		if _, ok := row.Answers[then]; ok {
			named = true
		}
	}
	return overlaps(answers, then, named, func(have string) bool {
		for _, row := range p.then(d) {
			if _, ok := row.Answers[have]; ok {
				return true
			}
		}
		return false
	})
}

// overlaps reports whether what then was called one thing may be among members now:
// it has its name, or what it is called now or was called then is the merged rest.
func overlaps(members []string, then string, named bool, known func(string) bool) bool {
	for _, m := range members {
		switch {
		case m == then:
			return true
		case then == Other && !known(m): // named since
			return true
		case m == Other && !named: // merged since
			return true
		}
	}
	return false
}

// RoundShares rounds counts that divide a whole to shares in steps of 0.05 that sum
// to 1, by largest remainders; of equal ones the first is rounded up.
func RoundShares(counts []int64) []float64 {
	var sum int64
	for _, n := range counts {
		sum += n
	}
	shares := make([]float64, len(counts))
	if sum <= 0 {
		return shares
	}
	steps, rest, left := make([]int64, len(counts)), make([]int64, len(counts)), int64(20)
	for i, n := range counts {
		steps[i], rest[i] = 20*n/sum, 20*n%sum
		left -= steps[i]
	}
	for ; left > 0; left-- {
		most := 0
		for i := range rest {
			if rest[i] > rest[most] {
				most = i
			}
		}
		steps[most]++
		rest[most] = -1
	}
	for i := range steps {
		shares[i] = float64(steps[i]) / 20
	}
	return shares
}

// RoundShare rounds one share to steps of 0.05, halves up.
func RoundShare(n, of int64) float64 {
	if of <= 0 {
		return 0
	}
	return float64((40*n+of)/(2*of)) / 20
}

// RoundPeople rounds a number of people to steps of 5, halves up.
func RoundPeople(n int64) int64 { return (2*n + 5) / 10 * 5 }
