package youtube

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/data"
)

// thread reads one page of the comments under a video with all answers to them. The
// answers are fetched at once, not by a token of their own: a token would hold the id
// of a comment, and with it anybody could find who wrote it.
func (c *client) thread(ctx context.Context, post walk.Thread, token string) (walk.Listing, error) {
	found, err := c.channel(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	query := url.Values{"part": {"snippet,replies"}, "videoId": {post.Post.Native()}, "order": {"time"},
		"textFormat": {"plainText"}, "maxResults": {strconv.Itoa(commentsPerPage)}}
	if token != "" {
		query.Set("pageToken", token)
	}
	page := connectors.Page{Input: c.input("commentThreads")}
	var answer list[commentThread]
	if err := c.login.get(ctx, "commentThreads", query, &answer); err != nil {
		if because(err, "commentsDisabled") {
			return walk.Listing{Page: page}, nil
		}
		return walk.Listing{}, c.errAccount(err)
	}
	page.Rejects = answer.Items.Rejects(page.Input, "items")
	for i := range answer.Items.Items {
		t := &answer.Items.Items[i]
		answers, err := c.answers(ctx, t, &page)
		if err != nil {
			return walk.Listing{}, err
		}
		for _, one := range append([]comment{t.Snippet.Top}, answers...) {
			c.reply(&page, &one, post.Post, found.ID)
		}
	}
	return walk.Listing{Page: page, Next: answer.NextPageToken}, nil
}

// answers are all answers to a comment: those that came with it, or if there are
// more, those of comments.list.
func (c *client) answers(ctx context.Context, t *commentThread, page *connectors.Page) ([]comment, error) {
	inline := t.Answers.Comments
	if n := t.Snippet.Replies.N; n == nil || *n <= int64(len(inline.Items)+len(inline.Bad)) || t.Snippet.Top.ID == "" {
		page.Rejects = append(page.Rejects, inline.Rejects(page.Input, "replies")...)
		return inline.Items, nil
	}
	var all []comment
	var seen []string // page tokens: a server that repeats one would never end
	query := url.Values{"part": {"snippet"}, "parentId": {t.Snippet.Top.ID}, "textFormat": {"plainText"},
		"maxResults": {strconv.Itoa(commentsPerPage)}}
	for {
		var answer list[comment]
		if err := c.login.get(ctx, "comments", query, &answer); err != nil {
			if because(err, "commentNotFound") {
				return all, nil // deleted in between
			}
			return nil, c.errAccount(err)
		}
		page.Rejects = append(page.Rejects, answer.Items.Rejects(page.Input, "replies")...)
		all = append(all, answer.Items.Items...)
		if answer.NextPageToken == "" || slices.Contains(seen, answer.NextPageToken) {
			return all, nil
		}
		seen = append(seen, answer.NextPageToken)
		query.Set("pageToken", answer.NextPageToken)
	}
}

// reply adds a comment; one without a readable date is set aside.
func (c *client) reply(p *connectors.Page, one *comment, root data.PostID, owner string) {
	s := &one.Snippet
	at, err := time.Parse(time.RFC3339, s.PublishedAt)
	if err != nil || one.ID == "" {
		p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Field: "publishedAt", Why: "bad_date",
			Hint: "the server sent a comment without an id or a readable date"})
		return
	}
	text := s.Text
	if text == "" {
		text = s.Original
	}
	parent := s.ParentID
	if parent == "" {
		parent = root.Native()
	}
	p.Replies = append(p.Replies, connectors.Reply{
		Native: one.ID, Parent: parent, RootPost: root, Author: s.AuthorID.Value, HasAuthor: s.AuthorID.Value != "",
		ByAccount: s.AuthorID.Value != "" && (s.AuthorID.Value == owner || c.env.IsOwn(data.YouTube, s.AuthorID.Value)) ||
			c.env.IsOwn(data.YouTube, s.AuthorName),
		PublishedAt: data.At(at), Text: text, Collection: connectors.CollectionComplete,
	})
}
