package data

// PlaceVerdict is what is said of being on a platform.
type PlaceVerdict string

// Verdicts on places.
const (
	PlaceKeep    PlaceVerdict = "keep"
	PlaceReduce  PlaceVerdict = "reduce"
	PlacePause   PlaceVerdict = "pause"
	PlaceTest    PlaceVerdict = "test"
	PlaceUnknown PlaceVerdict = "not_enough_evidence"
)

// Place is one platform of one mission, with all that the decision on it rests on. The
// columns posts_are to questions_are are what the decision table is read with; the
// figures beside them are where these come from.
type Place struct {
	Period   string       `parquet:"period" doc:"ISO week of as-of"`
	Mission  string       `parquet:"mission" doc:"mission"`
	Platform Platform     `parquet:"platform" doc:"platform"`
	Verdict  PlaceVerdict `parquet:"verdict" doc:"keep, reduce, pause, test or not_enough_evidence"`
	Rule     int32        `parquet:"rule" doc:"line of the decision table that decided, from 1"`
	Reason   string       `parquet:"reason" doc:"the line in words, with this platform's figures"`

	PostsAre     string `parquet:"posts_are" doc:"enough, few or none"`
	AudienceIs   string `parquet:"audience_is" doc:"there, some, small or unknown: share of the mission's followers, or of those asked where they follow"`
	GrowthIs     string `parquet:"growth_is" doc:"up, level, down, unclear or unknown: followers"`
	ResultIs     string `parquet:"result_is" doc:"up, steady, down, unclear or unknown: a post's typical result, on this platform's own scale"`
	EffortIs     string `parquet:"effort_is" doc:"dear, fair, unclear or unknown: reach per staff hour against the mission's best platform with the same metric"`
	QuestionsAre string `parquet:"questions_are" doc:"asked, none or unknown"`

	From           string   `parquet:"from_day" doc:"first day of the window"`
	To             string   `parquet:"to_day" doc:"last day of the window"`
	Accounts       int64    `parquet:"accounts" doc:"the mission's accounts on the platform"`
	Posts          int64    `parquet:"posts" doc:"posts in the window, without replies and reposts"`
	PerWeek        *float64 `parquet:"posts_per_week,optional" doc:"posts a week of the window, from the first post on that is known"`
	Followers      Count    `parquet:"followers,optional" doc:"latest followers, subscribers or page likes of the accounts together; null if one is not known or may not be kept"`
	FollowersShare *float64 `parquet:"followers_share,optional" doc:"share of the mission's followers on all its platforms; null if one of them is not known. People may follow on several"`
	Growth         *float64 `parquet:"growth_weekly,optional" doc:"mean weekly growth of followers, 0.01 is 1 %"`
	GrowthLow      *float64 `parquet:"growth_low,optional" doc:"lower end of its 90 % interval"`
	GrowthHigh     *float64 `parquet:"growth_high,optional" doc:"upper end of its 90 % interval"`
	Goal           string   `parquet:"goal,optional" doc:"metric of the result, settled"`
	N              int64    `parquet:"n" doc:"posts with a value of it"`
	Typical        *float64 `parquet:"typical,optional" doc:"median of it"`
	TypicalLow     *float64 `parquet:"typical_low,optional" doc:"lower end of its 90 % interval"`
	TypicalHigh    *float64 `parquet:"typical_high,optional" doc:"upper end of its 90 % interval"`
	Trend          *float64 `parquet:"trend,optional" doc:"ratio of the typical result to that of 13 weeks earlier, within account"`
	TrendLow       *float64 `parquet:"trend_low,optional" doc:"lower end of its 90 % interval"`
	TrendHigh      *float64 `parquet:"trend_high,optional" doc:"upper end of its 90 % interval"`
	ReachMetric    string   `parquet:"reach_metric,optional" doc:"which metric the next columns are in: platforms with the same one can be compared"`
	Reach          *float64 `parquet:"reach_per_post,optional" doc:"median of it over posts"`
	ReachLow       *float64 `parquet:"reach_low,optional" doc:"lower end of its 90 % interval"`
	ReachHigh      *float64 `parquet:"reach_high,optional" doc:"upper end of its 90 % interval"`
	Minutes        Count    `parquet:"minutes_per_post,optional" doc:"staff minutes a post takes, from the settings"`
	PerHour        *float64 `parquet:"reach_per_hour,optional" doc:"reach per post over hours per post"`
	Questions      Count    `parquet:"questions,optional" doc:"questions asked there in the weeks that may be shown by account"`
	Answered       Count    `parquet:"answered,optional" doc:"those answered within 48 hours"`
	QuestionWeeks  int64    `parquet:"question_weeks" doc:"weeks of the window whose questions may be shown by account"`
	SurveyShare    *float64 `parquet:"survey_share,optional" doc:"share of those asked who follow there, in steps of 0.05, as published"`
	SurveyN        Count    `parquet:"survey_n,optional" doc:"those who answered, rounded to 5, as published"`
	Survey         string   `parquet:"survey,optional" doc:"survey that says so"`
	TryPosts       Count    `parquet:"try_posts,optional" doc:"posts that would be enough to judge, for test"`
	Missing        Missing  `parquet:"missing,optional" doc:"unknown figures and why"`
	Warnings       []string `parquet:"warnings,list" doc:"what limits the decision, in words"`
	Model          string   `parquet:"model" doc:"version of the decision table"`
	Inputs         string   `parquet:"inputs" doc:"hash of what it was computed from"`
}
