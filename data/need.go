package data

// Gap is how what is asked about a topic compares with what is posted about it.
type Gap string

// Gaps. The first two are under strict error control.
const (
	GapAskedMore  Gap = "asked_more"
	GapPostedMore Gap = "posted_more"
	GapAlike      Gap = "alike"
	GapUnclear    Gap = "unclear"
	GapTooFew     Gap = "too_few"
)

// Demand is one figure of a service as the unit itself counted it: a mean, because
// what can be added up of a measure only the unit knows.
type Demand struct {
	Measure    string  `parquet:"measure" doc:"what was counted, in the unit's own words"`
	Unit       string  `parquet:"unit" doc:"unit of the value"`
	PeriodKind string  `parquet:"period_kind" doc:"week or month"`
	Periods    int64   `parquet:"periods" doc:"weeks or months of the window that have a figure"`
	Mean       float64 `parquet:"mean" doc:"mean of their figures"`
}

// Need is one topic of one mission over a window of weeks: what people ask, say in
// surveys, what the mission posts, how that is received, and what its services counted
// meanwhile. All that comes from replies and surveys is taken from the tables mood and
// surveys as they were published. The topic is null in the row of all topics together.
type Need struct {
	Period  string `parquet:"period" doc:"ISO week of as-of"`
	Mission string `parquet:"mission" doc:"mission"`
	Topic   Topic  `parquet:"topic,optional" doc:"topic; null in the row of all of them"`
	From    string `parquet:"from_day" doc:"first day of the window"`
	To      string `parquet:"to_day" doc:"last day of the window"`
	Rank    int64  `parquet:"rank" doc:"1 is the widest gap that is asked_more or posted_more; 0 for the others"`
	Gap     Gap    `parquet:"gap" doc:"asked_more, posted_more, alike, unclear or too_few"`
	GapBy   string `parquet:"gap_by,optional" doc:"questions, or survey where questions do not decide: what the posts are compared with"`
	Reason  string `parquet:"reason" doc:"the gap in words"`

	Asked        Count    `parquet:"asked,optional" doc:"questions on it that may be shown; null if none may. All topics: all questions of the window's weeks"`
	AskedOf      Count    `parquet:"asked_of,optional" doc:"all questions of the weeks whose topics may be shown"`
	AskedShare   *float64 `parquet:"asked_share,optional" doc:"asked / asked_of: a lower bound where asked_hidden is not 0"`
	AskedLow     *float64 `parquet:"asked_low,optional" doc:"lower end of its 90 % interval"`
	AskedHigh    *float64 `parquet:"asked_high,optional" doc:"upper end, with all of asked_hidden taken to be on this topic"`
	AskedHidden  Count    `parquet:"asked_hidden,optional" doc:"questions of those weeks that may be on it, too, in groups merged for safety"`
	AskedWeeks   int64    `parquet:"asked_weeks" doc:"weeks of the window whose topics may be shown"`
	Answered     Count    `parquet:"answered,optional" doc:"of asked, answered within 48 hours"`
	AnswerRate   *float64 `parquet:"answer_rate,optional" doc:"answered / asked"`
	RateLow      *float64 `parquet:"answer_rate_low,optional" doc:"lower end of its 90 % interval"`
	RateHigh     *float64 `parquet:"answer_rate_high,optional" doc:"upper end of its 90 % interval"`
	AnswerFrom   *float64 `parquet:"answer_seconds_from,optional" doc:"least of the published medians of seconds to the first answer; the median over all of the weeks is not below"`
	AnswerTo     *float64 `parquet:"answer_seconds_to,optional" doc:"greatest of them; null if in one of them half of the questions or more had no answer"`
	SurveyShare  *float64 `parquet:"survey_share,optional" doc:"share of those asked who named it, in steps of 0.05, as published"`
	SurveyN      Count    `parquet:"survey_n,optional" doc:"those who answered, rounded to 5, as published"`
	Survey       string   `parquet:"survey,optional" doc:"survey that says so"`
	Posted       int64    `parquet:"posted" doc:"own posts mainly about it, without replies and reposts"`
	PostedOf     int64    `parquet:"posted_of" doc:"own posts"`
	PostedShare  *float64 `parquet:"posted_share,optional" doc:"posted / posted_of"`
	PostedLow    *float64 `parquet:"posted_low,optional" doc:"lower end of its 90 % interval, as a habit"`
	PostedHigh   *float64 `parquet:"posted_high,optional" doc:"upper end of its 90 % interval"`
	Difference   *float64 `parquet:"difference,optional" doc:"asked_share (survey_share where gap_by is survey) - posted_share"`
	DiffLow      *float64 `parquet:"difference_low,optional" doc:"lower end of its 90 % interval"`
	DiffHigh     *float64 `parquet:"difference_high,optional" doc:"upper end; of questions, with all of asked_hidden taken to be on this topic"`
	Standing     *float64 `parquet:"standing,optional" doc:"mean place of its posts among their account's own, by result: 0 lowest, 1 highest, 0.5 as any"`
	StandingLow  *float64 `parquet:"standing_low,optional" doc:"lower end of its 90 % interval"`
	StandingHigh *float64 `parquet:"standing_high,optional" doc:"upper end of its 90 % interval"`
	StandingN    int64    `parquet:"standing_n" doc:"posts that were placed"`
	Demand       []Demand `parquet:"demand,list" doc:"outcomes told for this topic in the window, beside the rest, never as a cause or effect"`

	Missing  Missing  `parquet:"missing,optional" doc:"unknown figures and why"`
	Warnings []string `parquet:"warnings,list" doc:"what limits the comparison, in words"`
	Model    string   `parquet:"model" doc:"version of the method"`
	Inputs   string   `parquet:"inputs" doc:"hash of what it was computed from"`
}
