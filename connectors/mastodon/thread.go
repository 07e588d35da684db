package mastodon

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// The most replies that Mastodon gives of a thread (CONTEXT_LIMIT and
// DESCENDANTS_LIMIT in its statuses_controller.rb).
const (
	mostReplies          = 4096
	mostRepliesAnonymous = 60
)

// replies reads the replies under a post: all that the server gives, in one answer.
func (c *client) replies(ctx context.Context, post walk.Thread, _ string) (walk.Listing, error) {
	listing := walk.Listing{Page: connectors.Page{Input: c.input("/api/v1/statuses/:id/context")}}
	if _, err := c.find(ctx); err != nil {
		return listing, err
	}
	root, err := c.root(ctx, post)
	if err != nil || root == nil || root.ID == "" {
		return listing, wrap(err)
	}
	var t thread
	answer, err := c.api.Get(ctx, "/api/v1/statuses/"+url.PathEscape(string(root.ID))+"/context", nil, &t)
	if err != nil {
		return listing, wrap(err)
	}
	listing.Rejects = t.Descendants.Rejects(listing.Input, "status")
	c.answers(&listing.Page, post, root, &t, c.collection(&t, root, answer.Header))
	if answer.Header.Get("Mastodon-Async-Refresh") != "" {
		listing.Notes = append(listing.Notes, connectors.Note{Input: listing.Input, What: "the server is still fetching replies from other servers", Hint: "the next run reads them"})
	}
	return listing, nil
}

// root is the status that a thread hangs under: its id and how many replies it has.
// Where the walk knows both, nothing is asked.
func (c *client) root(ctx context.Context, post walk.Thread) (*status, error) {
	if id := c.localID(post.Post.Native()); id != "" && post.Replies != nil {
		return &status{ID: web.ID(id), Replies: web.Int{N: post.Replies}}, nil
	}
	return c.status(ctx, post.Post.Native())
}

func wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("read replies: %w", err)
}

// collection says how much of a thread the server gave: truncated if it is at the
// server's limit, or if a status has more direct replies by its own counter than are
// there. Opt-outs are left out later, and do not count as missing.
func (c *client) collection(t *thread, root *status, h http.Header) string {
	limit := mostRepliesAnonymous
	if c.token {
		limit = mostReplies
	}
	if len(t.Descendants.Items) >= limit {
		return connectors.CollectionTruncated
	}
	direct := map[web.ID]int64{}
	for i := range t.Descendants.Items {
		direct[t.Descendants.Items[i].ReplyTo]++
	}
	lacks := func(s *status) bool { return s.Replies.N != nil && *s.Replies.N > direct[s.ID] }
	if lacks(root) {
		return connectors.CollectionTruncated
	}
	for i := range t.Descendants.Items {
		if lacks(&t.Descendants.Items[i]) {
			return connectors.CollectionTruncated
		}
	}
	if c.remote() || h.Get("Mastodon-Async-Refresh") != "" || root.Replies.N == nil {
		return connectors.CollectionWindow
	}
	return connectors.CollectionComplete
}

// answers adds the replies of a thread, without those of people who opted out, and
// those not for everybody.
func (c *client) answers(p *connectors.Page, post walk.Thread, root *status, t *thread, collection string) {
	native := map[web.ID]string{root.ID: post.Post.Native()}
	for i := range t.Descendants.Items {
		native[t.Descendants.Items[i].ID] = c.native(&t.Descendants.Items[i])
	}
	seen, left := map[string]bool{}, int64(0)
	for i := range t.Descendants.Items {
		s := &t.Descendants.Items[i]
		own, id := c.ours(s.Account.ID, s.Account.Acct), native[s.ID]
		switch {
		case id == "" || s.published() == 0:
			p.Rejects = append(p.Rejects, unreadable(p.Input, i, id))
			continue
		case seen[id]:
			continue
		case !s.public(), !own && keepsBack(&s.Account):
			seen[id] = true
			left++
			continue
		}
		seen[id] = true
		author := c.acct(s.Account.Acct)
		p.Replies = append(p.Replies, connectors.Reply{
			Native: id, Parent: native[s.ReplyTo], RootPost: post.Post, Author: author, HasAuthor: author != "", ByAccount: own,
			PublishedAt: s.published(), Text: s.words(plain(string(s.Content))), LangPlatform: language(s.Language), Collection: collection,
		})
	}
	if left > 0 {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: "replies were left out whose authors did not agree to be read, or that are not for everybody", Count: left})
	}
}

// unreadable names a reply that has no address or no date; nothing of it is kept.
func unreadable(input string, i int, id string) data.Reject {
	r := data.Reject{Input: input, Line: int64(i + 1), Field: "created_at", Why: whyBadDate, Hint: "the server sent a reply without a date that can be read; it is not kept"}
	if id == "" {
		r.Field, r.Why, r.Hint = "uri", whyNoID, "the server sent a reply without an address; it is not kept"
	}
	return r
}
