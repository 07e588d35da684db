package lake

import (
	"cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of replies, all but the last in the vault.
var (
	Replies = Table[data.Reply]{
		Name: "replies", Version: 1, Vault: true, Doc: "one masked reply, by the day it was taken in",
		Partition: func(r *data.Reply) string { return segment("day", r.IngestedOn) },
		Compare: func(a, b *data.Reply) int {
			return cmp.Or(cmp.Compare(a.PublishedAt, b.PublishedAt), cmp.Compare(a.ReplyID, b.ReplyID))
		},
	}
	ReplyCells = Table[data.ReplyCell]{
		Name: "reply_cells", Version: 1, Vault: true, Doc: "counts of replies of one root post, language, topic, week, day of ingest and scorer",
		Partition: func(c *data.ReplyCell) string { return segment("day", c.IngestedOn) }, // as replies, which they are counted from
		Compare: func(a, b *data.ReplyCell) int {
			return compareBy(a.Week, b.Week, string(a.AccountID), string(b.AccountID), string(a.RootPost), string(b.RootPost),
				string(a.Format), string(b.Format), a.Language, b.Language, string(a.Topic), string(b.Topic),
				a.IngestedOn, b.IngestedOn, a.Scorer, b.Scorer, a.Mission, b.Mission, string(a.Platform), string(b.Platform))
		},
	}
	ReplyAuthors = Table[data.ReplyAuthors]{
		Name: "reply_authors", Version: 1, Vault: true, Doc: "authors of one value of one dimension in one week on one platform",
		Partition: func(r *data.ReplyAuthors) string { return segment("week", r.Week) },
		Compare: func(a, b *data.ReplyAuthors) int {
			return compareBy(a.Week, b.Week, a.Mission, b.Mission, string(a.Platform), string(b.Platform),
				string(a.Dimension), string(b.Dimension), a.Value, b.Value)
		},
	}
	ReplySeen = Table[data.ReplySeen]{
		Name: "reply_seen", Version: 1, Vault: true, Doc: "keyed id of a reply that was taken in, until its week is sealed",
		Partition: func(r *data.ReplySeen) string { return segment("week", r.Week) },
		Compare: func(a, b *data.ReplySeen) int {
			return compareBy(a.Week, b.Week, string(a.AccountID), string(b.AccountID), a.ReplyID, b.ReplyID)
		},
	}
	RepliesLate = Table[data.ReplyLate]{
		Name: "reply_late", Version: 1, Vault: true, Doc: "how many replies to one post in one week came after it was sealed; no ids",
		Partition: func(r *data.ReplyLate) string { return segment("week", r.Week) },
		Compare: func(a, b *data.ReplyLate) int {
			return compareBy(a.Week, b.Week, a.Mission, b.Mission, string(a.Platform), string(b.Platform), string(a.RootPost), string(b.RootPost))
		},
	}
	ReplyLabels = Table[data.ReplyLabel]{
		Name: "reply_labels", Version: 1, Vault: true, Doc: "counts of replies that a person judged, by what the scorer had read and what they are",
		Partition: func(l *data.ReplyLabel) string { return segment("week", l.Week) },
		Compare: func(a, b *data.ReplyLabel) int {
			return compareBy(a.Week, b.Week, a.Mission, b.Mission, string(a.Platform), string(b.Platform), a.Language, b.Language,
				a.Scorer, b.Scorer, a.Predicted, b.Predicted, a.True, b.True)
		},
	}
	ReplyLabelled = Table[data.ReplyDraw]{
		Name: "reply_labelled", Version: 1, Vault: true, Doc: "one reply that was drawn to be judged by a person, by the day it was taken in; goes with its text",
		Partition: func(d *data.ReplyDraw) string { return segment("day", d.IngestedOn) },
		Compare:   func(a, b *data.ReplyDraw) int { return compareBy(a.Week, b.Week, a.ReplyID, b.ReplyID) },
	}
	Seals = Table[data.Seal]{
		Name: "seals", Version: 1, Vault: true, Doc: "a week that is closed for a mission and platform",
		Partition: undivided[data.Seal],
		Compare: func(a, b *data.Seal) int {
			return compareBy(a.Week, b.Week, a.Mission, b.Mission, string(a.Platform), string(b.Platform))
		},
	}
	MoodTable = Table[data.Mood]{
		Name: "mood", Version: 1, Doc: "one publishable cell of what people who replied wrote",
		Partition: undivided[data.Mood],
		Compare: func(a, b *data.Mood) int {
			return compareBy(a.Mission, b.Mission, a.PeriodKind, b.PeriodKind, a.Period, b.Period,
				string(a.Breakdown), string(b.Breakdown), a.Value, b.Value, a.Basis, b.Basis, a.Scorer, b.Scorer)
		},
	}
)
