package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// surveys draws the total of each question that was asked.
func (b *builder) surveys() []page.Part {
	type question struct{ survey, words string }
	byQuestion := map[question][]data.SurveyResult{}
	for _, r := range b.in.Surveys {
		if r.Dimension == data.DimTotal && r.Question != "" {
			q := question{r.Survey, r.Question}
			byQuestion[q] = append(byQuestion[q], r)
		}
	}
	var parts []page.Part
	questions := make([]question, 0, len(byQuestion))
	for q := range byQuestion {
		questions = append(questions, q)
	}
	slices.SortFunc(questions, func(a, c question) int { return cmp.Or(cmp.Compare(a.survey, c.survey), cmp.Compare(a.words, c.words)) })
	for i, q := range questions {
		results := byQuestion[q]
		slices.SortFunc(results, func(a, c data.SurveyResult) int {
			return cmp.Or(cmp.Compare(share(c), share(a)), cmp.Compare(a.Answer, c.Answer))
		})
		parts = append(parts, b.survey(q.survey, q.words, results, i))
	}
	return parts
}

func share(r data.SurveyResult) float64 {
	if !voice.Finite(r.Share) {
		return -1
	}
	return *r.Share
}

func (b *builder) survey(survey, words string, results []data.SurveyResult, i int) page.Part {
	part := page.Part{Text: []voice.Line{voice.ForeignText(words)}, Fold: b.Word("page.numbers")}
	var rows []chart.AnswerRow
	for _, r := range results[:min(len(results), answersShown)] {
		if !voice.Finite(r.Share) || r.N == nil {
			continue
		}
		name := voice.ForeignName(r.Answer)
		if r.Answer == data.OtherAnswer {
			name = b.Say("mood.merged")
		}
		rows = append(rows, chart.AnswerRow{Name: name, Share: r.Share, Number: voice.Own(b.Percent(*r.Share))})
		part.Under = b.Say("told.survey_under", "survey", voice.ForeignName(survey), "answers", b.Say("n.answer", "n", *r.N))
	}
	if len(rows) == 0 {
		part.Heading = voice.Capital(b.Say("told.hidden"))
		return part
	}
	part.Heading = b.leads("told.leads", "answer", rows)
	part.Table = b.answerTable(part.Heading, "answer", "share", rows)
	part.Drawing = chart.Answers(b.Voice, fmt.Sprintf("survey-%d", i+1), part.Heading, rows)
	return part
}
