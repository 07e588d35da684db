package connectors

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/data"
)

// pollMoment names one reading of one poll.
type pollMoment struct {
	poll     string
	observed data.Micros
	source   data.SourceKind
}

func momentOf(o *data.PollOption) pollMoment { return pollMoment{o.PollID, o.ObservedAt, o.Source} }

// polls keeps the polls of the page that can be true, with their options. A poll
// whose votes do not fit together is set aside whole: which of them is wrong cannot
// be told.
func (c checker) polls(p *Page, bad map[data.PostID]bool) {
	options := map[pollMoment][]data.PollOption{}
	at := map[pollMoment]map[int64]bool{}
	p.Options = keep(p, p.Options, func(o *data.PollOption) (string, string) {
		repair(&o.Label)
		if field, why := c.option(o); why != "" {
			return field, why
		}
		key := momentOf(o)
		if at[key] == nil {
			at[key] = map[int64]bool{}
		}
		if at[key][o.Position] {
			return "position", fmt.Sprintf("the poll has two options at %d", o.Position)
		}
		at[key][o.Position] = true
		options[key] = append(options[key], *o)
		return "", ""
	})
	good := map[pollMoment]data.PostID{}
	p.Polls = keep(p, p.Polls, func(r *data.Poll) (string, string) {
		key := pollMoment{r.PollID, r.ObservedAt, r.Source}
		field, why := c.poll(r)
		switch {
		case why != "":
		case bad[r.PostID]:
			field, why = "post_id", "its post was set aside"
		default:
			field, why = "votes", r.CheckVotes(options[key])
		}
		if why == "" {
			good[key] = r.PostID
		}
		return field, why
	})
	p.Options = keep(p, p.Options, func(o *data.PollOption) (string, string) {
		if post, ok := good[momentOf(o)]; !ok || post != o.PostID {
			return "poll_id", "its poll is not on the page or was set aside"
		}
		return "", ""
	})
}

func (c checker) poll(r *data.Poll) (field, why string) {
	if field, why := r.Validate(c.now); why != "" {
		return field, why
	}
	switch {
	case r.AccountID != c.account.ID:
		return "account_id", "is another account's"
	case r.ObservedAt < r.PublishedAt && r.ObservedAt.Day() != r.PublishedAt.Day():
		return "observed_at", "is before the post was published"
	}
	return tooLarge("voters", r.Voters, "votes_total", r.VotesTotal)
}

func (c checker) option(o *data.PollOption) (field, why string) {
	if field, why := o.Validate(c.now); why != "" {
		return field, why
	}
	if o.AccountID != c.account.ID {
		return "account_id", "is another account's"
	}
	return tooLarge("votes", o.Votes)
}
