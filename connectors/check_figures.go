package connectors

import (
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// figures checks what a page holds beside posts: outcomes and surveys.
func (c checker) figures(p *Page) {
	p.Outcomes = keep(p, p.Outcomes, func(o *data.Outcome) (string, string) {
		repair(&o.Measure, &o.Topic, &o.Unit, &o.About)
		return c.outcome(o)
	})
	p.Surveys = keep(p, p.Surveys, c.survey)
}

func (c checker) outcome(o *data.Outcome) (field, why string) {
	if o.AccountID != c.account.ID {
		return "account_id", "is another account's"
	}
	if o.Mission != c.account.Mission {
		return "mission", "is another account's"
	}
	return o.Validate(c.now)
}

func (c checker) survey(s *Survey) (field, why string) {
	if s.Name == "" {
		return "survey", "has no name"
	}
	if _, err := time.Parse(time.DateOnly, s.ObservedOn); err != nil {
		return "observed_on", "is not a day like 2026-05-31"
	}
	repair(&s.Name)
	for i := range s.Questions {
		repair(&s.Questions[i].Text)
		if s.Questions[i].Text == "" {
			return "question", "has no words"
		}
	}
	for i := range s.Respondents {
		answers := s.Respondents[i].Answers
		if len(answers) != len(s.Questions) {
			return "answers", fmt.Sprintf("are not %d in every row", len(s.Questions))
		}
		for j := range answers {
			for k := range answers[j] {
				repair(&answers[j][k])
			}
		}
	}
	return "", ""
}
