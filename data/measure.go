package data

// PostMetric is the value of one metric of one post at one age.
type PostMetric struct {
	PostID      PostID    `parquet:"post_id" doc:"platform:native"`
	AccountID   AccountID `parquet:"account_id" doc:"account that published the post"`
	Platform    Platform  `parquet:"platform" doc:"platform it stands on"`
	PublishedAt Micros    `parquet:"published_at,timestamp(microsecond)" doc:"when the post was published"`
	Metric      string    `parquet:"metric" doc:"metric id of the dictionary"`
	Age         string    `parquet:"age" doc:"24h, 7d, 28d or settled; never compared with each other"`
	Paid        Paid      `parquet:"paid" doc:"paid scope of the post"`
	Value       *float64  `parquet:"value,optional" doc:"value; null if missing says why"`
	StdErr      *float64  `parquet:"std_err,optional" doc:"standard error of an estimated value"`
	Followers   Count     `parquet:"followers,optional" doc:"denominator used by er_followers"`
	Flag        string    `parquet:"flag,optional" doc:"exact, interpolated, estimated, settled or falling"`
	Missing     Reason    `parquet:"missing,optional" doc:"why there is no value"`
	Dictionary  string    `parquet:"dictionary" doc:"version of the metric dictionary"`
}

// Bucket is one bar of a cell's histogram.
type Bucket struct {
	Index int32 `parquet:"index" doc:"log-linear bucket of the value"`
	N     int64 `parquet:"n" doc:"posts in it"`
}

// EngagementCell is a mergeable sum over the posts of one account, format, week,
// metric, age and paid scope. Two cells with the same key add up field by field.
type EngagementCell struct {
	AccountID AccountID `parquet:"account_id" doc:"account"`
	Platform  Platform  `parquet:"platform" doc:"platform"`
	Format    Format    `parquet:"format" doc:"format"`
	Week      string    `parquet:"week" doc:"ISO week of publishing, like 2026-W07; 2014-03 or 2014 where only month or year is known"`
	Metric    string    `parquet:"metric" doc:"metric id of the dictionary; cells also hold the numerator and denominator of each rate, like er_followers.numerator"`
	Age       string    `parquet:"age" doc:"24h, 7d, 28d or settled"`
	Paid      Paid      `parquet:"paid" doc:"paid scope"`
	Posts     int64     `parquet:"posts" doc:"posts, with and without a value"`
	N         int64     `parquet:"n" doc:"posts with a value"`
	Sum       int64     `parquet:"sum_fixed" doc:"sum of values times 2^20, each rounded"`
	SumLog    int64     `parquet:"sum_log1p_fixed" doc:"sum of log(1+value) times 2^24, each rounded"`
	SumLogSq  int64     `parquet:"sum_log1p_sq_fixed" doc:"sum of log(1+value) squared times 2^24, each rounded"`
	Hist      []Bucket  `parquet:"histogram,list" doc:"values by log-linear bucket, sorted by index"`
	Missing   string    `parquet:"missing,optional" doc:"posts without a value by reason, like immature=3;not_bracketed=1"`
}

// Verdict is what the advice on one lever says.
type Verdict string

// Verdicts. More and less are under strict error control; lean is a hint of low
// confidence; try says how many more posts would tell.
const (
	VerdictMore         Verdict = "more"
	VerdictLess         Verdict = "less"
	VerdictLean         Verdict = "lean"
	VerdictNoDifference Verdict = "no_clear_difference"
	VerdictTry          Verdict = "try"
)

