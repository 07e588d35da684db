package metrics

import (
	"cmp"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// followersWithin is how far from publishing a follower count may have been read.
const followersWithin = 7 * Day

// CountMetrics lists the metrics of unit count.
func CountMetrics() []string {
	return []string{MetricInteractions, MetricOwned, MetricApproval, MetricConversation, MetricRedistribution, MetricShares,
		MetricReach, MetricViewers, MetricImpressions, MetricViews}
}

// core reports whether a metric gets a row even when there is no value, so that the
// reason is seen. The others have a row only where their source has such a number.
func core(metric string) bool {
	switch metric {
	case MetricInteractions, MetricApproval, MetricConversation, MetricRedistribution, MetricShares:
		return true
	}
	return false
}

// ratio divides two values of one post at one age. The denominator's own error is
// left out: both grow together, so that the ratio is steadier than its parts.
func ratio(a, b value) value {
	if b.v <= 0 {
		return missing(data.BadInput)
	}
	flag := a.flag
	if flag != FlagFalling && b.flag == FlagEstimated {
		flag = FlagEstimated
	}
	return value{v: a.v / b.v, stdErr: a.stdErr / b.v, flag: flag}
}

// Followers holds the account snapshots with a follower count, by account.
type Followers map[data.AccountID][]data.AccountSnapshot

// FollowersOf sorts account snapshots, in any order, by account.
func FollowersOf(snaps []data.AccountSnapshot) Followers {
	f := Followers{}
	for _, s := range snaps {
		if s.Followers != nil {
			f[s.AccountID] = append(f[s.AccountID], s)
		}
	}
	return f
}

// at returns the followers when a post was published: what the source itself says,
// else the account snapshot nearest to it, within 7 days whatever the moment within
// the known precision was; the earlier one of two as near, and of two of one moment
// the smaller count, so that the order of snapshots does not matter.
func (f Followers) at(p *data.Post) data.Count {
	if p.Followers != nil {
		return p.Followers
	}
	span := publishedSpan(p)
	if span > Day {
		return nil
	}
	var best *data.AccountSnapshot
	var nearest time.Duration
	snaps := f[p.AccountID]
	for i := range snaps {
		s := &snaps[i]
		near := s.ObservedAt.Sub(p.PublishedAt.Add(span / 2)).Abs()
		if near > followersWithin {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(near, nearest), cmp.Compare(s.ObservedAt, best.ObservedAt), cmp.Compare(*s.Followers, *best.Followers)) < 0 {
			best, nearest = s, near
		}
	}
	if best == nil {
		return nil
	}
	return best.Followers
}
