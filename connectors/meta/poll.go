package meta

import (
	"encoding/json"
	"math"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// poll is a poll on Threads: two to four options of which one may be chosen, with
// their shares and the number of all votes.
type poll struct {
	A       string      `json:"option_a"`
	B       string      `json:"option_b"`
	C       string      `json:"option_c"`
	D       string      `json:"option_d"`
	ShareA  share       `json:"option_a_votes_percentage"`
	ShareB  share       `json:"option_b_votes_percentage"`
	ShareC  share       `json:"option_c_votes_percentage"`
	ShareD  share       `json:"option_d_votes_percentage"`
	Total   web.Int     `json:"total_votes"`
	Expires string      `json:"expiration_timestamp"`
	_       web.Ignored `names:"id"`
}

// share is a fraction or a percentage; NaN if it could not be read.
type share float64

// UnmarshalJSON never fails.
func (s *share) UnmarshalJSON(b []byte) error {
	*s = share(math.NaN())
	var n json.Number
	if json.Unmarshal(b, &n) == nil {
		if f, err := n.Float64(); err == nil && f >= 0 && f <= 100 {
			*s = share(f)
		}
	}
	return nil
}

// surelyVotes is up to how many votes a share of two digits leaves no doubt which
// number it is of.
const surelyVotes = 99

// add adds the rows of a poll.
func (x *poll) add(p *connectors.Page, post *data.Post) {
	if x == nil || x.A == "" {
		return
	}
	row := data.Poll{PollID: post.PostID.Native(), PostID: post.PostID, AccountID: post.AccountID, Platform: post.Platform,
		PublishedAt: post.PublishedAt, ObservedAt: post.ObservedAt, Source: post.Source, VotesTotal: x.Total.N,
		Missing: data.Missing("").With("voters", data.Unsupported)}
	if row.VotesTotal == nil {
		row.Missing = row.Missing.With("votes_total", data.Hidden)
	}
	if at, ok := moment(x.Expires); ok {
		row.ClosesAt, row.Closed = data.At(at), data.At(at) <= post.ObservedAt
	}
	p.Polls = append(p.Polls, row)
	labels, shares := []string{x.A, x.B, x.C, x.D}, []share{x.ShareA, x.ShareB, x.ShareC, x.ShareD}
	votes := x.votes(shares)
	for i, label := range labels {
		if label == "" {
			continue
		}
		o := data.PollOption{PollID: row.PollID, PostID: row.PostID, AccountID: row.AccountID, Platform: row.Platform, PublishedAt: row.PublishedAt,
			ObservedAt: row.ObservedAt, Source: row.Source, Position: int64(i), Label: label, Votes: votes[i]}
		if o.Votes == nil {
			o.Missing = o.Missing.With("votes", data.Hidden)
		}
		p.Options = append(p.Options, o)
	}
}

// votes works the numbers out from the shares, where they leave no doubt: the shares
// are whole, the votes few, and the numbers add up.
func (x *poll) votes(shares []share) []data.Count {
	votes := make([]data.Count, len(shares))
	if x.Total.N == nil || *x.Total.N > surelyVotes {
		return votes
	}
	total, whole := float64(*x.Total.N), 0.0
	for _, s := range shares {
		if s == s { // a number
			whole += float64(s)
		}
	}
	unit := 1.0
	switch {
	case total == 0:
	case whole > 0.97 && whole < 1.03:
	case whole > 97 && whole < 103:
		unit = 100
	default:
		return votes
	}
	var sum int64
	for i, s := range shares {
		if s == s {
			n := int64(math.Round(float64(s) / unit * total))
			votes[i], sum = data.N(n), sum+n
		}
	}
	if sum != *x.Total.N {
		return make([]data.Count, len(shares))
	}
	return votes
}
