package metrics

import (
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// followersWithin is how far from publishing a follower count may have been read.
const followersWithin = 7 * day

// countMetrics lists the metrics of unit count.
func countMetrics() []string {
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

// Values returns what one post's snapshots, sorted by the moment observed, say of
// each metric that its platform has. followers are the account's snapshots in any
// order; m may be nil.
//
// Rows, so that most posts have about six: at settled, one for each goal that
// everybody can count (interactions_public, approval, conversation, redistribution,
// shares) with its value or reason, one for er_followers, and one for each other
// metric that has a value or a reason other than unsupported. At 24h, 7d and 28d,
// only for posts with two readings or one that stands at the age: one for
// interactions_public with its value or reason, others where there is a value.
// er_* stand at 7d and settled. A repost has no rows: its counters are another
// post's; nor has a post whose moment of publishing is not known at all.
//
// Rows are ordered by age and then as in the dictionary.
func Values(p *data.Post, snaps []data.PostSnapshot, followers []data.AccountSnapshot, m *Maturity) []data.PostMetric {
	if p.IsRepost || p.PublishedAt == 0 {
		return nil
	}
	metrics := countMetrics()
	v := valuer{post: p, followers: followersAt(p, followers), rows: make([]data.PostMetric, 0, 2*len(metrics))}
	all := make([]series, len(metrics))
	for i, metric := range metrics {
		seriesOf(p, snaps, metric, &all[i])
		if len(snaps) == 0 {
			all[i].why = data.NotCollected
		}
	}
	if p.Precision == data.BySecond {
		for _, a := range fixedAges() {
			v.age(a.name, metrics, all, func(i int) value { return all[i].at(a.age, m.Curve(p.Platform, metrics[i])) })
		}
	}
	v.age(AgeSettled, metrics, all, func(i int) value { return all[i].settle(m.Curve(p.Platform, metrics[i])) })
	return v.rows
}

// valuer collects the rows of one post.
type valuer struct {
	post      *data.Post
	followers data.Count
	rows      []data.PostMetric
}

// age adds the rows of one age class.
func (v *valuer) age(age string, metrics []string, all []series, read func(i int) value) {
	fixed := age != AgeSettled
	got := make([]value, len(metrics))
	for i, metric := range metrics {
		got[i] = read(i)
		has, why := got[i].why == "", got[i].why
		switch {
		case has, !fixed && core(metric):
		case fixed && metric == MetricInteractions && len(all[i].readings) >= 2:
		case !fixed && why != data.Unsupported && why != data.NotCollected:
		default:
			continue
		}
		v.add(metric, age, got[i], nil)
	}
	if age != Age7d && age != AgeSettled {
		return
	}
	interactions := got[slices.Index(metrics, MetricInteractions)]
	if !fixed || interactions.why == "" {
		v.add(MetricERFollowers, age, perFollower(interactions, v.followers), v.followers)
	}
	for _, rate := range []struct{ id, per string }{
		{MetricERReach, MetricReach}, {MetricERViewers, MetricViewers}, {MetricERImpressions, MetricImpressions}, {MetricERViews, MetricViews},
	} {
		if per := got[slices.Index(metrics, rate.per)]; per.why == "" && interactions.why == "" {
			v.add(rate.id, age, ratio(interactions, per), nil)
		}
	}
}

func perFollower(interactions value, followers data.Count) value {
	switch {
	case interactions.why != "":
		return interactions
	case followers == nil:
		return missing(data.NoFollowers)
	}
	return ratio(interactions, value{v: float64(*followers)})
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

func (v *valuer) add(metric, age string, got value, followers data.Count) {
	row := data.PostMetric{
		PostID: v.post.PostID, AccountID: v.post.AccountID, Platform: v.post.Platform, PublishedAt: v.post.PublishedAt,
		Metric: metric, Age: age, Paid: v.post.Paid, Missing: got.why, Dictionary: Version,
	}
	if got.why == "" {
		row.Value, row.Flag, row.Followers = &got.v, got.flag, followers
		if got.stdErr > 0 {
			row.StdErr = &got.stdErr
		}
	}
	v.rows = append(v.rows, row)
}

// followersAt returns the followers when a post was published: what the source
// itself says, else the account snapshot nearest to it, within 7 days whatever the
// moment within the known precision was; the earlier one of two as near.
func followersAt(p *data.Post, snaps []data.AccountSnapshot) data.Count {
	if p.Followers != nil {
		return p.Followers
	}
	span := publishedSpan(p)
	if span > day {
		return nil
	}
	var best *data.AccountSnapshot
	near := func(s *data.AccountSnapshot) time.Duration {
		return s.ObservedAt.Sub(p.PublishedAt.Add(span / 2)).Abs()
	}
	for i := range snaps {
		s := &snaps[i]
		if s.Followers == nil || s.AccountID != p.AccountID || near(s) > followersWithin {
			continue
		}
		if best == nil || near(s) < near(best) || near(s) == near(best) && s.ObservedAt < best.ObservedAt {
			best = s
		}
	}
	if best == nil {
		return nil
	}
	return best.Followers
}
