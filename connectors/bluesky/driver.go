package bluesky

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/data"
)

const (
	pageSize = 100 // most that getAuthorFeed gives
	lookSize = 25  // most that getPosts takes
)

// Open returns the driver of an account: of its archives if it has files, else of
// the AppView.
func Open(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	if len(a.Files) > 0 {
		return openArchive(a, env)
	}
	c, err := newClient(a, env)
	if err != nil {
		return nil, err
	}
	return walk.New(a, env, walk.Platform{
		Info:    connectors.Info{Name: name, Version: version, Source: data.SourceAPI},
		Account: c.counters, Posts: c.posts, Look: c.look, LookSize: lookSize, Thread: c.thread,
		PageSize: pageSize, Unknown: c.api.Unknown,
	}), nil
}

// counters reads the account's own counters.
func (c *client) counters(ctx context.Context) (connectors.Page, error) {
	p, err := c.read(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	s := data.AccountSnapshot{AccountID: c.account.ID, Platform: data.Bluesky, ObservedAt: c.env.Clock.Now(), Source: data.SourceAPI,
		Followers: p.Followers.N, Following: p.Follows.N, PostsTotal: p.Posts.N, Precision: "exact"}
	s.Explain(nil)
	page := connectors.Page{Input: c.input("app.bsky.actor.getProfile"), Accounts: []data.AccountSnapshot{s}}
	if c.shut {
		page.Notes = []connectors.Note{{Input: page.Input, What: "the account asked to be shown to signed-in readers only; its posts are not read"}}
	}
	return page, nil
}

// posts reads a page of the account's feed.
func (c *client) posts(ctx context.Context, token string) (walk.Listing, error) {
	if err := c.identify(ctx); err != nil {
		return walk.Listing{}, err
	}
	out := walk.Listing{Page: connectors.Page{Input: c.input("app.bsky.feed.getAuthorFeed")}}
	if c.shut {
		return out, nil
	}
	query := url.Values{"actor": {c.did}, "filter": {"posts_with_replies"}, "includePins": {"false"},
		"limit": {strconv.Itoa(min(pageSize, c.env.PageRows()))}}
	if token != "" {
		query.Set("cursor", token)
	}
	var feed authorFeed
	if err := c.get(ctx, "app.bsky.feed.getAuthorFeed", query, &feed); err != nil {
		return walk.Listing{}, err
	}
	others := int64(0)
	for i := range feed.Feed.Items {
		switch item := &feed.Feed.Items[i]; {
		case item.Reason != nil && item.Reason.Type == reasonRepost:
			if string(item.Reason.By.DID) != c.did {
				others++
				continue
			}
			c.repost(&out.Page, item)
		case string(item.Post.Author.DID) != c.did:
			others++
		default:
			c.view(&out.Page, &item.Post)
		}
	}
	out.Rejects = append(out.Rejects, feed.Feed.Rejects(out.Input, "post")...)
	if others > 0 {
		out.Notes = append(out.Notes, connectors.Note{Input: out.Input, What: "posts of others stand in the account's feed and are left out", Count: others})
	}
	if out.Next = string(feed.Cursor); out.Next == token && len(feed.Feed.Items)+len(feed.Feed.Bad) == 0 {
		out.Next = "" // some AppViews repeat the cursor behind the last post
	}
	return out, nil
}

// Needs lists no credential: the public AppView wants none.
func Needs() []connectors.Need { return nil }

// Connect reads the account's profile and says what it is.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) ([]string, error) {
	c, err := newClient(a, env)
	if err != nil {
		return nil, err
	}
	p, err := c.read(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect %s to Bluesky: %w", a.ID, err)
	}
	lines := []string{fmt.Sprintf("%s answers without credentials; nothing has to be set up.", c.host)}
	if p.Posts.N != nil && p.Followers.N != nil {
		lines = append(lines, fmt.Sprintf("The account %s has %d posts and %d followers.", c.actor, *p.Posts.N, *p.Followers.N))
	}
	if c.did != c.actor {
		lines = append(lines, fmt.Sprintf("Its DID is %s. Written as handle: it survives a change of the handle.", c.did))
	}
	if c.shut {
		lines = append(lines, "It asked to be shown to signed-in readers only: its posts are not read.")
	}
	return lines, nil
}

// Terms are those of Bluesky, which leave retention to whoever stores.
func Terms(connectors.Account) connectors.Terms {
	return connectors.Terms{DropDeleted: true, Source: "Bluesky Developer Guidelines, item 3 (docs.bsky.app/docs/support/developer-guidelines)"}
}
