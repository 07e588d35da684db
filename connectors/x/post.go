package x

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// reading turns posts of one input into records.
type reading struct {
	account  connectors.Account
	env      connectors.Env
	input    string
	observed data.Micros // declared or proven moment of the counters
	lifetime bool
}

// isOurs reports whether the account wrote s.
func (r *reading) isOurs(s *status) bool {
	if r.account.Everyone() {
		return s.answers() == ""
	}
	return r.account.Is(s.User.ScreenName)
}

// early reports that the counters of s are said to be read before it was published.
func (r *reading) early(s *status) bool { return r.observed < data.At(s.published()) }

// add adds the post and its counters.
func (r *reading) add(p *connectors.Page, s *status) {
	id := data.NewPostID(data.X, s.IDStr)
	published := data.At(s.published())
	post := data.Post{
		PostID: id, AccountID: r.account.ID, Platform: data.X, PublishedAt: published, Precision: data.BySecond,
		URL:  "https://x.com/i/status/" + s.IDStr, // leads there without naming anybody
		Text: s.body(), LangPlatform: s.language(), FormatNative: s.formatNative(), DurationMS: s.duration(),
		Hashtags: s.hashtags(), Links: s.links(), IsReply: s.answers() != "",
		IsRepost: s.RetweetedStatus != nil || strings.HasPrefix(s.Text, "RT @"),
		IsQuote:  s.QuotedStatus != nil || s.QuotedStatusIDStr != "" || s.QuotedStatusID != 0,
		Paid:     data.PaidUnknown, ObservedAt: r.observed, Source: data.SourceArchive,
	}
	if n := len(s.media()); n > 0 {
		post.MediaCount = data.N(int64(n))
	}
	if !post.IsReply {
		post.Conversation = s.IDStr
	}
	if q := s.QuotedStatus; q != nil && q.User != nil && r.configured(q.User.ScreenName) {
		post.Quoted = data.NewPostID(data.X, q.IDStr)
	}
	snap := data.PostSnapshot{
		PostID: id, AccountID: r.account.ID, Platform: data.X, PublishedAt: published, ObservedAt: r.observed,
		Source: data.SourceArchive, Lifetime: r.lifetime,
		Likes: s.FavoriteCount, Shares: s.RetweetCount, Replies: s.ReplyCount, Quotes: s.QuoteCount,
	}
	for _, c := range []struct {
		name  string
		count data.Count
	}{{"clicks", nil}, {"impressions", nil}, {"likes", snap.Likes}, {"quotes", snap.Quotes}, {"reach", nil},
		{"replies", snap.Replies}, {"saves", nil}, {"shares", snap.Shares}, {"views", nil}} {
		if c.count == nil {
			snap.Missing = snap.Missing.With(c.name, data.Unsupported)
		}
	}
	if snap.Replies != nil {
		snap.RepliesScope = "unknown"
	}
	p.Posts = append(p.Posts, post)
	p.Snapshots = append(p.Snapshots, snap)
}

// configured reports whether a handle is this account's or another configured one.
func (r *reading) configured(handle string) bool {
	return !r.account.Everyone() && r.account.Is(handle) || r.env.IsOwn(data.X, handle)
}

// reply adds s as a reply under root, which rootAuthor wrote.
func (r *reading) reply(p *connectors.Page, s *status, root, rootAuthor, parent, collection string) {
	p.Replies = append(p.Replies, connectors.Reply{
		Native: s.IDStr, Parent: parent, RootPost: data.NewPostID(data.X, root),
		Author: s.User.IDStr, HasAuthor: s.User.IDStr != "",
		ByAccount:   r.configured(s.User.ScreenName) || rootAuthor != "" && s.User.IDStr == rootAuthor,
		PublishedAt: data.At(s.published()), Text: s.body(), LangPlatform: s.language(), Collection: collection,
	})
}

// counters adds the account's own counters as s tells them.
// An account of many publishers has none.
func (r *reading) counters(p *connectors.Page, s *status) {
	u := s.User
	if r.account.Everyone() || !r.account.Is(u.ScreenName) || u.FollowersCount == nil && u.FriendsCount == nil && u.StatusesCount == nil {
		return
	}
	snap := data.AccountSnapshot{
		AccountID: r.account.ID, Platform: data.X, ObservedAt: r.observed, Source: data.SourceArchive,
		Followers: u.FollowersCount, Following: u.FriendsCount, PostsTotal: u.StatusesCount, Precision: "exact",
		Missing: data.Missing("").With("views_total", data.Unsupported),
	}
	for name, n := range map[string]data.Count{"followers": snap.Followers, "following": snap.Following, "posts_total": snap.PostsTotal} {
		if n == nil {
			snap.Missing = snap.Missing.With(name, data.Unsupported)
		}
	}
	p.Accounts = append(p.Accounts, snap)
}

// newest returns the later of a and the moment s was published.
func newest(a time.Time, s *status) time.Time {
	if t := s.published(); t.After(a) {
		return t
	}
	return a
}
