package intake

import (
	"cmp"
	"fmt"
	"slices"
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
