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
	for _, n := range []struct {
		name  string
		count data.Count
		why   data.Reason
	}{
		{"clicks", nil, data.NotCollected}, // only with the account's own login
		{"impressions", snap.Impressions, data.NotCollected},
		{"likes", snap.Likes, data.NotCollected}, {"quotes", snap.Quotes, data.NotCollected},
		{"reach", nil, data.Unsupported},
		{"replies", snap.Replies, data.NotCollected}, {"saves", snap.Saves, data.NotCollected},
		{"shares", snap.Shares, data.NotCollected},
		{"views", snap.Views, data.Unsupported}, // of posts with one video only
	} {
		if n.count == nil {
			snap.Missing = snap.Missing.With(n.name, n.why)
		}
	}
	return snap
}
