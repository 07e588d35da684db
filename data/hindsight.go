package data

// Answers of the columns followed and borne_out, which are empty where the question
// has no answer.
const (
	Yes = "yes"
	No  = "no"
)

// AdviceOutcome is one line of advice beside what happened in the weeks after it,
// from posts published after it only. What was said is copied from the advice as it
// was given. Logarithms are natural.
type AdviceOutcome struct {
	Period      string    `parquet:"period" doc:"ISO week the advice was given in"`
	Mission     string    `parquet:"mission" doc:"mission advised"`
	Rank        int64     `parquet:"rank" doc:"rank of the advice"`
	AccountID   AccountID `parquet:"account_id" doc:"account it was for"`
	Platform    Platform  `parquet:"platform" doc:"platform"`
	Audience    string    `parquet:"audience,optional" doc:"audience of the account"`
	Goal        string    `parquet:"goal" doc:"metric the advice was on"`
	Age         string    `parquet:"age" doc:"age class of the values"`
	Lever       string    `parquet:"lever" doc:"lever"`
	Level       string    `parquet:"level" doc:"level"`
	Verdict     Verdict   `parquet:"verdict" doc:"verdict as given"`
	Confidence  string    `parquet:"confidence" doc:"confidence as given"`
	Lift        *float64  `parquet:"lift,optional" doc:"lift as given"`
	LogStdErr   *float64  `parquet:"log_se,optional" doc:"standard error of log(lift), from the interval as given"`
	NaiveLift   *float64  `parquet:"naive_lift,optional" doc:"what a naive tool would have printed then"`
	From        string    `parquet:"from_day" doc:"first day of the posts that judge it"`
	Until       string    `parquet:"until_day" doc:"last day of the posts that judge it"`
	ScoredIn    string    `parquet:"scored_in" doc:"ISO week of as-of of the scoring"`
	ShareBefore *float64  `parquet:"share_before,optional" doc:"share of the account's posts that had the level when the advice was given"`
	ShareAfter  *float64  `parquet:"share_after,optional" doc:"the same share of posts in the weeks after"`
	Followed    string    `parquet:"followed,optional" doc:"yes or no; null where the advice asks for nothing that could be followed, or nothing was posted"`
	N           int64     `parquet:"n" doc:"posts of the level in the weeks after that have a value"`
	NOther      int64     `parquet:"n_other" doc:"other posts in the weeks after that have a value"`
	Outcome     *float64  `parquet:"outcome_lift,optional" doc:"lift from the posts of the weeks after alone; null if there are too few"`
	OutcomeSE   *float64  `parquet:"outcome_log_se,optional" doc:"standard error of log(outcome_lift)"`
	Expected    *float64  `parquet:"expected,optional" doc:"chance, by the advice as given and the error of the outcome, that the advice would be borne out"`
	BorneOut    string    `parquet:"borne_out,optional" doc:"yes or no: whether the outcome is on the side that was advised, or within the margin for no_clear_difference; null if nothing was claimed, it cannot be judged, or the outcome is exactly 1 and so on neither side"`
	Margin      *float64  `parquet:"margin,optional" doc:"lift from which a difference mattered when this was judged, for no_clear_difference; null where it was 1.2"`
	PBetter     *float64  `parquet:"p_outcome_above_1,optional" doc:"chance, by the advice as given, that the outcome would be above 1"`
	NaiveP      *float64  `parquet:"naive_p_outcome_above_1,optional" doc:"the same by the naive figure, taken at its word"`
	Model       string    `parquet:"model" doc:"version of the effects model that gave the advice"`
}
