package privacy

import "github.com/digital-diplomacy/tailor/data"

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
