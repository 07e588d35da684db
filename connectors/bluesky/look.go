package bluesky

import (
	"context"
	"errors"
	"net/url"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// look reads posts by their addresses. A post that is not in the answer may be
// hidden for a while; the AppView is asked for it alone, and only if it then says
// "not found" is it gone.
func (c *client) look(ctx context.Context, posts []connectors.Known) (connectors.Page, error) {
	if err := c.identify(ctx); err != nil {
		return connectors.Page{}, err
	}
	page := connectors.Page{Input: c.input("app.bsky.feed.getPosts")}
	query := url.Values{}
	asked := map[data.PostID]bool{}
	for _, k := range posts {
		if at := parseURI(k.Post.Native()); at.collection == postCollection && at.authority == c.did {
			query.Add("uris", k.Post.Native())
			asked[k.Post] = true
		}
	}
	if len(asked) == 0 || c.shut {
		return page, nil
	}
	var answer postsAnswer
	if err := c.get(ctx, "app.bsky.feed.getPosts", query, &answer); err != nil {
		return connectors.Page{}, err
	}
	for i := range answer.Posts.Items {
		v := &answer.Posts.Items[i]
		if id := data.NewPostID(data.Bluesky, string(v.URI)); asked[id] {
			c.view(&page, v)
			delete(asked, id)
		}
	}
	page.Rejects = append(page.Rejects, answer.Posts.Rejects(page.Input, "post")...)
	for _, k := range posts {
		if !asked[k.Post] || len(answer.Posts.Bad) > 0 { // one of the odd items may be it
			continue
		}
		gone, err := c.gone(ctx, k.Post)
		if err != nil {
			return connectors.Page{}, err
		}
		if gone {
			now := c.env.Clock.Now()
			page.Posts = append(page.Posts, data.Post{PostID: k.Post, AccountID: c.account.ID, Platform: data.Bluesky, PublishedAt: k.PublishedAt,
				Precision: data.BySecond, DeletedAt: now, ObservedAt: now, Source: data.SourceAPI, Paid: data.PaidUnknown})
		}
	}
	return page, nil
}

// gone asks for one post alone.
func (c *client) gone(ctx context.Context, post data.PostID) (bool, error) {
	var answer threadAnswer
	err := c.get(ctx, "app.bsky.feed.getPostThread", url.Values{"uri": {post.Native()}, "depth": {"0"}, "parentHeight": {"0"}}, &answer)
	switch {
	case errors.Is(err, errDeleted):
		return true, nil
	case errors.Is(err, connectors.ErrGone):
		return false, nil
	}
	return err == nil && answer.Thread.Missing, err
}
