package v2

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// addPoll adds a post's poll. On X one chooses one option, so voters and votes are
// the same number.
func addPoll(p *connectors.Page, post *data.Post, q *poll) {
	closes := data.At(moment(q.Ends))
	row := data.Poll{
		PollID: string(q.ID), PostID: post.PostID, AccountID: post.AccountID, Platform: post.Platform,
		PublishedAt: post.PublishedAt, ObservedAt: post.ObservedAt, Source: post.Source, ClosesAt: closes,
		Closed: q.Status == "closed" || q.Status == "" && closes != 0 && closes <= post.ObservedAt,
	}
	options := q.Options.Items
	slices.SortStableFunc(options, func(a, b pollOption) int {
		if a.Position.N == nil || b.Position.N == nil {
			return 0
		}
		return cmp.Compare(*a.Position.N, *b.Position.N)
	})
	var votes []data.Count
	for i, o := range options {
		option := data.PollOption{
			PollID: row.PollID, PostID: row.PostID, AccountID: row.AccountID, Platform: row.Platform, PublishedAt: row.PublishedAt,
			ObservedAt: row.ObservedAt, Source: row.Source, Position: int64(i), Label: o.Label, Votes: o.Votes.N,
		}
		if option.Votes == nil {
			option.Missing = option.Missing.With("votes", data.Hidden)
		}
		votes = append(votes, option.Votes)
		p.Options = append(p.Options, option)
	}
	if row.VotesTotal = data.SumCounts(votes...); row.VotesTotal == nil {
		row.Missing = row.Missing.With("voters", data.Hidden).With("votes_total", data.Hidden)
	}
	row.Voters = row.VotesTotal
	p.Polls = append(p.Polls, row)
}
