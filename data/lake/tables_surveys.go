package lake

import (
	"github.com/digital-diplomacy/tailor/data"
)

// Tables of what people answered in surveys, all but the last in the vault.
var (
	SurveyCounts = Table[data.SurveyCount]{
		Name: "survey_counts", Version: 1, Vault: true, Doc: "respondents of a survey by answer, in all or by one trait; latest reading, and the one last published",
		Partition: undivided[data.SurveyCount],
		Compare:   data.CompareSurveyCount,
	}
	SurveyAnswers = Table[data.SurveyAnswer]{
		Name: "survey_answers", Version: 1, Vault: true, Doc: "one masked answer to an open question of a survey, by the day it was taken in",
		Partition: func(a *data.SurveyAnswer) string { return segment("day", a.IngestedOn) },
		Compare: func(a, b *data.SurveyAnswer) int {
			return compareBy(a.IngestedOn, b.IngestedOn, a.Mission, b.Mission, a.Survey, b.Survey, a.Question, b.Question,
				a.Text, b.Text, a.Language, b.Language, string(a.Topic), string(b.Topic))
		},
	}
	Surveys = Table[data.SurveyResult]{
		Name: "surveys", Version: 1, Doc: "one publishable figure of what people answered in a survey that asked for their consent",
		Partition: undivided[data.SurveyResult],
		Compare:   data.CompareSurveyResult,
	}
)
