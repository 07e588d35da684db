package data

// MaturitySum is what the posts of one platform and month teach of how a metric's
// count grows with age: integer sums over posts that were not paid for and whose
// count at 28 days is known and at least 10. Sums of equal platform, metric and age
// add up column by column, whatever the split of the posts; no sum goes beyond the
// largest int64.
type MaturitySum struct {
	Platform    Platform `parquet:"platform" doc:"platform"`
	Month       string   `parquet:"month" doc:"month of publishing of the posts, like 2026-02"`
	Metric      string   `parquet:"metric" doc:"metric id of the dictionary, of unit count"`
	AgeHours    int64    `parquet:"age_hours" doc:"age t in hours"`
	Posts       int64    `parquet:"posts" doc:"posts with a count I(t) at the age and I(28d)"`
	Now         int64    `parquet:"sum_now_fixed" doc:"sum of I(t) times 2^8, each rounded"`
	Final       int64    `parquet:"sum_final_fixed" doc:"sum of I(28d) times 2^8"`
	FinalSqHigh int64    `parquet:"sum_final_sq_high" doc:"sum of floor(I(28d)^2 / 2^32)"`
	FinalSqLow  int64    `parquet:"sum_final_sq_low" doc:"sum of I(28d)^2 modulo 2^32"`
	Ratio       int64    `parquet:"sum_ratio_fixed" doc:"sum of I(t)/I(28d), at most 4, times 2^24, each rounded"`
	RatioSq     int64    `parquet:"sum_ratio_sq_fixed" doc:"sum of that ratio squared, times 2^24, each rounded"`
}

// MaturityPoint is one point of the curve that the values of a platform and month
// were scaled by: m(t), the share of a count at 28 days that is there at age t.
type MaturityPoint struct {
	Platform   Platform `parquet:"platform" doc:"platform"`
	Month      string   `parquet:"month" doc:"month of publishing of the posts whose values it served"`
	Metric     string   `parquet:"metric" doc:"metric id of the dictionary, of unit count"`
	AgeHours   int64    `parquet:"age_hours" doc:"age t in hours; the last point of a curve stands at 672, which is 28 days, and is 1"`
	Share      float64  `parquet:"share" doc:"m(t); never falls with age"`
	StdErr     float64  `parquet:"std_err" doc:"standard error of m(t)"`
	Spread     float64  `parquet:"spread" doc:"standard deviation of single posts' I(t)/I(28d) around m(t)"`
	Posts      int64    `parquet:"posts" doc:"posts it was learned from; 0 at 28 days"`
	Dictionary string   `parquet:"dictionary" doc:"version of the metric dictionary"`
}

// GroupRate is the rate of the posts of one account, format and month, as the sum of
// numerators over the sum of denominators and as the median of the posts' rates.
type GroupRate struct {
	AccountID   AccountID `parquet:"account_id" doc:"account"`
	Platform    Platform  `parquet:"platform" doc:"platform"`
	Month       string    `parquet:"month" doc:"month of publishing, like 2026-02"`
	Format      Format    `parquet:"format,optional" doc:"format; null for all formats together"`
	Rate        string    `parquet:"rate" doc:"er_followers, er_reach, er_viewers, er_impressions or er_views"`
	Age         string    `parquet:"age" doc:"7d or settled; never compared with each other"`
	Paid        Paid      `parquet:"paid" doc:"paid scope of the posts"`
	Posts       int64     `parquet:"posts" doc:"posts with the rate or a reason why not"`
	N           int64     `parquet:"n" doc:"posts that have the rate"`
	Numerator   int64     `parquet:"numerator_fixed" doc:"sum of their interactions times 2^20, each rounded"`
	Denominator int64     `parquet:"denominator_fixed" doc:"sum of their denominators times 2^20, each rounded"`
	ERSum       *float64  `parquet:"er_sum,optional" doc:"numerator_fixed / denominator_fixed; null if no post has the rate"`
	ERMedian    *float64  `parquet:"er_median,optional" doc:"median of the posts' rates; null if no post has the rate"`
	Missing     string    `parquet:"missing,optional" doc:"posts without the rate by reason, like no_followers=3"`
	Dictionary  string    `parquet:"dictionary" doc:"version of the metric dictionary"`
}

// AccountMetric is one figure of an account in one month.
type AccountMetric struct {
	AccountID  AccountID `parquet:"account_id" doc:"account"`
	Platform   Platform  `parquet:"platform" doc:"platform"`
	Month      string    `parquet:"month" doc:"month, like 2026-02"`
	Metric     string    `parquet:"metric" doc:"growth_weekly or responsiveness"`
	From       Micros    `parquet:"from_at,optional,timestamp(microsecond)" doc:"growth_weekly: first moment of the month with a follower count"`
	To         Micros    `parquet:"to_at,optional,timestamp(microsecond)" doc:"growth_weekly: last moment of the month with a follower count"`
	Start      Count     `parquet:"start,optional" doc:"growth_weekly: followers at from_at; responsiveness: original posts"`
	End        Count     `parquet:"end,optional" doc:"growth_weekly: followers at to_at; responsiveness: replies by the account"`
	Value      *float64  `parquet:"value,optional" doc:"the figure; null if missing says why"`
	Missing    Reason    `parquet:"missing,optional" doc:"why there is no value"`
	Dictionary string    `parquet:"dictionary" doc:"version of the metric dictionary"`
}

// Overperformance is a post's interactions against what the account's own earlier
// posts of the format lead one to expect.
type Overperformance struct {
	PostID      PostID    `parquet:"post_id" doc:"platform:native"`
	AccountID   AccountID `parquet:"account_id" doc:"account that published the post"`
	Platform    Platform  `parquet:"platform" doc:"platform it stands on"`
	PublishedAt Micros    `parquet:"published_at,timestamp(microsecond)" doc:"when the post was published"`
	Age         string    `parquet:"age" doc:"7d or settled; never compared with each other"`
	Paid        Paid      `parquet:"paid" doc:"paid scope of the post, and of those it is compared with"`
	Format      Format    `parquet:"format" doc:"format of the post, and of those it is compared with"`
	Actual      float64   `parquet:"actual" doc:"interactions_public at the age"`
	N           int64     `parquet:"n" doc:"earlier posts compared with, at most 100 of the last 365 days"`
	Expected    *float64  `parquet:"expected,optional" doc:"mean of the middle half of their interactions; null with fewer than 10"`
	Value       *float64  `parquet:"value,optional" doc:"actual / expected; null if missing says why"`
	Missing     Reason    `parquet:"missing,optional" doc:"immature with fewer than 10 earlier posts, bad_input if they expect 0"`
	Dictionary  string    `parquet:"dictionary" doc:"version of the metric dictionary"`
}
