package telegram

import (
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// channelItem adds a post of the channel with its counters; service messages, like a
// pinned post, are none. It reports whether that was a row.
func (r *reading) channelItem(p *connectors.Page, it item, c *chatFacts) bool {
	if it.first != nil && (it.first.Type == "service" || it.first.Type == "unsupported") {
		return false
	}
	switch {
	case !r.fresh(p, it):
		return true
	case r.observed < it.at:
		r.reject(p, it.position, whyBeforePost, hintEarly)
		return true
	}
	if len(it.rest) > 0 {
		r.albums++
	}
	post := r.post(it, c)
	p.Posts = append(p.Posts, post)
	p.Snapshots = append(p.Snapshots, r.snapshot(it, c, &post))
	if !post.IsRepost {
		r.poll(p, it.first, &post)
	}
	return true
}

// post maps a message or album. A forwarded message keeps nothing of what it repeats.
func (r *reading) post(it item, c *chatFacts) data.Post {
	m := it.first
	post := data.Post{
		PostID: r.name.id(c.Number, c.isPublic(), *m.ID.N), AccountID: r.account.ID, Platform: data.Telegram,
		PublishedAt: it.at, Precision: data.BySecond, URL: r.name.link(c.isPublic(), *m.ID.N),
		IsReply: m.ReplyTo.N != nil, Paid: data.Organic, ObservedAt: r.observed, Source: data.SourceExport,
	}
	if m.forwarded() {
		post.IsRepost, post.FormatNative = true, "forward"
		return post
	}
	body := it.body()
	post.Text, post.Hashtags, post.Links = body.String(), body.hashtags(), body.links()
	if m.Poll != nil && post.Text == "" {
		post.Text = m.Poll.Question.String()
	}
	if !post.IsReply {
		post.Conversation = post.PostID.Native()
	}
	post.FormatNative, post.MediaCount, post.DurationMS = it.format(len(post.Links) > 0)
	return post
}

// format names the medium, counts the media and gives the length of the longest.
func (it *item) format(linked bool) (word string, media, duration data.Count) {
	n := int64(0)
	it.each(func(m *message) {
		kind := m.medium()
		switch {
		case kind == "":
			return
		case word == "":
			word = kind
		case word != kind:
			word = "mixed"
		}
		if kind != "poll" && kind != "location" && kind != "contact" {
			n++
		}
		if m.Duration.N != nil && *m.Duration.N > 0 && *m.Duration.N < 1e6 {
			duration = data.MaxCount(duration, data.N(*m.Duration.N*1000))
		}
	})
	switch {
	case word != "":
	case linked:
		word = "link"
	default:
		word = "text"
	}
	return word, data.N(n), duration
}

// snapshot maps the counters that an export has: reactions, and the comments that
// stand in the export of the discussion group. Exports say nothing of views and
// forwards. Where no message of a chat has reactions, they were switched off or the
// program that wrote the export was too old to write them.
func (r *reading) snapshot(it item, c *chatFacts, post *data.Post) data.PostSnapshot {
	snap := data.PostSnapshot{
		PostID: post.PostID, AccountID: post.AccountID, Platform: data.Telegram, PublishedAt: post.PublishedAt,
		ObservedAt: r.observed, Source: data.SourceExport, Lifetime: r.lifetime,
	}
	likes, replies := data.Unsupported, data.NotCollected
	switch {
	case post.IsRepost:
		likes = data.NotCollected
	case c.reactions:
		snap.Likes, snap.Reactions = it.reactions()
		likes = data.BadInput
	}
	if n, ok := r.known.posts.comments(post.PostID); ok && !post.IsRepost {
		snap.Replies, snap.RepliesScope = data.N(n), "all"
	}
	snap.Explain(map[string]data.Reason{"likes": likes, "replies": replies})
	return snap
}

// reactions are the sum and the counts by kind. One that cannot be read makes the sum
// unknown.
func (it *item) reactions() (sum data.Count, by map[string]int64) {
	sum = data.N(0)
	it.each(func(m *message) {
		if len(m.Reactions.Bad) > 0 {
			sum = nil
		}
		for _, one := range m.Reactions.Items {
			if sum = data.SumCounts(sum, one.Count.N); one.Count.N == nil {
				continue
			}
			if by == nil {
				by = map[string]int64{}
			}
			by[one.kind()] += *one.Count.N
		}
	})
	return sum, by
}

// poll adds the state of a message's poll. One may choose several options if the
// options have more votes than people voted; an export says it in no other way.
func (r *reading) poll(p *connectors.Page, m *message, post *data.Post) {
	if m.Poll == nil || len(m.Poll.Answers.Items) == 0 {
		return
	}
	row := data.Poll{
		PollID: post.PostID.Native(), PostID: post.PostID, AccountID: post.AccountID, Platform: data.Telegram,
		PublishedAt: post.PublishedAt, ObservedAt: r.observed, Source: data.SourceExport, Closed: m.Poll.Closed, Voters: m.Poll.Voters.N,
	}
	var votes []data.Count
	for _, a := range m.Poll.Answers.Items {
		votes = append(votes, a.Voters.N)
	}
	row.VotesTotal = data.SumCounts(votes...)
	if row.VotesTotal != nil && row.Voters != nil {
		row.Multiple = *row.VotesTotal > *row.Voters
		if *row.VotesTotal == 0 && *row.Voters > 0 { // results are shown only to those who voted
			row.VotesTotal, votes = nil, make([]data.Count, len(votes))
		}
	}
	p.Polls = append(p.Polls, pollMissing(row, data.Hidden))
	for i, a := range m.Poll.Answers.Items {
		p.Options = append(p.Options, optionOf(&row, i, strings.TrimSpace(a.Text.String()), votes[i], data.Hidden))
	}
}

// pollMissing says why a poll's numbers are not known.
func pollMissing(row data.Poll, why data.Reason) data.Poll {
	if row.Voters == nil {
		row.Missing = row.Missing.With("voters", why)
	}
	if row.VotesTotal == nil {
		row.Missing = row.Missing.With("votes_total", why)
	}
	return row
}

// optionOf is one option of a poll.
func optionOf(of *data.Poll, position int, label string, votes data.Count, why data.Reason) data.PollOption {
	o := data.PollOption{
		PollID: of.PollID, PostID: of.PostID, AccountID: of.AccountID, Platform: of.Platform, PublishedAt: of.PublishedAt,
		ObservedAt: of.ObservedAt, Source: of.Source, Position: int64(position), Label: label, Votes: votes,
	}
	if votes == nil {
		o.Missing = o.Missing.With("votes", why)
	}
	return o
}
