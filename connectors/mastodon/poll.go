package mastodon

import (
	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// poll adds the state of a status's poll. Its id is a number of one server, so the
// server stands before it.
func (c *client) poll(p *connectors.Page, s *status, post *data.Post) {
	from := s.Poll.of
	if from == nil || post.IsRepost || len(from.Options.Items)+len(from.Options.Bad) == 0 {
		return
	}
	id := post.PostID.Native()
	if from.ID != "" {
		id = c.at.apiHost() + "/" + string(from.ID)
	}
	row := data.Poll{
		PollID: id, PostID: post.PostID, AccountID: post.AccountID, Platform: data.Mastodon, PublishedAt: post.PublishedAt,
		ObservedAt: post.ObservedAt, Source: data.SourceAPI, ClosesAt: moment(from.Expires), Closed: from.Expired.on,
		Multiple: from.Multiple.on, Voters: from.Voters.N, VotesTotal: from.Votes.N,
	}
	if row.Voters == nil && !row.Multiple { // "null if multiple is false": then each voter has one vote
		row.Voters = row.VotesTotal
	}
	if row.Voters == nil {
		row.Missing = row.Missing.With("voters", data.Unsupported)
	}
	if row.VotesTotal == nil {
		row.Missing = row.Missing.With("votes_total", data.Unsupported)
	}
	p.Polls = append(p.Polls, row)
	for i, o := range from.Options.Items {
		choice := data.PollOption{
			PollID: id, PostID: post.PostID, AccountID: post.AccountID, Platform: data.Mastodon, PublishedAt: post.PublishedAt,
			ObservedAt: post.ObservedAt, Source: data.SourceAPI, Position: int64(i), Label: string(o.Title), Votes: o.Votes.N,
		}
		if choice.Votes == nil { // "null if results are not published yet"
			choice.Missing = choice.Missing.With("votes", data.Hidden)
		}
		p.Options = append(p.Options, choice)
	}
}
