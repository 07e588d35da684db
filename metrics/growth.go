package metrics

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Growth is how fast an account's followers grew.
type Growth struct {
	Weekly   *float64    // (End/Start)^(1/weeks) - 1; null if Missing says why
	Start    data.Count  // followers at From
	End      data.Count  // followers at To
	From, To data.Micros // first and last moment with a count
	Missing  data.Reason
}

// GrowthWeekly returns the average weekly growth of an account's followers, compounding
// (Fanpage Karma's definition), between its first and last snapshot with a count in
// [from, to). Fewer than two counts a week apart are immature; a start of 0 is
// bad_input. Counts that the platform rounds give a growth that is rounded too.
func GrowthWeekly(snaps []data.AccountSnapshot, from, to data.Micros) Growth {
	var first, last *data.AccountSnapshot
	for i := range snaps {
		s := &snaps[i]
		if s.Followers == nil || s.ObservedAt < from || s.ObservedAt >= to {
			continue
		}
		if first == nil || s.ObservedAt < first.ObservedAt || s.ObservedAt == first.ObservedAt && BetterReading(s, first) {
			first = s
		}
		if last == nil || s.ObservedAt > last.ObservedAt || s.ObservedAt == last.ObservedAt && BetterReading(s, last) {
			last = s
		}
	}
	if first == nil {
		return Growth{Missing: data.NotCollected}
	}
	g := Growth{Start: first.Followers, End: last.Followers, From: first.ObservedAt, To: last.ObservedAt}
	span := last.ObservedAt.Sub(first.ObservedAt)
	switch {
	case span < 7*Day:
		g.Missing = data.Immature
	case *first.Followers <= 0 || *last.Followers < 0:
		g.Missing = data.BadInput
	default:
		weeks := float64(span) / float64(7*24*time.Hour)
		rate := math.Pow(float64(*last.Followers)/float64(*first.Followers), 1/weeks) - 1
		g.Weekly = &rate
	}
	return g
}

// BetterReading reports whether the first of two snapshots of one moment, both with a
// count of followers, is the one that counts: that of the stronger source, else the
// smaller.
func BetterReading(a, b *data.AccountSnapshot) bool {
	return cmp.Or(cmp.Compare(b.Source.Rank(), a.Source.Rank()), cmp.Compare(*a.Followers, *b.Followers)) < 0
}

// Responsiveness is how many replies an account wrote for each original post.
type Responsiveness struct {
	Replies, Posts int64
	Value          *float64 // Replies/Posts; null if Missing says why
	Missing        data.Reason
}

// ResponsivenessOf counts an account's posts that answer another against those that
// do not; reposts are neither. Without a single reply it is not_collected: most
// sources do not list an account's own replies, so their absence is no zero. Without
// an original post it is bad_input.
func ResponsivenessOf(posts iter.Seq[data.Post]) Responsiveness {
	var r Responsiveness
	for p := range posts {
		switch {
		case p.IsRepost:
		case p.IsReply:
			r.Replies++
		default:
			r.Posts++
		}
	}
	switch {
	case r.Replies == 0:
		r.Missing = data.NotCollected
	case r.Posts == 0:
		r.Missing = data.BadInput
	default:
		v := float64(r.Replies) / float64(r.Posts)
		r.Value = &v
	}
	return r
}

// AccountMonth returns what the account_metrics table says of one account in one
// month, [from, to): the growth of its followers, if any snapshot has a count, and its
// responsiveness, if it published. Rows are in the order of the table.
func AccountMonth(id data.AccountID, p data.Platform, month string, from, to data.Micros, snaps []data.AccountSnapshot, posts []data.Post) []data.AccountMetric {
	var rows []data.AccountMetric
	row := data.AccountMetric{AccountID: id, Platform: p, Month: month, Dictionary: Version}
	if g := GrowthWeekly(snaps, from, to); g.Start != nil {
		row.Metric, row.From, row.To, row.Start, row.End, row.Value, row.Missing = MetricGrowthWeekly, g.From, g.To, g.Start, g.End, g.Weekly, g.Missing
		rows = append(rows, row)
	}
	if len(posts) > 0 {
		r := ResponsivenessOf(slices.Values(posts))
		row.Metric, row.From, row.To, row.Start, row.End, row.Value, row.Missing = MetricResponsiveness, 0, 0, data.N(r.Posts), data.N(r.Replies), r.Value, r.Missing
		rows = append(rows, row)
	}
	return rows
}
