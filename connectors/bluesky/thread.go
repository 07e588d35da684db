package bluesky

import (
	"context"
	"net/url"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/data"
)

// thread reads the replies to a post. The AppView gives a thread as a whole.
func (c *client) thread(ctx context.Context, t walk.Thread, _ string) (walk.Listing, error) {
	out := walk.Listing{Page: connectors.Page{Input: c.input("app.bsky.feed.getPostThread")}}
	if parseURI(t.Post.Native()).collection != postCollection {
		return out, nil // a repost's thread is another's
	}
	if err := c.identify(ctx); err != nil {
		return walk.Listing{}, err
	}
	var answer threadAnswer
	query := url.Values{"uri": {t.Post.Native()}, "depth": {"1000"}, "parentHeight": {"0"}}
	if err := c.get(ctx, "app.bsky.feed.getPostThread", query, &answer); err != nil {
		return walk.Listing{}, err
	}
	if answer.Thread.Missing {
		return walk.Listing{}, connectors.ErrGone
	}
	tree := tree{client: c, page: &out.Page, root: t.Post, collection: connectors.CollectionComplete}
	if r := answer.Thread.Post.Record.Reply; r != nil && parseURI(string(r.Root.URI)).authority == c.did {
		// An answer of the account in a thread of its own: what hangs under it hangs
		// under the thread's first post, whose page of replies has it too.
		tree.root = data.NewPostID(data.Bluesky, string(r.Root.URI))
	}
	tree.under(&answer.Thread)
	for i := range out.Replies {
		out.Replies[i].Collection = tree.collection
	}
	for _, n := range []struct {
		what  string
		count int64
	}{{"replies by people who asked to be shown to signed-in readers only are left out", tree.closed},
		{"replies that cannot be read are left out", tree.odd}} {
		if n.count > 0 {
			out.Notes = append(out.Notes, connectors.Note{Input: out.Input, What: n.what, Count: n.count})
		}
	}
	return out, nil
}

// tree gathers the replies of one thread.
type tree struct {
	*client
	page        *connectors.Page
	root        data.PostID
	collection  string
	closed, odd int64
}

// under adds what hangs under n. If the AppView counts more replies than it shows,
// some are missing.
func (t *tree) under(n *node) {
	if told := n.Post.Replies.N; n.Post.ok && told != nil && *told > int64(len(n.Replies)) {
		t.collection = connectors.CollectionTruncated
	}
	for i := range n.Replies {
		t.add(&n.Replies[i], n)
		t.under(&n.Replies[i])
	}
}

func (t *tree) add(n, parent *node) {
	v := &n.Post
	if !v.ok {
		if n.URI == "" { // neither a post nor word of one
			t.odd++
		}
		return
	}
	own := t.own(string(v.Author.DID), string(v.Author.Handle))
	if v.Author.closed() && !own {
		t.closed++
		return
	}
	at := parseURI(string(v.URI))
	published, ok := moment(string(v.Record.CreatedAt), string(v.IndexedAt), at.key)
	if !ok || v.Author.DID == "" {
		t.odd++
		return
	}
	reply := connectors.Reply{
		Native: string(v.URI), RootPost: t.root, Parent: string(parent.Post.URI), Author: string(v.Author.DID), HasAuthor: true,
		ByAccount: own, PublishedAt: published, Text: t.text(&v.Record, &v.postView), LangPlatform: lang(v.Record.Langs),
	}
	if v.Record.Reply != nil && v.Record.Reply.Parent.URI != "" {
		reply.Parent = string(v.Record.Reply.Parent.URI)
	}
	t.page.Replies = append(t.page.Replies, reply)
}
