package discourse

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/caption"
	"github.com/digital-diplomacy/tailor/connectors/markup"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

func (f *forum) post(topic web.ID) data.PostID { return data.NewPostID(platform, f.native(topic)) }

// add adds a topic that was read itself.
func (f *forum) add(p *connectors.Page, a *topicAnswer) {
	var first *post
	for i := range a.Stream.Posts.Items {
		if x := &a.Stream.Posts.Items[i]; x.Number == "1" {
			first = x
		}
	}
	var likes data.Count
	if first != nil {
		likes = first.likes()
	}
	f.row(p, &a.heading, first, likes)
}

// row adds a topic and its counters. Words are stored only if first, the topic's
// first post, is known and by a configured account.
func (f *forum) row(p *connectors.Page, h *heading, first *post, likes data.Count) {
	published, ok := moment(h.CreatedAt)
	if !ok || h.ID == "" || strings.Trim(string(h.ID), "0123456789") != "" {
		p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Field: "topic", Why: "not_understood",
			Hint: "it has no number or no moment; look for a newer version"})
		return
	}
	now := f.env.Clock.Now()
	row := data.Post{PostID: f.post(h.ID), AccountID: f.account.ID, Platform: platform, PublishedAt: published, Precision: data.BySecond,
		FormatNative: "topic", Conversation: string(h.ID), Paid: data.PaidUnknown, ObservedAt: now, Source: data.SourceAPI}
	if first != nil && first.readable() && f.own(first.Username) {
		body := text(first.Cooked)
		row.Text = strings.TrimSpace(h.Title + "\n\n" + body)
		row.URL = f.api.Base + "/t/" + string(h.ID)
		row.Hashtags, row.Links = caption.Hashtags(row.Text), caption.Links(body)
	}
	s := data.PostSnapshot{PostID: row.PostID, AccountID: row.AccountID, Platform: platform, PublishedAt: published, ObservedAt: now, Source: data.SourceAPI,
		Likes: likes, Views: h.Views.N}
	if h.Posts.N != nil {
		s.Replies, s.RepliesScope = data.N(max(*h.Posts.N-1, 0)), "all"
	}
	if s.Views != nil {
		s.ViewsDefinition = "views of the topic, once per visitor and eight hours"
	}
	s.Explain(map[string]data.Reason{"likes": data.NotCollected})
	p.Posts = append(p.Posts, row)
	p.Snapshots = append(p.Snapshots, s)
}

// look reads a topic by its number. Only the forum's own 404 or 410, or a topic that
// it calls deleted, says that it is gone; one that moved out of sight does not.
func (f *forum) look(ctx context.Context, posts []connectors.Known) (connectors.Page, error) {
	if _, err := f.resolve(ctx); err != nil {
		return connectors.Page{}, err
	}
	page := connectors.Page{Input: f.input("/t")}
	for _, k := range posts {
		number, ok := f.number(k.Post)
		if !ok {
			continue
		}
		var a topicAnswer
		err := f.get(ctx, "/t/"+number+".json", nil, &a)
		switch {
		case errors.Is(err, connectors.ErrAuth):
			page.Notes = append(page.Notes, connectors.Note{Input: page.Input, What: "topics that are no longer for everybody are not read again", Count: 1})
		case err == nil && a.DeletedAt != nil, errors.Is(err, connectors.ErrGone):
			now := f.env.Clock.Now()
			page.Posts = append(page.Posts, data.Post{PostID: k.Post, AccountID: f.account.ID, Platform: platform, PublishedAt: k.PublishedAt,
				Precision: data.BySecond, DeletedAt: now, ObservedAt: now, Source: data.SourceAPI, Paid: data.PaidUnknown})
		case err != nil:
			return connectors.Page{}, err
		case f.open(&a.heading):
			f.add(&page, &a)
		}
	}
	return page, nil
}

// text is what a post says, without the words of others that it quotes and without
// previews of pages that it links.
func text(cooked string) string {
	return markup.Text(cooked, func(e markup.Element) bool { return e.Name == "aside" })
}

// moment reads the forum's times, like 2026-05-31T09:00:00.000Z.
func moment(s string) (data.Micros, bool) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.Year() < 2004 || t.Year() > 9999 {
		return 0, false
	}
	return data.At(t), true
}
