package v2

import "github.com/digital-diplomacy/tailor/data"

// videoViews says what a view is. X counts them for the video, in whatever posts it
// stands; what X shows as a post's views it calls impressions here.
const videoViews = "x/video-views"

// snapshot is the counters of a post: organic and promoted together. Those of a
// repost are the original author's.
func (c *client) snapshot(x *post, row *data.Post, media map[string]*medium) data.PostSnapshot {
	snap := data.PostSnapshot{
		PostID: row.PostID, AccountID: row.AccountID, Platform: row.Platform, PublishedAt: row.PublishedAt,
		ObservedAt: c.now(), Source: data.SourceAPI,
	}
	if m := x.Metrics; m != nil && !row.IsRepost {
		snap.Likes, snap.Shares, snap.Replies, snap.Quotes = m.Likes.N, m.Reposts.N, m.Replies.N, m.Quotes.N
		snap.Saves, snap.Impressions = m.Bookmarks.N, m.Impressions.N
		if snap.Replies != nil {
			snap.RepliesScope = "unknown"
		}
	}
	if keys := x.Attachments.Media.Items; len(keys) == 1 && !row.IsRepost && media[keys[0]] != nil {
		if snap.Views = media[keys[0]].Metrics.Views.N; snap.Views != nil {
			snap.ViewsDefinition = videoViews
		}
	}
	// X has clicks for the account's own login only, no reach, and views of posts with one
	// video only.
	snap.Explain(map[string]data.Reason{"clicks": data.NotCollected, "impressions": data.NotCollected, "likes": data.NotCollected,
		"quotes": data.NotCollected, "replies": data.NotCollected, "saves": data.NotCollected, "shares": data.NotCollected})
	return snap
}
