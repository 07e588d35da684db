package youtube

import (
	"cmp"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/caption"
	"github.com/digital-diplomacy/tailor/data"
)

// viewsDefinition: YouTube counts playbacks by its own rules; of Shorts, since
// 2025-03-31, every start.
const viewsDefinition = "youtube/views"

// longerShorts is when Shorts of up to three minutes began
// (https://support.google.com/youtube/answer/15424877).
var longerShorts = time.Date(2024, 10, 15, 0, 0, 0, 0, time.UTC)

// add adds the rows of a video; one that cannot be dated becomes a reject.
func (c *client) add(p *connectors.Page, v *video) {
	at, err := time.Parse(time.RFC3339, v.Snippet.PublishedAt)
	if err != nil || v.ID == "" {
		p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Field: "publishedAt", Why: "bad_date",
			Hint: "the server sent a video without an id or a readable date"})
		return
	}
	post := c.post(v.ID, data.At(at))
	post.URL = "https://www.youtube.com/watch?v=" + v.ID
	post.Text = v.Snippet.Title
	if v.Snippet.Description != "" {
		post.Text += "\n\n" + v.Snippet.Description
	}
	post.LangPlatform = language(cmp.Or(v.Snippet.AudioLanguage, v.Snippet.Language))
	post.MediaCount, post.DurationMS = data.N(1), milliseconds(v.Content.Duration)
	post.FormatNative = format(v, at, post.DurationMS)
	post.Hashtags, post.Links = caption.Hashtags(post.Text), caption.Links(post.Text)
	p.Posts = append(p.Posts, post)
	p.Snapshots = append(p.Snapshots, c.statistics(&post, v.Statistics))
}

// statistics maps the counters. What YouTube leaves out it withholds: likes that the
// channel hides, comments that are switched off.
func (c *client) statistics(post *data.Post, s *videoStatistics) data.PostSnapshot {
	snap := data.PostSnapshot{PostID: post.PostID, AccountID: post.AccountID, Platform: post.Platform, PublishedAt: post.PublishedAt,
		ObservedAt: post.ObservedAt, Source: post.Source}
	why := data.Hidden
	if s == nil {
		s, why = &videoStatistics{}, data.NotCollected
	}
	snap.Views, snap.Likes, snap.Replies = s.Views.N, s.Likes.N, s.Comments.N
	snap.Explain(map[string]data.Reason{"likes": why, "replies": why, "views": why})
	if snap.Replies != nil {
		snap.RepliesScope = "all"
	}
	if snap.Views != nil {
		snap.ViewsDefinition = viewsDefinition
	}
	return snap
}

// format names the medium. The API does not say what is a Short; by YouTube's own
// rule it is what is no wider than high and short enough for its day, and where the
// player's size is not told, it is a video. Premieres cannot be told from live
// streams: both are live.
func format(v *video, published time.Time, duration data.Count) string {
	if v.Live != nil {
		return "live"
	}
	limit := time.Minute
	if !published.Before(longerShorts) {
		limit = 3 * time.Minute
	}
	width, height := v.Player.Width.N, v.Player.Height.N
	if width == nil || height == nil || *width == 0 || *height < *width || duration == nil || *duration > limit.Milliseconds() {
		return "video"
	}
	return "short"
}

// language is a BCP 47 tag; zxx is "no words", und "not known".
func language(tag string) string {
	if base, _, _ := strings.Cut(strings.ToLower(tag), "-"); base == "zxx" || base == "und" {
		return ""
	}
	return tag
}
