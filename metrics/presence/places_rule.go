package presence

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// PlacesModel is the version of the decision table and its inputs.
const PlacesModel = "places/3"

// PlaceRule is one line of the decision table. An empty list accepts anything, the
// unknown as well; else the class must be one of those listed.
type PlaceRule struct {
	Posts, Audience, Growth, Result, Effort, Questions []string
	Verdict                                            data.PlaceVerdict
	Because                                            string // in words
}

// PlaceRules is the decision table: the first line that fits decides. No line that says
// pause or reduce accepts an unknown class in a column that it rests on, so missing data
// never speak against a platform.
func PlaceRules() []PlaceRule {
	few, enough := []string{"few", "none"}, []string{"enough"}
	slow := []string{"down", "level"}
	return []PlaceRule{
		{Posts: few, Audience: []string{"there"}, Verdict: data.PlaceTest, Because: "people are there, and there are too few posts so far to judge"},
		{Posts: few, Growth: []string{"up"}, Verdict: data.PlaceTest, Because: "its followers grow in number, and there are too few posts so far to judge"},
		{Posts: few, Verdict: data.PlaceUnknown, Because: "there are too few posts so far to judge"},
		{Posts: enough, Audience: []string{"small"}, Growth: slow, Result: []string{"down"}, Questions: []string{"none"}, Verdict: data.PlacePause,
			Because: "few people are there, it does not grow, posts do ever less well, and nobody asks anything"},
		{Posts: enough, Audience: []string{"small"}, Growth: slow, Effort: []string{"dear"}, Questions: []string{"none"}, Verdict: data.PlacePause,
			Because: "few people are there, it does not grow, an hour of work reaches less than half as many as elsewhere, and nobody asks anything"},
		{Posts: enough, Growth: slow, Result: []string{"down"}, Verdict: data.PlaceReduce, Because: "it does not grow, and posts do ever less well"},
		{Posts: enough, Growth: slow, Effort: []string{"dear"}, Verdict: data.PlaceReduce, Because: "it does not grow, and an hour of work reaches less than half as many as elsewhere"},
		{Posts: enough, Questions: []string{"asked"}, Verdict: data.PlaceKeep, Because: "people ask there"},
		{Posts: enough, Audience: []string{"there", "some"}, Growth: []string{"up", "level", "unclear"}, Result: []string{"up", "steady", "unclear"}, Verdict: data.PlaceKeep,
			Because: "people are there, and nothing speaks against it"},
		{Posts: enough, Audience: []string{"there", "some"}, Growth: []string{"up"}, Verdict: data.PlaceKeep, Because: "people are there, and their number grows"},
		{Posts: enough, Audience: []string{"there"}, Result: []string{"up", "steady"}, Verdict: data.PlaceKeep, Because: "people are there, and posts hold their own"},
		{Posts: enough, Audience: []string{"small"}, Growth: []string{"up"}, Verdict: data.PlaceTest, Because: "few people are there, but their number grows"},
		{Posts: enough, Verdict: data.PlaceUnknown, Because: "what is known does not decide"},
	}
}

// decide returns the first line of the table that fits, from 1.
func decide(p *data.Place) (line int, rule PlaceRule) {
	rules := PlaceRules()
	fits := func(accepted []string, is string) bool { return len(accepted) == 0 || slices.Contains(accepted, is) }
	for i, r := range rules {
		if fits(r.Posts, p.PostsAre) && fits(r.Audience, p.AudienceIs) && fits(r.Growth, p.GrowthIs) &&
			fits(r.Result, p.ResultIs) && fits(r.Effort, p.EffortIs) && fits(r.Questions, p.QuestionsAre) {
			return i + 1, r
		}
	}
	return len(rules), rules[len(rules)-1]
}
