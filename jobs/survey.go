package jobs

import (
	"context"
	"math"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// answered looks up to which respondent the answers to an open question of a
// mission's survey were taken in, committed or pending. If that cannot be read none
// are taken now; verify names the file.
func (u *Unit) answered(ctx context.Context, s *lake.Snapshot, mission string) func(survey, question string) int64 {
	return func(survey, question string) int64 {
		var most int64
		note := func(c *data.SurveyCount) {
			if c.Reading == data.ReadingOpen && c.Mission == mission && c.Survey == survey && c.Question == question {
				most = max(most, c.N)
			}
		}
		for row, err := range lake.Scan(ctx, s, lake.SurveyCounts, nil) {
			if err != nil {
				return math.MaxInt64
			}
			note(&row)
		}
		for page, err := range u.lake.Inbox().Pending(ctx, s) {
			if err != nil {
				return math.MaxInt64
			}
			for i := range page.Surveys {
				note(&page.Surveys[i])
			}
		}
		return most
	}
}
