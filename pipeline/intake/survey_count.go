package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
)

// surveyCounter counts one survey.
type surveyCounter struct {
	survey *connectors.Survey
	mask   func(string) string
	row    data.SurveyCount // what all rows have in common
	said   []trait
	rows   []data.SurveyCount
}

// trait is what each respondent says of themselves, merged where few say it.
type trait struct {
	of     data.Dimension
	values []string
}

// traits reads the traits whose values can be told apart. Of two questions on one
// trait the first counts.
func (c *surveyCounter) traits() {
	for q, question := range c.survey.Questions {
		if question.Trait == "" || slices.ContainsFunc(c.said, func(t trait) bool { return t.of == question.Trait }) {
			continue
		}
		t := trait{of: question.Trait, values: make([]string, len(c.survey.Respondents))}
		counts := map[string]int64{}
		for i := range t.values {
			t.values[i] = cmp.Or(c.value(q, i), data.NotSaid)
			counts[t.values[i]]++
		}
		common := privacy.CommonValues(counts)
		if len(common) == 0 {
			continue
		}
		for i, v := range t.values {
			if !common[v] {
				t.values[i] = data.OtherAnswer
			}
		}
		c.said = append(c.said, t)
	}
}

// value is what a respondent says of a trait; "" if nothing.
func (c *surveyCounter) value(q, respondent int) string {
	answers := c.survey.Respondents[respondent].Answers[q]
	switch {
	case len(answers) == 0:
		return ""
	case len(answers) > 1:
		return "several" // a person is counted in one group only
	case c.survey.Questions[q].Trait == data.DimAgeBand:
		return ageBand(answers[0])
	}
	return answers[0]
}

// ageBand makes a band of an age in years; bands stay as they are.
func ageBand(answer string) string {
	age, err := strconv.Atoi(strings.TrimSpace(answer))
	if err != nil || age < 0 || age > 130 {
		return answer
	}
	for _, b := range []struct {
		to   int
		name string
	}{{17, "0-17"}, {29, "18-29"}, {44, "30-44"}, {59, "45-59"}} {
		if age <= b.to {
			return b.name
		}
	}
	return "60+"
}

// question counts a closed question: in all, and by each trait unless it is one
// itself, for that would be a table of two traits.
func (c *surveyCounter) question(q int) {
	question := c.survey.Questions[q]
	chosen := make([][]string, len(c.survey.Respondents))
	counts := map[string]int64{}
	for i := range chosen {
		chosen[i] = c.survey.Respondents[i].Answers[q]
		if question.Trait != "" {
			chosen[i] = slices.DeleteFunc([]string{c.value(q, i)}, func(v string) bool { return v == "" })
		}
		for a := range distinctOf(chosen[i]) {
			counts[a]++
		}
	}
	common := privacy.CommonAnswers(counts)
	for i := range chosen {
		merged := make([]string, len(chosen[i]))
		for j, a := range chosen[i] {
			if merged[j] = data.OtherAnswer; common[a] {
				merged[j] = cmp.Or(c.mask(a), data.OtherAnswer)
			}
		}
		chosen[i] = merged
	}
	c.add(q, data.DimTotal, nil, chosen)
	if question.Trait != "" {
		return
	}
	for _, t := range c.said {
		c.add(q, t.of, t.values, chosen)
	}
}

// add adds the rows of one question and dimension. values is nil for the total.
func (c *surveyCounter) add(q int, d data.Dimension, values []string, chosen [][]string) {
	type cell struct{ value, answer string }
	counts := map[cell]int64{}
	for i, answers := range chosen {
		if len(answers) == 0 {
			continue
		}
		value := ""
		if values != nil {
			value = values[i]
		}
		counts[cell{value, ""}]++
		for a := range distinctOf(answers) {
			counts[cell{value, a}]++
		}
	}
	row := c.row
	row.Question, row.Several, row.Dimension = c.words(q), c.survey.Questions[q].Several && c.survey.Questions[q].Trait == "", d
	for at, n := range counts {
		row.Value, row.Answer, row.N = at.value, at.answer, n
		c.rows = append(c.rows, row)
	}
}

// words is the question's words as they are stored.
func (c *surveyCounter) words(q int) string { return c.mask(c.survey.Questions[q].Text) }

func distinctOf(answers []string) map[string]bool {
	set := make(map[string]bool, len(answers))
	for _, a := range answers {
		set[a] = true
	}
	return set
}
