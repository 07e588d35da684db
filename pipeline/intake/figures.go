package intake

import (
	"context"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// outcomesOf is what one page tells of a whole file's figures.
type outcomesOf struct {
	account data.AccountID
	file    string
	rows    []data.Outcome
}

// addFigures takes in outcomes and surveys, in the order they were read.
func (in *intake) addFigures(ctx context.Context, r lake.Reader, c *lake.Changes) error {
	if err := addOutcomes(ctx, r, c, in.outcomes); err != nil {
		return err
	}
	if len(in.surveys) > 0 {
		stored, err := lake.Rows(ctx, r, lake.SurveyCounts, nil)
		if err != nil {
			return err
		}
		if err := lake.Replace(c, lake.SurveyCounts, "", mergeSurveys(stored, in.surveys), ""); err != nil {
			return err
		}
	}
	return addAnswers(ctx, r, c, in.answers)
}

// addOutcomes takes in figures. What a file told before and does not tell any more
// goes: a figure that was struck out or renamed in it must not stay for ever.
func addOutcomes(ctx context.Context, r lake.Reader, c *lake.Changes, read []outcomesOf) error {
	if len(read) == 0 {
		return nil
	}
	rows, err := lake.Rows(ctx, r, lake.Outcomes, nil)
	if err != nil {
		return err
	}
	for _, of := range read {
		rows = slices.DeleteFunc(rows, func(o data.Outcome) bool {
			return of.file != "" && o.AccountID == of.account && o.Input == of.file
		})
		rows = append(rows, of.rows...)
	}
	if rows == nil {
		rows = []data.Outcome{}
	}
	return lake.Replace(c, lake.Outcomes, "", rows, "")
}

// addAnswers adds answers to open questions to those of their day. It accumulates,
// so it is safe only because a page is taken in once.
func addAnswers(ctx context.Context, r lake.Reader, c *lake.Changes, answers []data.SurveyAnswer) error {
	byDay := map[string][]data.SurveyAnswer{}
	for _, a := range answers {
		part := lake.SurveyAnswers.Partition(&a)
		byDay[part] = append(byDay[part], a)
	}
	for _, part := range slices.Sorted(maps.Keys(byDay)) {
		stored, err := lake.Rows(ctx, r, lake.SurveyAnswers, partition.Only(part))
		if err != nil {
			return err
		}
		sums := map[data.SurveyAnswer]int64{}
		for _, a := range append(stored, byDay[part]...) {
			n := a.N
			a.N = 0
			sums[a] += n
		}
		rows := make([]data.SurveyAnswer, 0, len(sums))
		for a, n := range sums {
			a.N = n
			rows = append(rows, a)
		}
		if err := lake.Replace(c, lake.SurveyAnswers, part, rows, ""); err != nil {
			return err
		}
	}
	return nil
}

// BySurvey splits counts by mission and survey.
func BySurvey(counts []data.SurveyCount) map[string][]data.SurveyCount {
	surveys := map[string][]data.SurveyCount{}
	for _, c := range counts {
		key := c.Mission + "\x00" + c.Survey
		surveys[key] = append(surveys[key], c)
	}
	return surveys
}

// newerReading reports whether b, read after a, is to stand instead of it: it is not of an
// earlier day, and either of the same people, read in another way, or of so many more or
// fewer that no few are told by the difference. For a reading may have been published, and is
// kept beside the newest: two that are one respondent apart are all that this one answered.
func newerReading(a, b []data.SurveyCount) bool {
	day, n := readingOf(a)
	newDay, newN := readingOf(b)
	apart := max(n-newN, newN-n)
	return day <= newDay && (day == "" || apart >= privacy.DefaultK || day == newDay && apart == 0)
}

// readingOf returns the day of a reading and how many people it counts.
func readingOf(rows []data.SurveyCount) (day string, respondents int64) {
	for _, r := range rows {
		if r.Reading == data.ReadingLatest && r.Question == "" {
			return r.ObservedOn, r.N
		}
	}
	return "", 0
}

// mergeSurveys puts readings of surveys over those that are stored.
func mergeSurveys(stored []data.SurveyCount, pages [][]data.SurveyCount) []data.SurveyCount {
	surveys := BySurvey(stored)
	for _, page := range pages {
		for key, rows := range BySurvey(page) {
			surveys[key] = mergeReading(surveys[key], rows)
		}
	}
	merged := []data.SurveyCount{}
	for _, key := range slices.Sorted(maps.Keys(surveys)) {
		merged = append(merged, surveys[key]...)
	}
	return merged
}

// mergeReading puts one reading of a survey over what is stored of it. Up to where
// open answers were taken in never goes back.
func mergeReading(stored, read []data.SurveyCount) []data.SurveyCount {
	newer := newerReading(stored, read)
	open := map[string]data.SurveyCount{}
	var merged []data.SurveyCount
	for i, r := range append(slices.Clone(stored), read...) {
		isNew := i >= len(stored)
		switch {
		case r.Reading == data.ReadingOpen:
			if old, ok := open[r.Question]; !ok || old.N < r.N {
				open[r.Question] = r
			}
		case r.Reading == data.ReadingLatest && isNew != newer:
		default:
			merged = append(merged, r)
		}
	}
	for _, q := range slices.Sorted(maps.Keys(open)) {
		merged = append(merged, open[q])
	}
	return merged
}
