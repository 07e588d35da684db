package metrics

import (
	"math"
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
		if first == nil || s.ObservedAt < first.ObservedAt {
			first = s
		}
		if last == nil || s.ObservedAt > last.ObservedAt {
			last = s
		}
	}
	if first == nil {
		return Growth{Missing: data.NotCollected}
	}
	g := Growth{Start: first.Followers, End: last.Followers, From: first.ObservedAt, To: last.ObservedAt}
	span := last.ObservedAt.Sub(first.ObservedAt)
	switch {
	case span < 7*day:
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
