package formats

import (
	"slices"
	"sync"
)

// Kinds of rows.
const (
	RowsPosts    = "posts"
	RowsAccounts = "accounts"
	RowsComments = "comments"

	// RowsDays is known without being read: numbers of whole days, which no record of
	// ours holds.
	RowsDays = "days"
)

// formats lists the tables that are known. Where two fit a header, that with more
// columns of it wins, and of equals the earlier.
func formats() []format {
	posts := slices.Concat(
		[]format{xPosts(), xContent(), metaFacebook(), metaInstagram(), metaInsights(), youTubeStudio(), tikTokStudio(), linkedInPosts(), linkedInTop(), crowdTangle(), crowdTangleInstagram()},
		[]format{postList()}, commentFormats(), []format{tikTokFollowers(), postSheet(), followerSheet()})
	return slices.Concat(posts, []format{mentions()}, dayFormats(posts))
}

// known is the catalogue of all formats: folding some thousand names takes
// milliseconds, and every account wants it.
var known = sync.OnceValue(func() catalogue { return newCatalogue(formats()) })

// counterFields are the fields of a post's counters.
func counterFields() []Field {
	return []Field{Likes, Shares, Replies, Quotes, Views, Impressions, Reach, Saves, Clicks}
}
