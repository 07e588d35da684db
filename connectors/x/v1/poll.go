package v1

import (
	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// poll is the question of a post as enterprise v1.1 JSON tells it: without votes.
type poll struct {
	Options web.Each[struct {
		Position web.Int `json:"position"`
		Text     string  `json:"text"`
	}] `json:"options"`
	EndDateTime string      `json:"end_datetime"`
	_           web.Ignored `names:"duration_minutes"`
}

// addPoll adds the poll of post to p.
func (s *Status) addPoll(p *connectors.Page, post *data.Post) {
	polls := s.entities().Polls.Items
	if len(polls) == 0 || len(polls[0].Options.Items) == 0 {
		return
	}
	closes := data.At(Moment(polls[0].EndDateTime))
	row := data.Poll{
		PollID: post.PostID.Native(), PostID: post.PostID, AccountID: post.AccountID, Platform: post.Platform,
		PublishedAt: post.PublishedAt, ObservedAt: post.ObservedAt, Source: post.Source,
		ClosesAt: closes, Closed: closes != 0 && closes <= post.ObservedAt,
		Missing: data.Missing("").With("voters", data.Unsupported).With("votes_total", data.Unsupported),
	}
	p.Polls = append(p.Polls, row)
	for i, o := range polls[0].Options.Items {
		p.Options = append(p.Options, data.PollOption{
			PollID: row.PollID, PostID: row.PostID, AccountID: row.AccountID, Platform: row.Platform, PublishedAt: row.PublishedAt,
			ObservedAt: row.ObservedAt, Source: row.Source, Position: int64(i), Label: o.Text,
			Missing: data.Missing("").With("votes", data.Unsupported),
		})
	}
}
