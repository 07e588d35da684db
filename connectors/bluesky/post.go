package bluesky

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

const (
	postCollection   = "app.bsky.feed.post"
	repostCollection = "app.bsky.feed.repost"
)

// owner is whose posts are read.
type owner struct {
	account connectors.Account
	env     connectors.Env
	did     string // known before any post is read
}

// own reports whether a DID or handle is this account's or another configured one.
func (o *owner) own(did, handle string) bool {
	return did != "" && did == o.did || o.env.IsOwn(data.Bluesky, did) || o.env.IsOwn(data.Bluesky, handle)
}

// uri is an AT-URI: at://authority/collection/key.
type uri struct{ authority, collection, key string }

func parseURI(s string) uri {
	rest, ok := strings.CutPrefix(s, "at://")
	if !ok {
		return uri{}
	}
	authority, path, _ := strings.Cut(rest, "/")
	collection, key, _ := strings.Cut(path, "/")
	return uri{authority, collection, key}
}

// post makes a post of a record; view is what the AppView adds, nil in an archive.
func (o *owner) post(address string, r *record, view *postView, source data.SourceKind, observed data.Micros) (data.Post, bool) {
	at := parseURI(address)
	indexed := ""
	if view != nil {
		indexed = string(view.IndexedAt)
	}
	published, ok := moment(string(r.CreatedAt), indexed, at.key)
	if at.authority != o.did || at.key == "" || !ok {
		return data.Post{}, false
	}
	post := data.Post{
		PostID: data.NewPostID(data.Bluesky, address), AccountID: o.account.ID, Platform: data.Bluesky,
		PublishedAt: published, Precision: data.BySecond, URL: "https://bsky.app/profile/" + at.authority + "/post/" + at.key,
		Text: o.text(r, view), LangPlatform: lang(r.Langs), FormatNative: r.Embed.format(), MediaCount: r.Embed.media(),
		Hashtags: r.hashtags(), Links: o.links(r), IsReply: r.Reply != nil, Conversation: address,
		Paid: data.PaidUnknown, ObservedAt: observed, Source: source,
	}
	if r.Reply != nil {
		// The address of a thread names who began it.
		post.Conversation = ""
		if root := string(r.Reply.Root.URI); o.own(parseURI(root).authority, "") {
			post.Conversation = root
		}
	}
	if quoted := r.Embed.quotes(); quoted != "" {
		post.IsQuote = true
		handle := ""
		if view != nil {
			if a := view.Embed.author(); a != nil {
				handle = string(a.Handle)
			}
		}
		if o.own(parseURI(quoted).authority, handle) {
			post.Quoted = data.NewPostID(data.Bluesky, quoted)
		}
	}
	return post, true
}

// view adds a post of the account and its counters.
func (c *client) view(p *connectors.Page, v *postView) {
	now := c.env.Clock.Now()
	post, ok := c.post(string(v.URI), &v.Record, v, data.SourceAPI, now)
	if !ok {
		p.Rejects = append(p.Rejects, odd(p.Input))
		return
	}
	s := data.PostSnapshot{
		PostID: post.PostID, AccountID: post.AccountID, Platform: data.Bluesky, PublishedAt: post.PublishedAt, ObservedAt: now, Source: data.SourceAPI,
		Likes: v.Likes.N, Shares: v.Reposts.N, Replies: v.Replies.N, Quotes: v.Quotes.N, Saves: v.Bookmarks.N,
	}
	if s.Replies != nil {
		s.RepliesScope = "direct"
	}
	s.Explain(nil)
	p.Posts = append(p.Posts, post)
	p.Snapshots = append(p.Snapshots, s)
}

// repost adds a repost by the account. What was reposted, and its counters, are
// another's.
func (c *client) repost(p *connectors.Page, item *feedItem) {
	now := c.env.Clock.Now()
	native := string(item.Reason.URI)
	at := parseURI(native)
	if at.authority != c.did || at.collection != repostCollection {
		at, native = uri{}, "row-"+connectors.Key("repost", c.did, string(item.Post.URI))
	}
	published, ok := moment("", string(item.Reason.IndexedAt), at.key)
	if !ok || item.Post.URI == "" {
		p.Rejects = append(p.Rejects, odd(p.Input))
		return
	}
	post := repost(&c.owner, native, string(item.Post.URI), string(item.Post.Author.Handle), published, data.SourceAPI, now)
	s := data.PostSnapshot{PostID: post.PostID, AccountID: post.AccountID, Platform: data.Bluesky, PublishedAt: published, ObservedAt: now, Source: data.SourceAPI}
	for _, field := range []string{"likes", "shares", "replies", "quotes", "saves"} {
		s.Missing = s.Missing.With(field, data.NotCollected)
	}
	for _, field := range []string{"views", "impressions", "reach", "clicks"} {
		s.Missing = s.Missing.With(field, data.Unsupported)
	}
	p.Posts = append(p.Posts, post)
	p.Snapshots = append(p.Snapshots, s)
}

// repost makes a post of a repost. What it repeats is named if its author, by DID or by
// handle where that is told, is a configured account.
func repost(o *owner, native, of, handle string, published data.Micros, source data.SourceKind, observed data.Micros) data.Post {
	post := data.Post{PostID: data.NewPostID(data.Bluesky, native), AccountID: o.account.ID, Platform: data.Bluesky,
		PublishedAt: published, Precision: data.BySecond, FormatNative: "repost", IsRepost: true,
		Paid: data.PaidUnknown, ObservedAt: observed, Source: source}
	if by := parseURI(of).authority; by != "" && o.own(by, handle) {
		post.Quoted = data.NewPostID(data.Bluesky, of)
	}
	return post
}

// whyNotUnderstood is the reason of rows whose address or moment makes no sense.
const whyNotUnderstood = "not_understood"

func odd(input string) data.Reject {
	return data.Reject{Input: input, Field: "post", Why: whyNotUnderstood,
		Hint: "it has no address under the account's DID or no moment that can be; look for a newer version"}
}

// lang is the language that the author declared, if it is one. Of several nothing
// says which the text is in.
func lang(langs []string) string {
	if len(langs) != 1 {
		return ""
	}
	tag, err := language.Parse(langs[0])
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}
