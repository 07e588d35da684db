package lake

import "github.com/digital-diplomacy/tailor/data"

// RepliesLate is the table of replies that came after their week was sealed.
var RepliesLate = Table[data.ReplyLate]{
	Name: "reply_late", Version: 1, Vault: true, Doc: "how many replies to one post in one week came after it was sealed; no ids",
	Partition: func(r *data.ReplyLate) string { return segment("week", r.Week) },
	Compare: func(a, b *data.ReplyLate) int {
		return compareBy(a.Week, b.Week, a.Mission, b.Mission, string(a.Platform), string(b.Platform), string(a.RootPost), string(b.RootPost))
	},
}