// FormatEffect is how one level of a lever (format=video, language=fr, ...) does
// against the account's other levels, within account, month and paid scope.
// AccountID is empty for the pooled effect of an audience on a platform.
type FormatEffect struct {
	Period      string    `parquet:"period" doc:"ISO week of as-of"`
	Mission     string    `parquet:"mission,optional" doc:"mission; null for the pooled effect"`
	AccountID   AccountID `parquet:"account_id,optional" doc:"account; null for the pooled effect"`
	Platform    Platform  `parquet:"platform" doc:"platform"`
	Audience    string    `parquet:"audience,optional" doc:"audience of the accounts"`
	Goal        string    `parquet:"goal" doc:"metric the effect is on"`
	Age         string    `parquet:"age" doc:"age class of the values"`
	Lever       string    `parquet:"lever" doc:"format, language, topic, device, hour or length"`
	Level       string    `parquet:"level" doc:"level of the lever"`
	N           int64     `parquet:"n" doc:"posts of this level that were compared"`
	NOther      int64     `parquet:"n_other" doc:"posts of other levels they were compared with"`
	Accounts    int64     `parquet:"accounts" doc:"accounts that informed the estimate"`
	Lift        *float64  `parquet:"lift,optional" doc:"ratio of typical values, within account; null if it cannot be estimated"`
	Low         *float64  `parquet:"low,optional" doc:"lower end of the 90 % interval"`
	High        *float64  `parquet:"high,optional" doc:"upper end of the 90 % interval"`
	PBetter     *float64  `parquet:"p_better,optional" doc:"probability that the lift is above 1"`
	PMargin     *float64  `parquet:"p_margin,optional" doc:"probability that the lift is beyond the practical margin, on its more likely side"`
	OwnLift     *float64  `parquet:"own_lift,optional" doc:"lift from this account's posts alone, unpooled"`
	OwnStdErr   *float64  `parquet:"own_log_se,optional" doc:"standard error of log(own_lift)"`
	NaiveLift   *float64  `parquet:"naive_lift,optional" doc:"ratio of medians over all accounts, as naive tools print it"`
	MeanLift    *float64  `parquet:"mean_lift,optional" doc:"ratio of means within the account"`
	FreeLift    *float64  `parquet:"own_lift_without_topic,optional" doc:"own_lift with topics not held constant; null if they were not"`
	Borrowed    *float64  `parquet:"borrowed,optional" doc:"share of the estimate's precision that comes from other accounts and the prior, 0 to 1"`
	FromPeers   *float64  `parquet:"share_from_peers,optional" doc:"share of log(lift) that comes from declared peers, 0 to 1"`
	FromShared  *float64  `parquet:"share_from_shared,optional" doc:"share of log(lift) that comes from what other units shared, 0 to 1; null if nothing was taken in"`
	FromPack    *float64  `parquet:"share_from_pack,optional" doc:"share of log(lift) that comes from published effects, 0 to 1"`
	Evidence    string    `parquet:"evidence,optional" doc:"where the lift comes from, in words: shares of log(lift), and how far peers, what others shared and published effects are borne out"`
	Others      string    `parquet:"others,optional" doc:"published effect of this level, with its source"`
	LabelShare  *float64  `parquet:"label_share,optional" doc:"share of the variance of log(own_lift) that comes from wrong labels"`
	Verdict     Verdict   `parquet:"verdict,optional" doc:"more, less, lean, no_clear_difference or try"`
	TryPosts    Count     `parquet:"try_posts,optional" doc:"more posts of this level that would tell"`
	TryWeeks    Count     `parquet:"try_weeks,optional" doc:"weeks those take at the present cadence"`
	JointWeeks  Count     `parquet:"joint_weeks,optional" doc:"weeks in which all own accounts that rotate together would know; null if its own posts can tell within 26 weeks, or nobody can"`
	EValue      *float64  `parquet:"e_value,optional" doc:"how strongly, as a ratio, something unseen would have to go with level and count alike to make the verdict's lift untrue"`
	EValueLimit *float64  `parquet:"e_value_limit,optional" doc:"the same for the nearer limit of the 90 % interval: what would overturn the verdict; 1 is nothing"`
	Alarm       string    `parquet:"alarm,optional" doc:"account that makes the naive figure point the other way"`
	Fragile     string    `parquet:"fragile,optional" doc:"post with its day, account or week without which the verdict flips"`
	Warnings    []string  `parquet:"warnings,list" doc:"what limits the estimate, in words"`
	Model       string    `parquet:"model" doc:"version of the effects model"`
	Inputs      string    `parquet:"inputs" doc:"hash of the tables it was computed from"`
}

// Advice is one line of advice to one mission, best first.
type Advice struct {
	Period      string    `parquet:"period" doc:"ISO week of as-of; closed periods never change"`
	Mission     string    `parquet:"mission" doc:"mission advised"`
	Rank        int64     `parquet:"rank" doc:"1 is the most important"`
	AccountID   AccountID `parquet:"account_id" doc:"account it is for"`
	Platform    Platform  `parquet:"platform" doc:"platform"`
	Audience    string    `parquet:"audience,optional" doc:"audience of the account"`
	Goal        string    `parquet:"goal" doc:"metric the advice is on"`
	Age         string    `parquet:"age" doc:"age class of the values"`
	Lever       string    `parquet:"lever" doc:"lever"`
	Level       string    `parquet:"level" doc:"level"`
	Verdict     Verdict   `parquet:"verdict" doc:"more, less, lean, no_clear_difference or try"`
	Confidence  string    `parquet:"confidence" doc:"high, moderate or low"`
	Lift        *float64  `parquet:"lift,optional" doc:"ratio of typical values"`
	Low         *float64  `parquet:"low,optional" doc:"lower end of the 90 % interval"`
	High        *float64  `parquet:"high,optional" doc:"upper end of the 90 % interval"`
	PBetter     *float64  `parquet:"p_better,optional" doc:"probability that the lift is above 1"`
	PMargin     *float64  `parquet:"p_margin,optional" doc:"probability that the lift is beyond the practical margin, on its more likely side"`
	NaiveLift   *float64  `parquet:"naive_lift,optional" doc:"what a naive tool would print"`
	N           int64     `parquet:"n" doc:"posts of this level"`
	NOther      int64     `parquet:"n_other" doc:"posts compared with"`
	FreeLift    *float64  `parquet:"own_lift_without_topic,optional" doc:"lift from the account's own posts with topics not held constant"`
	OwnLift     *float64  `parquet:"own_lift,optional" doc:"lift from the account's own posts alone, topics held constant"`
	Borrowed    *float64  `parquet:"borrowed,optional" doc:"share of the evidence from elsewhere, 0 to 1"`
	FromPeers   *float64  `parquet:"share_from_peers,optional" doc:"share of log(lift) that comes from declared peers, 0 to 1"`
	FromShared  *float64  `parquet:"share_from_shared,optional" doc:"share of log(lift) that comes from what other units shared, 0 to 1; null if nothing was taken in"`
	FromPack    *float64  `parquet:"share_from_pack,optional" doc:"share of log(lift) that comes from published effects, 0 to 1"`
	Others      string    `parquet:"others,optional" doc:"published effect of this level, with its source"`
	TryPosts    Count     `parquet:"try_posts,optional" doc:"more posts that would tell"`
	TryWeeks    Count     `parquet:"try_weeks,optional" doc:"weeks those take at the present cadence"`
	JointWeeks  Count     `parquet:"joint_weeks,optional" doc:"weeks in which all own accounts that rotate together would know, where this one alone cannot in 26"`
	EValue      *float64  `parquet:"e_value,optional" doc:"how strongly, as a ratio, something unseen would have to go with level and count alike to make the lift untrue"`
	EValueLimit *float64  `parquet:"e_value_limit,optional" doc:"the same for the nearer limit of the interval: what would overturn the verdict; 1 is nothing"`
	Alarm       string    `parquet:"alarm,optional" doc:"account that makes the naive figure point the other way"`
	Fragile     string    `parquet:"fragile,optional" doc:"post with its day, account or week without which the verdict flips"`
	Model       string    `parquet:"model" doc:"version of the effects model"`
	Inputs      string    `parquet:"inputs" doc:"hash of the tables it was computed from"`
}

