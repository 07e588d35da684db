package data

// GoalState is how a goal stands. All but the last two are under strict error control.
type GoalState string

// States of goals.
const (
	GoalReached GoalState = "reached" // at or beyond its target
	GoalCloser  GoalState = "closer"  // moved towards the target since the baseline; whether it was reached is not sure
	GoalFarther GoalState = "farther" // moved away from it
	GoalOpen    GoalState = "open"    // no clear change since the baseline
	GoalUnknown GoalState = "unknown" // cannot be told; reason says why
)

// Why a goal cannot be told.
const (
	GoalNoMetric   = "metric"    // nothing of posts or answers is counted that way
	GoalNoTarget   = "target"    // no target was set
	GoalNoAccount  = "account"   // no own account has its audience
	GoalFewBefore  = "baseline"  // too few posts or questions in the weeks of the baseline
	GoalFewNow     = "now"       // too few in the latest weeks
	GoalTooEarly   = "early"     // the latest weeks are still those of the baseline
	GoalBroken     = "break"     // the platform counts differently since
	GoalUnstable   = "unstable"  // the comparison found no stable numbers
	GoalNotStarted = "not_begun" // it is to begin later
)

// GoalAccount is one account that a goal is followed on.
type GoalAccount struct {
	AccountID AccountID `parquet:"account_id" doc:"own account"`
	Platform  Platform  `parquet:"platform" doc:"platform"`
	BasePosts int64     `parquet:"base_posts" doc:"posts of the baseline with a settled value"`
	Base      float64   `parquet:"base" doc:"their median"`
	NowPosts  int64     `parquet:"now_posts" doc:"posts of the latest weeks with a settled value"`
	Now       float64   `parquet:"now" doc:"their median"`
}

// GoalProgress is where one goal of the settings stands at one mission: the typical post
// of the latest weeks beside that of the weeks before the goal was set; for answer_rate,
// the published questions of those weeks.
type GoalProgress struct {
	Period   string `parquet:"period" doc:"ISO week of as-of"`
	Mission  string `parquet:"mission" doc:"mission"`
	Goal     string `parquet:"goal" doc:"goal as the settings call it"`
	Audience string `parquet:"audience,optional" doc:"audience it is about; null for all"`
	Metric   string `parquet:"metric" doc:"metric it is measured by"`
	Target   string `parquet:"target,optional" doc:"change like +20%, or a number, as set"`
	By       string `parquet:"by_day,optional" doc:"day it shall be reached by"`

	BaseFrom  string   `parquet:"base_from,optional" doc:"first day of the baseline"`
	BaseTo    string   `parquet:"base_to,optional" doc:"last day of the baseline"`
	BaseFirst bool     `parquet:"base_first_weeks" doc:"whether the baseline is the first weeks that have a value, because those before the goal was set have too few"`
	BasePosts int64    `parquet:"base_n" doc:"posts of the baseline with a settled value; for answer_rate questions"`
	Base      *float64 `parquet:"base,optional" doc:"their median; for answer_rate the share answered"`
	NowFrom   string   `parquet:"now_from,optional" doc:"first day of the latest weeks"`
	NowTo     string   `parquet:"now_to,optional" doc:"last day of the latest weeks"`
	NowPosts  int64    `parquet:"now_n" doc:"posts of the latest weeks with a settled value; for answer_rate questions"`
	Now       *float64 `parquet:"now,optional" doc:"their median; for answer_rate the share answered"`

	Accounts []GoalAccount `parquet:"accounts,list" doc:"accounts that have enough posts in both; empty for answer_rate"`
	Left     []string      `parquet:"accounts_left_out,list" doc:"accounts of the audience that have not, or count differently since"`

	Change   *float64 `parquet:"change,optional" doc:"ratio of the typical post now to the baseline's, within accounts; for answer_rate of the shares"`
	Low      *float64 `parquet:"change_low,optional" doc:"lower end of its 90 % interval"`
	High     *float64 `parquet:"change_high,optional" doc:"upper end of its 90 % interval"`
	Needed   *float64 `parquet:"needed,optional" doc:"ratio to the baseline that the target asks for"`
	PCloser  *float64 `parquet:"p_closer,optional" doc:"chance that it moved towards the target"`
	PReached *float64 `parquet:"p_reached,optional" doc:"chance that it is at or beyond the target"`

	State  GoalState `parquet:"state" doc:"reached, closer, farther, open or unknown; the first three at odds of 39 to one"`
	Reason string    `parquet:"reason,optional" doc:"why it is unknown"`
	Model  string    `parquet:"model" doc:"version of the method"`
	Inputs string    `parquet:"inputs" doc:"hash of what it was computed from"`
}
