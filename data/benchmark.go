package data

// Benchmark is where the typical post of one own account stands among those of a
// declared set of peers on the same platform: public counts only, of the same weeks, at
// the same age. A row without a percentile says why there is none.
type Benchmark struct {
	Period     string    `parquet:"period" doc:"ISO week of as-of; closed weeks never change"`
	Mission    string    `parquet:"mission,optional" doc:"mission"`
	AccountID  AccountID `parquet:"account_id" doc:"own account"`
	Platform   Platform  `parquet:"platform" doc:"platform"`
	Set        Role      `parquet:"set" doc:"peers it is compared with: peer_mission, peer_brand or peer_ngo; never other own accounts"`
	Metric     string    `parquet:"metric" doc:"interactions_public or er_followers"`
	Age        string    `parquet:"age" doc:"age class of all values of the row: the one that most peers have"`
	From       string    `parquet:"from" doc:"first day of the weeks compared"`
	To         string    `parquet:"to" doc:"last day of the weeks compared"`
	Posts      int64     `parquet:"posts" doc:"posts of the account with a value"`
	PaidPosts  int64     `parquet:"paid_posts" doc:"of these, posts known to be paid for, in part or wholly: peers' cannot be told apart, so they count"`
	Median     *float64  `parquet:"median,optional" doc:"median of the account's values; null with fewer than 10 in 4 weeks"`
	Declared   int64     `parquet:"peers_declared" doc:"accounts of the set on the platform"`
	Peers      int64     `parquet:"peers" doc:"of these, accounts with at least 10 values in 4 weeks"`
	PeerPosts  int64     `parquet:"peer_posts" doc:"posts of those"`
	PeerLow    *float64  `parquet:"peer_low,optional" doc:"lower quartile of the peers' medians; null with fewer than 10 peers"`
	PeerMedian *float64  `parquet:"peer_median,optional" doc:"median of the peers' medians; null likewise"`
	PeerHigh   *float64  `parquet:"peer_high,optional" doc:"upper quartile of the peers' medians; null likewise"`
	Percentile *float64  `parquet:"percentile,optional" doc:"peers with a lower median, and half of those with an equal one, of 100"`
	Low        *float64  `parquet:"low,optional" doc:"lower end of its 90 % interval"`
	High       *float64  `parquet:"high,optional" doc:"upper end of its 90 % interval"`
	NotShown   string    `parquet:"not_shown,optional" doc:"why there is no percentile, like too few peers (7 of 10)"`
	Dictionary string    `parquet:"dictionary" doc:"version of the metric dictionary"`
	Model      string    `parquet:"model" doc:"version of the comparison"`
	Inputs     string    `parquet:"inputs" doc:"hash of what it was computed from"`
}
