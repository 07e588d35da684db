package telegram

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// message adds one post. shown says that the page shows reactions, so that none means
// zero.
func (c *client) message(p *connectors.Page, m *html.Node, number int64, shown bool) {
	post := data.Post{
		PostID: c.name.id("", true, number), AccountID: c.account.ID, Platform: data.Telegram, PublishedAt: publishedAt(m), Precision: data.BySecond,
		URL: c.name.link(true, number), IsReply: first(m, "tgme_widget_message_reply") != nil, Paid: data.Organic,
		ObservedAt: c.env.Clock.Now(), Source: data.SourceAPI,
	}
	snap := data.PostSnapshot{PostID: post.PostID, AccountID: post.AccountID, Platform: data.Telegram, PublishedAt: post.PublishedAt, ObservedAt: post.ObservedAt, Source: data.SourceAPI}
	why := map[string]data.Reason{}
	if first(m, "tgme_widget_message_forwarded_from") != nil {
		post.IsRepost, post.FormatNative = true, "forward"
		why = map[string]data.Reason{"views": data.NotCollected, "likes": data.NotCollected}
	} else {
		c.content(&post, m)
		snap.Views, _ = parseCount(plain(first(m, "tgme_widget_message_views", quoted...)))
		why["views"] = data.Hidden
		if sum, by, some := reactionsOf(m); some || shown {
			snap.Likes, why["likes"] = sum, data.BadInput
			if len(by) > 0 {
				snap.Reactions = by
			}
		}
		if snap.Views != nil {
			snap.ViewsDefinition = viewsDefinition
		}
	}
	snap.Explain(why)
	p.Posts, p.Snapshots = append(p.Posts, post), append(p.Snapshots, snap)
	if !post.IsRepost {
		c.poll(p, m, &post)
	}
}

// content maps text and media.
func (c *client) content(post *data.Post, m *html.Node) {
	text := textOf(m)
	post.Text = plain(text)
	post.Hashtags, post.Links = marks(text)
	kinds, length := media(m)
	n := 0
	for _, kind := range kinds {
		if kind != "poll" && kind != "location" && kind != "contact" {
			n++
		}
		switch post.FormatNative {
		case "", kind:
			post.FormatNative = kind
		default:
			post.FormatNative = "mixed"
		}
	}
	post.MediaCount, post.DurationMS = data.N(int64(n)), length
	card := first(m, "tgme_widget_message_link_preview", "tgme_widget_message_reply")
	if card != nil && len(post.Links) == 0 {
		post.Links = addLink(post.Links, attribute(card, "href"))
	}
	if question := first(m, "tgme_widget_message_poll_question"); question != nil && post.Text == "" {
		post.Text = plain(question)
	}
	switch {
	case post.FormatNative != "":
	case first(m, "message_media_not_supported") != nil:
		post.FormatNative, post.MediaCount = "unknown", nil
	case card != nil || len(post.Links) > 0:
		post.FormatNative = "link"
	default:
		post.FormatNative = "text"
	}
	if !post.IsReply {
		post.Conversation = post.PostID.Native()
	}
}

// poll adds a poll's state. The preview shows percent for each option and the number
// of voters: not votes, which cannot be had from them.
func (c *client) poll(p *connectors.Page, m *html.Node, post *data.Post) {
	from := first(m, "tgme_widget_message_poll", quoted...)
	if from == nil {
		return
	}
	options := find(from, "tgme_widget_message_poll_option_text")
	if len(options) == 0 {
		return
	}
	row := data.Poll{
		PollID: post.PostID.Native(), PostID: post.PostID, AccountID: post.AccountID, Platform: data.Telegram, PublishedAt: post.PublishedAt,
		ObservedAt: post.ObservedAt, Source: data.SourceAPI, Closed: strings.Contains(plain(first(from, "tgme_widget_message_poll_type")), "Final"),
	}
	row.Voters, _ = parseCount(plain(first(m, "tgme_widget_message_voters")))
	p.Polls = append(p.Polls, pollMissing(row, data.Unsupported))
	for i, o := range options {
		p.Options = append(p.Options, optionOf(&row, i, plain(o), nil, data.Unsupported))
	}
}
