package mastodon

import (
	"github.com/digital-diplomacy/tailor/data"
)

// snapshot maps the counters of a status. Those of a boost are the original author's.
// Replies are direct ones only: servers count what names the post as its parent.
func (c *client) snapshot(s *status, post *data.Post) data.PostSnapshot {
	snap := data.PostSnapshot{
		PostID: post.PostID, AccountID: post.AccountID, Platform: data.Mastodon, PublishedAt: post.PublishedAt,
		ObservedAt: post.ObservedAt, Source: data.SourceAPI,
	}
	absent := data.NotCollected
	if !post.IsRepost {
		absent = data.Unsupported
		snap.Likes, snap.Shares, snap.Replies, snap.Quotes = s.Favourites.N, s.Reblogs.N, s.Replies.N, s.quoteCount()
		snap.Reactions = s.reactions()
	}
	if snap.Replies != nil {
		snap.RepliesScope = "direct"
	}
	snap.Explain(map[string]data.Reason{"likes": absent, "shares": absent, "replies": absent, "quotes": absent})
	return snap
}

// quoteCount is what Mastodon from 4.5 and Pleroma count.
func (s *status) quoteCount() data.Count {
	if s.Quotes.N == nil && s.Pleroma.of != nil {
		return s.Pleroma.of.Quotes.N
	}
	return s.Quotes.N
}

// reactions are Pleroma's, by emoji; favourites are not among them.
func (s *status) reactions() map[string]int64 {
	if s.Pleroma.of == nil {
		return nil
	}
	var by map[string]int64
	for _, r := range s.Pleroma.of.Reactions.Items {
		if r.Name == "" || r.Count.N == nil {
			continue
		}
		if by == nil {
			by = map[string]int64{}
		}
		by[string(r.Name)] = *r.Count.N
	}
	return by
}
