package v2

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

// thread reads a page of the conversation under a post. Only conversations that the
// account began are read: below its answers elsewhere others speak to others.
func (c *client) thread(ctx context.Context, t walk.Thread, token string) (walk.Listing, error) {
	l := walk.Listing{Page: connectors.Page{Input: c.input("/2/tweets/search/recent")}}
	id := t.Post.Native()
	if root, seen := c.roots[t.Post]; seen && root != "" && string(root) != id {
		return l, nil
	}
	self, err := c.who(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	most := c.meter.room(forConversations, postPrice+userPrice, int64(min(max(c.env.PageRows(), fewestReplies), mostPosts)))
	if most < fewestReplies {
		c.untold(&l.Page, "conversations are not read, to keep the month's budget for posts", "raise network.x_monthly_usd if the replies are wanted")
		return l, nil
	}
	out, err := c.search(ctx, id, token, most)
	if token != "" && errors.Is(err, connectors.ErrInput) {
		// X no longer knows the page of a run that was stopped: again from the newest.
		out, err = c.search(ctx, id, "", most)
	}
	var refused *web.Error
	if errors.As(err, &refused) && refused.Status == http.StatusForbidden && errors.Is(err, connectors.ErrAuth) {
		c.untold(&l.Page, "conversations are not read: X does not let this app search", "ask for recent search in your agreement, or set replies: false for the account")
		return l, nil
	}
	if err != nil {
		return walk.Listing{}, err
	}
	l.Next = string(out.Meta.Next)
	c.addReplies(&l.Page, t.Post, self, out)
	return l, nil
}

// search asks for a page of a conversation.
func (c *client) search(ctx context.Context, id, token string, most int64) (*answer[post], error) {
	query := url.Values{
		"query": {"conversation_id:" + id}, "max_results": {fmt.Sprint(most)},
		"tweet.fields": {replyFields}, "expansions": {"author_id"}, "user.fields": {"protected"},
	}
	if token != "" {
		query.Set("next_token", token)
	}
	return c.posts(ctx, "/2/tweets/search/recent", query)
}

// untold adds a note to p, the first time that there is reason to.
func (c *client) untold(p *connectors.Page, what, hint string) {
	if !c.told[what] {
		c.told[what] = true
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: what, Hint: hint})
	}
}

// addReplies adds the replies of an answer. The replies of protected accounts, which
// only a token that follows them is shown, are left out.
func (c *client) addReplies(p *connectors.Page, root data.PostID, self *user, out *answer[post]) {
	p.Rejects = append(p.Rejects, out.Data.Rejects(p.Input, "data")...)
	authors := map[web.ID]*user{}
	for i := range out.Includes.Users.Items {
		authors[out.Includes.Users.Items[i].ID] = &out.Includes.Users.Items[i]
	}
	hidden := int64(0)
	for i := range out.Data.Items {
		x := &out.Data.Items[i]
		by := authors[x.AuthorID]
		switch {
		case string(x.ID) == root.Native() || x.refers("retweeted") != "":
			continue
		case !v1.IsID(x.ID) || x.published() == 0:
			p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: int64(i + 1), Why: whyNoID, Hint: "the server sent a reply without id or date"})
			continue
		case by != nil && by.Protected && by.ID != self.ID:
			hidden++
			continue
		}
		p.Replies = append(p.Replies, connectors.Reply{
			Native: string(x.ID), Parent: cmp.Or(x.refers("replied_to"), root.Native()), RootPost: root,
			Author: string(x.AuthorID), HasAuthor: x.AuthorID != "",
			ByAccount:   x.AuthorID == self.ID && self.ID != "" || by != nil && c.configured(by.Username),
			PublishedAt: x.published(), Text: x.body(), LangPlatform: v1.Language(x.Lang), Collection: connectors.CollectionWindow,
		})
	}
	if hidden > 0 {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: "replies of protected accounts left out", Count: hidden})
	}
}
