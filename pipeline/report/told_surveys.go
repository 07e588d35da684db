package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// surveys draws the total of each question that was asked.
func (b *builder) surveys() []Part {
	type question struct{ survey, words string }
	byQuestion := map[question][]data.SurveyResult{}
	for _, r := range b.in.Surveys {
		if r.Dimension == data.DimTotal && r.Question != "" {
			q := question{r.Survey, r.Question}
			byQuestion[q] = append(byQuestion[q], r)
		}
	}
	var parts []Part
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
	if !finite(r.Share) {
		return -1
	}
	return *r.Share
}

func (b *builder) survey(survey, words string, results []data.SurveyResult, i int) Part {
	part := Part{Text: []Line{foreignText(words)}, Fold: b.word("page.numbers")}
	var rows []answerRow
	for _, r := range results[:min(len(results), answersShown)] {
		if !finite(r.Share) || r.N == nil {
			continue
		}
		name := foreignName(r.Answer)
		if r.Answer == data.OtherAnswer {
			name = b.say("mood.merged")
		}
		rows = append(rows, answerRow{name, r.Share, own(b.percent(*r.Share))})
		part.Under = b.say("told.survey_under", "survey", foreignName(survey), "answers", b.say("n.answer", "n", *r.N))
	}
	if len(rows) == 0 {
		part.Heading = capital(b.say("told.hidden"))
		return part
	}
	part.Heading = b.leads("told.leads", "answer", rows)
	part.Table = b.answerTable(part.Heading, "answer", "share", rows)
	part.Drawing = b.drawAnswers(fmt.Sprintf("survey-%d", i+1), part.Heading, rows)
	return part
}
