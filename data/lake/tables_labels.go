package lake

import (
	"cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of what posts are, by rule and by people.
var (
	PostLabels = Table[data.PostLabel]{
		Name: "post_labels", Version: 1, Doc: "what Tailor or a person says one post is",
		Partition: func(l *data.PostLabel) string { return month(l.Platform, l.PublishedAt) },
		Fits:      inMonth(func(l *data.PostLabel) (data.Platform, data.Micros) { return l.Platform, l.PublishedAt }),
		Compare:   func(a, b *data.PostLabel) int { return post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID) },
		Key:       func(l *data.PostLabel) string { return string(l.PostID) }, KeyColumn: "post_id",
		Merge: data.MergePostLabel,
	}
	HandLabels = Table[data.HandLabel]{
		Name: "hand_labels", Version: 1, Doc: "what people of the unit said one post is, and when",
		Partition: func(l *data.HandLabel) string { return month(l.Platform, l.PublishedAt) },
		Fits:      inMonth(func(l *data.HandLabel) (data.Platform, data.Micros) { return l.Platform, l.PublishedAt }),
		Compare:   func(a, b *data.HandLabel) int { return post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID) },
		Key:       func(l *data.HandLabel) string { return string(l.PostID) }, KeyColumn: "post_id",
		Merge: data.MergeHandLabel,
	}
	PostDraws = Table[data.PostDraw]{
		Name: "post_draws", Version: 1, Doc: "a post that was drawn to be labelled by a person, and how likely that was",
		Partition: undivided[data.PostDraw],
		Compare:   func(a, b *data.PostDraw) int { return cmp.Compare(a.PostID, b.PostID) },
		Merge:     data.MergePostDraw,
	}
	LabelAgreements = Table[data.LabelAgreement]{
		Name: "label_agreement", Version: 1, Doc: "posts of the sample by what a person says they are and what one version of the rules reads",
		Partition: func(a *data.LabelAgreement) string { return segment("version", a.Version) },
		Compare: func(a, b *data.LabelAgreement) int {
			return compareBy(a.Version, b.Version, a.Lever, b.Lever, a.Level, b.Level, string(a.Platform), string(b.Platform), a.Language, b.Language,
				a.True, b.True, a.Read, b.Read)
		},
	}
)
