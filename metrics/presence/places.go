package presence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Limits of the classes that the decision table reads.
const (
	placePosts = 12 // posts with a value, and
	placeWeeks = 8  // weeks with a post, are enough

	thereShare, smallShare   = 0.10, 0.05 // of the mission's followers
	thereSurvey, smallSurvey = 0.20, 0.05 // of those asked where they follow
	levelGrowth              = 0.002      // a week: 5 % in half a year
	dearRatio                = 0.5        // of the reach per hour of the best platform
)

// PlaceInput is what is known of one mission on one platform.
type PlaceInput struct {
	Platform  data.Platform
	Accounts  []metrics.AccountPosts
	Followers map[data.AccountID][]data.AccountSnapshot // those that may be computed with
	NoFigures data.Reason                               // why followers of an account may not be computed with; "" if they may
	Borrowed  bool                                      // whether follower counts may not be kept beyond their days
	Minutes   data.Count                                // of work a post takes; nil if the settings do not say

	Questions, Answered data.Count  // nil if NoQuestions says why
	NoQuestions         data.Reason // not_collected, or suppressed where nothing may be shown by account
	QuestionWeeks       int64
	SurveyShare         *float64
	SurveyN             data.Count
	Survey              string
}

// PlacesOf returns a row for each platform of a mission, sorted by platform. goals are
// count metrics; the first that a platform's posts have a value of is its result.
// Platforms are compared by followers, by reach where it is the same metric, by answers
// and by questions; never by interactions.
func PlacesOf(mission string, inputs []PlaceInput, w metrics.Window, goals []string, margin float64) []data.Place {
	rows := make([]data.Place, len(inputs))
	growth := make([]GrowthRate, len(inputs))
	trends := make([]*stat.Belief, len(inputs))
	for i := range inputs {
		in := &inputs[i]
		r := &rows[i]
		*r = data.Place{Mission: mission, Platform: in.Platform, Accounts: int64(len(in.Accounts)), Model: PlacesModel,
			From: w.From.Day(), To: w.To.Add(-metrics.Day).Day(), Minutes: in.Minutes, Questions: in.Questions, Answered: in.Answered,
			QuestionWeeks: in.QuestionWeeks, SurveyShare: in.SurveyShare, SurveyN: in.SurveyN, Survey: in.Survey}
		in.posts(r, w, goals)
		growth[i] = in.followers(r, w)
		trends[i] = in.trend(r, w)
		if in.Questions == nil {
			r.Missing = r.Missing.With("questions", cmp.Or(in.NoQuestions, data.NotCollected))
		}
		if in.Minutes == nil {
			r.Missing = r.Missing.With("reach_per_hour", data.NotCollected)
		}
	}
	audienceShares(rows, inputs)
	for i := range rows {
		r := &rows[i]
		r.GrowthIs = growthClass(growth[i])
		r.AudienceIs = audienceClass(r)
		r.QuestionsAre = questionClass(r)
		r.ResultIs = "unknown"
		if trends[i] != nil {
			r.ResultIs = trendClass(*trends[i], margin)
		}
	}
	seasons(rows)
	efforts(rows)
	for i := range rows {
		r := &rows[i]
		line, rule := decide(r)
		r.Rule, r.Verdict = int32(line), rule.Verdict
		r.Reason = rule.Because + placeFigures(r)
		if rule.Verdict == data.PlaceTest {
			r.TryPosts = data.N(max(placePosts-r.N, placeWeeks))
		}
		if r.Verdict == data.PlaceReduce && r.QuestionsAre == "asked" {
			r.Reason += "; people ask there: go on answering"
		}
	}
	slices.SortFunc(rows, func(a, b data.Place) int { return cmp.Compare(a.Platform, b.Platform) })
	return rows
}

// placeFigures names the figures of a row in words.
func placeFigures(r *data.Place) string {
	var parts []string
	if r.FollowersShare != nil {
		parts = append(parts, fmt.Sprintf("%.0f %% of followers", 100**r.FollowersShare))
	}
	if r.SurveyShare != nil {
		parts = append(parts, fmt.Sprintf("%.0f %% of those asked follow there", 100**r.SurveyShare))
	}
	if r.Growth != nil {
		parts = append(parts, fmt.Sprintf("followers %+.2f %% a week (%+.2f to %+.2f)", 100**r.Growth, 100**r.GrowthLow, 100**r.GrowthHigh))
	}
	if r.Trend != nil {
		parts = append(parts, fmt.Sprintf("a post does %.2f times (%.2f to %.2f) what it did 13 weeks before", *r.Trend, *r.TrendLow, *r.TrendHigh))
	}
	if r.Questions != nil && *r.Questions > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d questions answered within 48 hours", *r.Answered, *r.Questions))
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}
