package privacy

import "github.com/digital-diplomacy/tailor/data"

// Thresholds of distinct authors. 10 is what ONS and UK LLC ask for small cells
// of people; 30 is for host countries where a diaspora may be watched; 5 is for
// counters of our own answering, which say what we did and not what people think.
const (
	DefaultK   = 10
	ProtectedK = 30
	AnsweringK = 5
)

// Replies whose authors no source names (comment exports) may be shown for the
// mission as a whole if there are enough of them under enough posts.
const (
	unauthoredReplies = 30
	unauthoredPosts   = 5
)

// Why nothing is shown.
const (
	TooFew      = "too few people to show safely"
	OneGroup    = "all replies are in one group"
	AfterClosed = "its replies came in after their quarter had been closed"
)

// Rule is what a cell must satisfy to be published. The zero Rule is the default
// one for sentiment, abuse and themes.
type Rule struct {
	K             int  // distinct authors a cell needs; 0 is DefaultK, for Answering AnsweringK
	Protected     bool // the mission's host country is protected: at least ProtectedK
	Answering     bool // counters of our own answering: a mission's total is always shown
	ShowSensitive bool // politics and religion may be groups of their own; Plan sets it for quarters and clears it otherwise
}

// Threshold returns how many distinct authors a cell of a dimension needs under a
// rule; 0 if it needs none.
func Threshold(r Rule, d data.Dimension) int64 {
	if r.Answering && d == data.DimTotal {
		return 0
	}
	k := r.K
	if k <= 0 {
		k = DefaultK
		if r.Answering {
			k = AnsweringK
		}
	}
	if r.Protected {
		k = max(k, ProtectedK)
	}
	return int64(k)
}

// crowd is what is known of the people behind a set of replies.
type crowd struct {
	replies int64
	authors int64 // at least so many distinct people
	busiest int64 // nobody wrote more of the replies than this
}

// holds reports whether a set of replies may be shown: enough distinct authors,
// and none of them above half of the replies.
func (r Rule) holds(d data.Dimension, c crowd) bool {
	k := Threshold(r, d)
	return c.replies > 0 && (k == 0 || c.authors >= k && 2*c.busiest <= c.replies)
}
