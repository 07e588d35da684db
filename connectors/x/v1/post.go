package v1

import (
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// Reading turns posts of one input into records.
type Reading struct {
	Account  connectors.Account
	Env      connectors.Env
	Input    string
	Source   data.SourceKind
	Observed data.Micros // declared or proven moment of the counters
	Lifetime bool        // whether the counters are final
	RTIsAll  bool        // reposts are told by "RT @" alone, as in account archives

	// Whole gives the text of a post where the input keeps long ones apart; nil is
	// [Status.Body].
	Whole func(*Status) string
}

// IsOurs reports whether the account wrote s.
func (r *Reading) IsOurs(s *Status) bool {
	if r.Account.Everyone() {
		return s.Answers() == ""
	}
	return r.Account.Is(s.User.ScreenName)
}

// Early reports that the counters of s are said to be read before it was published.
func (r *Reading) Early(s *Status) bool { return r.Observed < data.At(s.Published()) }

// Add adds the post with its counters, its poll, and the ids that it had before it
// was edited. Of a version that was edited since, only that is added.
func (r *Reading) Add(p *connectors.Page, s *Status) {
	aliases := Edited(s.edited())
	p.Aliases = append(p.Aliases, aliases...)
	if len(aliases) > 0 && aliases[0].PostID.Native() != string(s.IDStr) {
		return
	}
	post := r.post(s)
	p.Posts = append(p.Posts, post)
	p.Snapshots = append(p.Snapshots, r.snapshot(s, &post))
	s.addPoll(p, &post)
}

// Edited returns the ids of a post's versions, oldest first, as aliases of the last:
// X gives a new id to each.
func Edited(ids []web.ID) []data.Alias {
	var aliases []data.Alias
	for _, id := range ids {
		if !IsID(id) {
			return nil
		}
	}
	for _, id := range ids[:max(len(ids)-1, 0)] {
		aliases = append(aliases, data.Alias{Alias: data.NewPostID(data.X, string(id)),
			PostID: data.NewPostID(data.X, string(ids[len(ids)-1])), Reason: "edited"})
	}
	return aliases
}

func (r *Reading) post(s *Status) data.Post {
	post := data.Post{
		PostID: data.NewPostID(data.X, string(s.IDStr)), AccountID: r.Account.ID, Platform: data.X,
		PublishedAt: data.At(s.Published()), Precision: data.BySecond, URL: Link(string(s.IDStr)),
		LangPlatform: s.language(), IsReply: s.Answers() != "", IsRepost: s.isNative() || s.saysRepost(),
		Paid: data.PaidUnknown, ObservedAt: r.Observed, Source: r.Source,
	}
	if !post.IsReply {
		post.Conversation = string(s.IDStr)
	}
	if r.anothers(s) {
		post.FormatNative = "repost" // the words and media are another's
		if id, handle := s.repeats(); id != "" && r.configured(handle) {
			post.Quoted = data.NewPostID(data.X, id)
		}
		return post
	}
	post.Text, post.FormatNative, post.DurationMS = s.Body(), s.formatNative(), s.duration()
	if r.Whole != nil {
		post.Text = r.Whole(s)
	}
	post.Hashtags, post.Links = s.hashtags(), s.links()
	if n := len(s.media()); n > 0 {
		post.MediaCount = data.N(int64(n))
	}
	id, handle, ok := s.quotes()
	if post.IsQuote = ok; ok && id != "" && r.configured(handle) {
		post.Quoted = data.NewPostID(data.X, id)
	}
	return post
}

// anothers reports that the words and counters of s are those of the post it repeats.
func (r *Reading) anothers(s *Status) bool { return s.isNative() || r.RTIsAll && s.saysRepost() }

// Link is an address that leads to a post without naming anybody.
func Link(id string) string { return "https://x.com/i/status/" + id }

// snapshot is the counters of s. Those of a repost are the original author's.
func (r *Reading) snapshot(s *Status, post *data.Post) data.PostSnapshot {
	snap := data.PostSnapshot{
		PostID: post.PostID, AccountID: post.AccountID, Platform: post.Platform, PublishedAt: post.PublishedAt,
		ObservedAt: r.Observed, Source: r.Source, Lifetime: r.Lifetime,
	}
	why := data.NotCollected
	if !r.anothers(s) {
		why = data.Unsupported
		snap.Likes, snap.Shares, snap.Replies, snap.Quotes = s.FavoriteCount.N, s.RetweetCount.N, s.ReplyCount.N, s.QuoteCount.N
	}
	snap.Explain(map[string]data.Reason{"likes": why, "quotes": why, "replies": why, "shares": why})
	if snap.Replies != nil {
		snap.RepliesScope = "unknown"
	}
	return snap
}

// configured reports whether a handle is this account's or another configured one.
func (r *Reading) configured(handle string) bool {
	return !r.Account.Everyone() && r.Account.Is(handle) || r.Env.IsOwn(data.X, handle)
}

// Reply adds s as a reply under root, which rootAuthor wrote.
func (r *Reading) Reply(p *connectors.Page, s *Status, root, rootAuthor, parent, collection string) {
	author := string(s.User.IDStr)
	p.Replies = append(p.Replies, connectors.Reply{
		Native: string(s.IDStr), Parent: parent, RootPost: data.NewPostID(data.X, root),
		Author: author, HasAuthor: author != "",
		ByAccount:   r.configured(s.User.ScreenName) || rootAuthor != "" && author == rootAuthor,
		PublishedAt: data.At(s.Published()), Text: s.Body(), LangPlatform: s.language(), Collection: collection,
	})
}

// Counters adds the account's own counters as u tells them. An account of many
// publishers has none.
func (r *Reading) Counters(p *connectors.Page, u *Author) {
	if r.Account.Everyone() || !r.Account.Is(u.ScreenName) || u.FollowersCount.N == nil && u.FriendsCount.N == nil && u.StatusesCount.N == nil {
		return
	}
	snap := data.AccountSnapshot{
		AccountID: r.Account.ID, Platform: data.X, ObservedAt: r.Observed, Source: r.Source,
		Followers: u.FollowersCount.N, Following: u.FriendsCount.N, PostsTotal: u.StatusesCount.N, Precision: "exact",
	}
	snap.Explain(nil)
	p.Accounts = append(p.Accounts, snap)
}

// Newest returns the later of a and the moment s was published.
func Newest(a time.Time, s *Status) time.Time {
	if t := s.Published(); t.After(a) {
		return t
	}
	return a
}
