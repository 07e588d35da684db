package youtube

import "github.com/digital-diplomacy/tailor/connectors"

// units is what a page of each method costs; a project has 10,000 a day unless
// Google grants more (https://developers.google.com/youtube/v3/determine_quota_cost).
var units = map[string]float64{
	"channels":       1,
	"playlistItems":  1,
	"videos":         1,
	"commentThreads": 1,
	"comments":       1,
	"i18nLanguages":  1,
}

const unitName = "quota units"

const (
	videosPerPage   = 50  // the most that playlistItems and videos give
	commentsPerPage = 100 // the most that commentThreads and comments give
)

// Estimate is what reading an account's posts and replies for the first time asks of
// the quota: its counters, two answers for each 50 videos, and at least one for each
// video that has comments. Threads with more than five answers cost one more each.
func Estimate(posts, replies int) connectors.Estimate {
	posts, replies = max(posts, 0), max(replies, 0)
	pages := max((posts+videosPerPage-1)/videosPerPage, 1)
	threads := min(posts, replies) + replies/commentsPerPage
	return connectors.Estimate{
		Requests: int64(1 + 2*pages + threads),
		Units: units["channels"] + float64(pages)*(units["playlistItems"]+units["videos"]) +
			float64(threads)*units["commentThreads"],
		UnitName: unitName,
	}
}