// What the shares of a [Mood] rest on.
const (
	EstimateLabels = "labels"
	EstimateMatrix = "matrix"
	EstimateBoth   = "both"
)

// BasisWeeks is the basis of a row of [Mood] that adds up weeks which stand there by themselves.
const BasisWeeks = "weeks"

// Mood is one publishable cell of what people who replied on our channels wrote.
// Shares are in steps of 5 points; counts of a class are never stored.
type Mood struct {
	Mission    string    `parquet:"mission" doc:"mission"`
	PeriodKind string    `parquet:"period_kind" doc:"week, month (4-4-5 calendar) or quarter"`
	Period     string    `parquet:"period" doc:"2026-W07, 2026-M02 or 2026-Q1"`
	Weeks      []string  `parquet:"weeks,list" doc:"ISO weeks this cell holds; a week is in one cell of a breakdown only, but for sums of weeks"`
	Breakdown  Dimension `parquet:"breakdown" doc:"total, account, format, topic or language"`
	Value      string    `parquet:"value" doc:"value of the breakdown; empty for total, 'other' for merged small ones"`
	Scorer     string    `parquet:"scorer" doc:"version of the scorer"`
	Basis      string    `parquet:"basis,optional" doc:"'authors' if distinct authors were counted, 'replies' if no source named them, 'weeks' if it adds up weeks that are shown by themselves; null if nothing is shown"`
	Estimate   string    `parquet:"estimate,optional" doc:"what the shares rest on: 'labels' that people of the unit gave to these replies, 'matrix' of the scorer's errors as measured elsewhere, or 'both', by language; null if there are no shares or nobody noted it"`
	N          Count     `parquet:"n,optional" doc:"replies; null if suppressed"`
	Negative   *float64  `parquet:"negative,optional" doc:"share of negative replies, corrected for the scorer's errors, in steps of 0.05, 0.95 at most"`
	NegLow     *float64  `parquet:"negative_low,optional" doc:"lower end of its 90 % interval"`
	NegHigh    *float64  `parquet:"negative_high,optional" doc:"upper end of its 90 % interval"`
	Neutral    *float64  `parquet:"neutral,optional" doc:"share of neutral replies, corrected"`
	Positive   *float64  `parquet:"positive,optional" doc:"share of positive replies, corrected, 0.95 at most"`
	PosLow     *float64  `parquet:"positive_low,optional" doc:"lower end of its 90 % interval"`
	PosHigh    *float64  `parquet:"positive_high,optional" doc:"upper end of its 90 % interval"`
	Net        *float64  `parquet:"net_sentiment,optional" doc:"positive minus negative share"`
	Coverage   *float64  `parquet:"coverage,optional" doc:"share of replies in languages the scorer can read"`
	Flood      *float64  `parquet:"flood_share,optional" doc:"share of replies nearly equal to another"`
	Questions  Count     `parquet:"questions,optional" doc:"replies that ask something"`
	Answered   Count     `parquet:"answered,optional" doc:"questions answered within 48 hours"`
	AnswerSecs *float64  `parquet:"answer_seconds,optional" doc:"median seconds to the first answer in whole hours, unanswered counted as censored"`
	Suppressed string    `parquet:"suppressed,optional" doc:"why nothing is shown: too few people to show safely, ..."`
	Frozen     bool      `parquet:"frozen" doc:"published for good; always true for a cell with numbers"`
	SealedOn   string    `parquet:"sealed_on" doc:"as-of day of publication"`
}
