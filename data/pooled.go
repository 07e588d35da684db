package data

// PooledCell is a cell that another unit shared: sums over the posts of one of its
// accounts. The fields are those of [EngagementCell], over longer periods and of public
// counts only.
type PooledCell struct {
	SharedBy   string    `parquet:"shared_by" doc:"who shared it, as declared"`
	SharedOn   string    `parquet:"shared_on" doc:"as-of day of the file; a later file of the same unit takes its place"`
	AccountID  AccountID `parquet:"account_id" doc:"account, by the name that the file gives it: a1, a2, ... unless the unit chose to give its own"`
	Platform   Platform  `parquet:"platform" doc:"platform"`
	Format     Format    `parquet:"format" doc:"format"`
	Span       string    `parquet:"span" doc:"month or quarter of the 4-4-5 calendar, like 2026-M02 or 2026-Q1"`
	Metric     string    `parquet:"metric" doc:"metric id of the dictionary, of public counts"`
	Age        string    `parquet:"age" doc:"24h, 7d, 28d or settled"`
	Paid       Paid      `parquet:"paid" doc:"paid scope"`
	Posts      int64     `parquet:"posts" doc:"posts, with and without a value"`
	N          int64     `parquet:"n" doc:"posts with a value, 5 or more"`
	Sum        int64     `parquet:"sum_fixed" doc:"sum of values times 2^20, each rounded"`
	SumLog     int64     `parquet:"sum_log1p_fixed" doc:"sum of log(1+value) times 2^24, each rounded"`
	SumLogSq   int64     `parquet:"sum_log1p_sq_fixed" doc:"sum of log(1+value) squared times 2^24, each rounded"`
	Hist       []Bucket  `parquet:"histogram,list" doc:"values by log-linear bucket, sorted by index"`
	Dictionary string    `parquet:"dictionary" doc:"version of the metric dictionary"`
}

// PooledEffect is what one account of another unit found on a lever, from its own posts
// alone.
type PooledEffect struct {
	SharedBy   string    `parquet:"shared_by" doc:"who shared it, as declared"`
	SharedOn   string    `parquet:"shared_on" doc:"as-of day of the file"`
	AccountID  AccountID `parquet:"account_id" doc:"account, by the name that the file gives it"`
	Platform   Platform  `parquet:"platform" doc:"platform"`
	Goal       string    `parquet:"goal" doc:"metric the effect is on"`
	Age        string    `parquet:"age" doc:"age class of the values"`
	Lever      string    `parquet:"lever" doc:"format, device, topic, language, hour or length"`
	Level      string    `parquet:"level" doc:"level of the lever, from the closed lists"`
	N          int64     `parquet:"n" doc:"posts of this level that were compared, 5 or more"`
	NOther     int64     `parquet:"n_other" doc:"posts of other levels they were compared with, 5 or more"`
	OwnLift    float64   `parquet:"own_lift" doc:"lift from that account's posts alone, unpooled"`
	OwnStdErr  float64   `parquet:"own_log_se" doc:"standard error of log(own_lift)"`
	Dictionary string    `parquet:"dictionary" doc:"version of the metric dictionary"`
	Model      string    `parquet:"model" doc:"version of the effects model"`
}
