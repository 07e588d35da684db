package lake

import "github.com/digital-diplomacy/tailor/data"

// Tables of what own posts are about.
var (
	OwnWords = Table[data.OwnWord]{
		Name: "own_words", Version: 1, Doc: "in how many posts of an own account a term stood, by month and language; replies are never read for it",
		Partition: func(w *data.OwnWord) string {
			return segment("platform", string(w.Platform)) + "/" + segment("month", w.Month)
		},
		Compare: func(a, b *data.OwnWord) int {
			return compareBy(a.Month, b.Month, string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform),
				a.Language, b.Language, string(a.Kind), string(b.Kind), a.Term, b.Term)
		},
	}
	Keywords = Table[data.Keyword]{
		Name: "own_keywords", Version: 1, Doc: "a term that stands in more posts of an own account than in those it is compared with, in the same language",
		Partition: func(w *data.Keyword) string {
			return segment("platform", string(w.Platform)) + "/" + segment("month", w.Month)
		},
		Compare: func(a, b *data.Keyword) int {
			return compareBy(a.Month, b.Month, string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform),
				a.Language, b.Language, string(a.Versus), string(b.Versus), string(a.Kind), string(b.Kind), a.Term, b.Term)
		},
	}
)
