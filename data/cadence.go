package data

// CadenceVerdict is what is said of posting more often.
type CadenceVerdict string

// Verdicts on cadence. Gains and dilutes are under strict error control.
const (
	CadenceGains   CadenceVerdict = "gains"
	CadenceDilutes CadenceVerdict = "dilutes"
	CadenceLevel   CadenceVerdict = "no_clear_difference"
	CadenceUnclear CadenceVerdict = "unclear"
	CadenceUnknown CadenceVerdict = "not_enough_evidence"
)

// Cadence is how the typical result of an account's post goes with how many it posted
// that week, within the account.
type Cadence struct {
	Period      string         `parquet:"period" doc:"ISO week of as-of"`
	Mission     string         `parquet:"mission,optional" doc:"mission"`
	AccountID   AccountID      `parquet:"account_id" doc:"account"`
	Platform    Platform       `parquet:"platform" doc:"platform"`
	Audience    string         `parquet:"audience,optional" doc:"audience of the account"`
	Goal        string         `parquet:"goal" doc:"metric the result is counted in, settled"`
	Weeks       int64          `parquet:"weeks" doc:"weeks that were compared: with a post that has a value"`
	Posts       int64          `parquet:"posts" doc:"posts with a value in them"`
	PerWeek     *float64       `parquet:"posts_per_week,optional" doc:"posts a week over the last 13 weeks of the window, with and without a value"`
	Fewest      Count          `parquet:"fewest,optional" doc:"posts in the compared week with the fewest"`
	Most        Count          `parquet:"most,optional" doc:"posts in the compared week with the most"`
	Lift        *float64       `parquet:"lift,optional" doc:"ratio of a post's typical value when the posts of a week double; 0.5 is where the week's total no longer grows"`
	Low         *float64       `parquet:"low,optional" doc:"lower end of the 90 % interval"`
	High        *float64       `parquet:"high,optional" doc:"upper end of the 90 % interval"`
	PBetter     *float64       `parquet:"p_better,optional" doc:"probability that the lift is above 1"`
	PTotalGrows *float64       `parquet:"p_total_grows,optional" doc:"probability that the lift is above 0.5, so that the week's total grows with more posts"`
	Follow      *float64       `parquet:"follow,optional" doc:"correlation of one week's residual with the next one's, 0 to 1; the interval allows for it"`
	Verdict     CadenceVerdict `parquet:"verdict" doc:"gains, dilutes, no_clear_difference, unclear or not_enough_evidence"`
	Reason      string         `parquet:"reason" doc:"the verdict in words"`
	Warnings    []string       `parquet:"warnings,list" doc:"what limits the estimate, in words"`
	Model       string         `parquet:"model" doc:"version of the model"`
	Inputs      string         `parquet:"inputs" doc:"hash of what it was computed from"`
}
