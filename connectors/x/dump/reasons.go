package dump

// Why something was set aside.
const (
	whyOtherAccount = "other_account"   // not of the configured account; nothing of it is kept
	whyNoPost       = "no_post"         // not a post in v1.1 JSON
	whyNoRoot       = "no_root"         // a reply whose thread has no readable source
	whyDuplicate    = "duplicate"       // the same post again
	whyBeforePost   = "observed_before" // counters read before the post was published
)

const (
	hintOther = "posts of other accounts are counted, not kept"
	hintEarly = "the counters are said to be read before the post was published; correct observed_at"
)
