package mood

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
)

// PublishSurveys writes what may be shown of surveys. A question is published once
// enough people answered, and again, with all its breakdowns, once so many more did
// that the difference of the two tells nothing of a few. In between it stays as it
// was published.
func PublishSurveys(ctx context.Context, r lake.Reader, c *lake.Changes, p Publishing) error {
	counts, err := lake.Rows(ctx, r, lake.SurveyCounts, nil)
	if err != nil {
		return fmt.Errorf("publish surveys: %w", err)
	}
	if len(counts) == 0 {
		return nil
	}
	shown, err := lake.Rows(ctx, r, lake.Surveys, nil)
	if err != nil {
		return fmt.Errorf("publish surveys: %w", err)
	}
	surveys := intake.BySurvey(counts)
	for _, key := range slices.Sorted(maps.Keys(surveys)) {
		rows := surveys[key]
		for _, q := range questionsOf(rows) {
			if len(q.before) == 0 && slices.ContainsFunc(shown, q.shows) {
				continue // what it was published from was lost: how many answered since is not known
			}
			q.plan(p.Rule(rows[0].Mission))
			shown = append(slices.DeleteFunc(shown, q.supersedes), q.results...)
			counts = append(slices.DeleteFunc(counts, q.rebases), q.baseline...)
		}
	}
	if shown == nil {
		shown = []data.SurveyResult{} // only open questions so far
	}
	if err := lake.Replace(c, lake.Surveys, "", shown, ""); err != nil {
		return fmt.Errorf("publish surveys: %w", err)
	}
	if err := lake.Replace(c, lake.SurveyCounts, "", counts, ""); err != nil {
		return fmt.Errorf("publish surveys: %w", err)
	}
	return nil
}

// question is one question of one survey on its way to being published.
type question struct {
	mission, survey, text string
	latest, before        []data.SurveyCount
	results               []data.SurveyResult // to be shown instead of what is
	baseline              []data.SurveyCount  // that they were counted from; nil if nothing is published now
}

// questionsOf returns the closed questions of a survey's latest reading, sorted.
func questionsOf(rows []data.SurveyCount) []*question {
	byText := map[string]*question{}
	for _, row := range rows {
		if row.Question == "" || row.Reading == data.ReadingOpen {
			continue
		}
		q := byText[row.Question]
		if q == nil {
			q = &question{mission: row.Mission, survey: row.Survey, text: row.Question}
			byText[row.Question] = q
		}
		if row.Reading == data.ReadingPublished {
			q.before = append(q.before, row)
		} else {
			q.latest = append(q.latest, row)
		}
	}
	var questions []*question
	for _, text := range slices.Sorted(maps.Keys(byText)) {
		if q := byText[text]; len(q.latest) > 0 { // else it is not asked any more, and what was shown stays
			questions = append(questions, q)
		}
	}
	return questions
}

// plan decides what is shown of the question now.
func (q *question) plan(rule privacy.Rule) {
	now := privacy.BallotOf(q.latest)
	cells, why := privacy.PlanBallot(now, privacy.BallotOf(q.before), rule)
	row := data.SurveyResult{Mission: q.mission, Survey: q.survey, ObservedOn: q.latest[0].ObservedOn, Question: q.text, Several: now.Several}
	if cells == nil {
		if len(q.before) == 0 {
			row.Dimension, row.Suppressed = data.DimTotal, why[data.DimTotal]
			q.results = append(q.results, row)
		}
		return
	}
	for _, cells := range groupCells(cells) {
		q.results = append(q.results, resultsOf(row, cells)...)
	}
	for _, d := range slices.Sorted(maps.Keys(why)) {
		hidden := row
		hidden.Dimension, hidden.Suppressed = d, why[d]
		q.results = append(q.results, hidden)
	}
	q.baseline = slices.Clone(q.latest)
	for i := range q.baseline {
		q.baseline[i].Reading = data.ReadingPublished
	}
}

// groupCells splits cells, which come in order, by group of respondents.
func groupCells(cells []privacy.BallotCell) [][]privacy.BallotCell {
	var groups [][]privacy.BallotCell
	for i, c := range cells {
		if i == 0 || c.Dimension != cells[i-1].Dimension || c.Value != cells[i-1].Value {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], c)
	}
	return groups
}

// resultsOf returns the rounded results of one group of respondents.
func resultsOf(row data.SurveyResult, cells []privacy.BallotCell) []data.SurveyResult {
	counts := make([]int64, len(cells))
	for i, c := range cells {
		counts[i] = c.N
	}
	shares := privacy.RoundShares(counts)
	results := make([]data.SurveyResult, len(cells))
	for i, c := range cells {
		if row.Several { // each is a share of its own
			shares[i] = privacy.RoundShare(c.N, c.Answered)
		}
		results[i] = row
		results[i].Dimension, results[i].Value, results[i].Answer = c.Dimension, c.Value, c.Answer
		results[i].Share, results[i].N = &shares[i], data.N(privacy.RoundPeople(c.Answered))
	}
	return results
}

// shows reports whether a shown result is of q, and not withheld.
func (q *question) shows(r data.SurveyResult) bool {
	return r.Suppressed == "" && r.Mission == q.mission && r.Survey == q.survey && r.Question == q.text
}

// supersedes reports whether a shown result makes way for those of q.
func (q *question) supersedes(r data.SurveyResult) bool {
	return len(q.results) > 0 && r.Mission == q.mission && r.Survey == q.survey && r.Question == q.text
}

// rebases reports whether a count is of the reading that q was published from
// before, while it is published from another now.
func (q *question) rebases(c data.SurveyCount) bool {
	return q.baseline != nil && c.Reading == data.ReadingPublished && c.Mission == q.mission && c.Survey == q.survey && c.Question == q.text
}
