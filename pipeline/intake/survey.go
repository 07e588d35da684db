package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// figures turns surveys into counts and masks the words of outcomes.
func (s *Stripper) figures(p *data.Page, raw *connectors.Page) {
	p.Outcomes, p.OutcomesOf = raw.Outcomes, raw.OutcomesOf
	for i := range p.Outcomes {
		o := &p.Outcomes[i]
		for _, text := range []*string{&o.Measure, &o.Topic, &o.Unit, &o.About} {
			*text = s.Masker.Mask(*text)
		}
	}
	for i := range raw.Surveys {
		s.survey(p, &raw.Surveys[i])
	}
}

// survey counts what the respondents of a survey answered. A survey of fewer than
// [privacy.DefaultK] leaves nothing but a note.
func (s *Stripper) survey(p *data.Page, raw *connectors.Survey) {
	if n := len(raw.Respondents); n < privacy.DefaultK {
		p.Notes = append(p.Notes, data.Note{AccountID: p.Account, Input: p.Input,
			What: fmt.Sprintf("survey %s: fewer than %d people answered; nothing of it is kept until there are more", raw.Name, privacy.DefaultK)})
		return
	}
	c := surveyCounter{survey: raw, mask: s.Masker.Mask, row: data.SurveyCount{Mission: s.Account.Mission, Survey: raw.Name,
		Reading: data.ReadingLatest, ObservedOn: raw.ObservedOn, Dimension: data.DimTotal}}
	all := c.row
	all.N = int64(len(raw.Respondents))
	c.rows = append(c.rows, all)
	c.traits()
	for q := range raw.Questions {
		if raw.Questions[q].Open {
			s.open(p, &c, q)
		} else {
			c.question(q)
		}
	}
	slices.SortFunc(c.rows, func(a, b data.SurveyCount) int { return data.CompareSurveyCount(&a, &b) })
	p.Surveys = append(p.Surveys, c.rows...)
	slices.SortFunc(p.Answers, compareAnswers) // the order must not tell who answered what
}

// open takes in the answers to an open question that those gave who came since it
// was last taken in, once there are enough of them that an answer to one question
// cannot be told to come from who answered another.
func (s *Stripper) open(p *data.Page, c *surveyCounter, q int) {
	question := c.words(q)
	var before int64
	if s.Answered != nil {
		before = s.Answered(c.survey.Name, question)
	}
	n := int64(len(c.survey.Respondents))
	if n-before < privacy.DefaultK {
		return
	}
	counts := map[string]int64{}
	for _, r := range c.survey.Respondents[before:] {
		if text := strings.TrimSpace(s.Masker.Mask(strings.Join(r.Answers[q], "; "))); text != "" {
			counts[text]++
		}
	}
	for text, n := range counts {
		a := data.SurveyAnswer{Mission: s.Account.Mission, Survey: c.survey.Name, Question: question, IngestedOn: s.Clock.Day(), Text: text, N: n}
		a.Language = sentiment.Detect(text).Tag
		a.Topic, _ = s.Topics.Topics(text, a.Language)
		p.Answers = append(p.Answers, a)
	}
	taken := c.row
	taken.Reading, taken.Question, taken.N = data.ReadingOpen, question, n
	c.rows = append(c.rows, taken)
}

func compareAnswers(a, b data.SurveyAnswer) int {
	return cmp.Or(cmp.Compare(a.Survey, b.Survey), cmp.Compare(a.Question, b.Question), cmp.Compare(a.Text, b.Text))
}

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
