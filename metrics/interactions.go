package metrics

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
)

// Counters of a snapshot, named as in its missing column.
const (
	likes       = "likes"
	shares      = "shares"
	replies     = "replies"
	quotes      = "quotes"
	views       = "views"
	impressions = "impressions"
	reach       = "reach"
	saves       = "saves"
)

func platforms() []data.Platform {
	return []data.Platform{data.Facebook, data.Instagram, data.Threads, data.X, data.YouTube, data.TikTok, data.LinkedIn,
		data.Mastodon, data.Bluesky, data.Telegram}
}

// formula returns the counters whose sum is the metric on a platform, nil if it
// has none there.
func formula(p data.Platform, metric string) []string {
	switch metric {
	case MetricInteractions:
		switch p {
		case data.Facebook, data.Mastodon, data.Telegram, data.TikTok, data.LinkedIn:
			return []string{likes, replies, shares}
		case data.Instagram, data.YouTube:
			return []string{likes, replies}
		case data.X, data.Bluesky, data.Threads:
			return []string{likes, replies, shares, quotes}
		}
	case MetricOwned:
		switch p {
		case data.Instagram:
			return []string{likes, replies, saves, shares}
		case data.TikTok:
			return []string{likes, replies, shares, saves}
		case data.X, data.Bluesky:
			return []string{likes, replies, shares, quotes, saves}
		}
	case MetricRedistribution:
		switch p {
		case data.X, data.Bluesky, data.Threads:
			return []string{shares, quotes}
		}
		return ifKnown(p, shares)
	case MetricApproval:
		return ifKnown(p, likes)
	case MetricConversation:
		return ifKnown(p, replies)
	case MetricShares:
		return ifKnown(p, shares)
	case MetricReach:
		switch p {
		case data.Facebook, data.Instagram, data.LinkedIn, data.TikTok:
			return []string{reach}
		}
	case MetricViewers:
		if p == data.Facebook {
			return []string{reach}
		}
	case MetricImpressions:
		switch p {
		case data.Facebook, data.Instagram, data.X, data.LinkedIn, data.YouTube:
			return []string{impressions}
		}
	case MetricViews:
		switch p {
		case data.Facebook, data.Instagram, data.Threads, data.X, data.YouTube, data.TikTok, data.LinkedIn, data.Telegram:
			return []string{views}
		}
	}
	return nil
}

// ifKnown keeps a platform that no definition was written for out of every metric:
// what its columns count is not known.
func ifKnown(p data.Platform, counter string) []string {
	for _, known := range platforms() {
		if p == known {
			return []string{counter}
		}
	}
	return nil
}

// The breaks of Meta's insights metrics, 00:00 UTC: Instagram's views for
// impressions (2025-04-21), the end of Facebook's impressions (2025-11-15), and its
// distinct viewers for reach (2026-06-15).
const (
	instagramViews  data.Micros = 1745193600_000000
	facebookViews   data.Micros = 1763164800_000000
	facebookViewers data.Micros = 1781481600_000000
)

// Validity returns when counters of a metric must have been read for it to mean
// what the dictionary says, [from, to) with 0 for open, and what broke it.
func Validity(p data.Platform, metric string) (from, to data.Micros, what string) {
	switch p {
	case data.Instagram:
		switch metric {
		case MetricImpressions:
			return 0, instagramViews, "views took the place of impressions"
		case MetricViews:
			return instagramViews, 0, "views took the place of impressions"
		}
	case data.Facebook:
		switch metric {
		case MetricImpressions:
			return 0, facebookViews, "impressions are no longer filled"
		case MetricViews:
			return facebookViews, 0, "views of media took the place of impressions"
		case MetricReach:
			return 0, facebookViewers, "distinct viewers took the place of reach"
		case MetricViewers:
			return facebookViewers, 0, "distinct viewers took the place of reach"
		}
	}
	return 0, 0, ""
}

// field returns what reads a counter of a snapshot; nil for a name that is none.
func field(name string) func(*data.PostSnapshot) data.Count {
	switch name {
	case likes:
		return func(s *data.PostSnapshot) data.Count { return s.Likes }
	case shares:
		return func(s *data.PostSnapshot) data.Count { return s.Shares }
	case replies:
		return func(s *data.PostSnapshot) data.Count { return s.Replies }
	case quotes:
		return func(s *data.PostSnapshot) data.Count { return s.Quotes }
	case views:
		return func(s *data.PostSnapshot) data.Count { return s.Views }
	case impressions:
		return func(s *data.PostSnapshot) data.Count { return s.Impressions }
	case reach:
		return func(s *data.PostSnapshot) data.Count { return s.Reach }
	case saves:
		return func(s *data.PostSnapshot) data.Count { return s.Saves }
	}
	return nil
}

func counter(s *data.PostSnapshot, name string) data.Count {
	if f := field(name); f != nil {
		return f(s)
	}
	return nil
}

// plan is how one metric is read on one platform: the counters of its formula, and when they
// must have been read.
type plan struct {
	parts    []part // none: the metric has no formula there
	from, to data.Micros
}

type part struct {
	name string
	of   func(*data.PostSnapshot) data.Count
}

func planOf(p data.Platform, metric string) plan {
	var pl plan
	for _, name := range formula(p, metric) {
		pl.parts = append(pl.parts, part{name, field(name)})
	}
	pl.from, pl.to, _ = Validity(p, metric)
	return pl
}

// plansOf returns the plans of all count metrics, in the order of [CountMetrics].
func plansOf(p data.Platform) []plan {
	metrics := CountMetrics()
	plans := make([]plan, len(metrics))
	for i, metric := range metrics {
		plans[i] = planOf(p, metric)
	}
	return plans
}

// InteractionsPublic returns the interactions that everybody can see on a post, by
// the platform's formula in the [Dictionary]. If a counter of the formula is null
// the sum is nil, and the reason is that of the first such counter; it is
// unsupported for a platform without a formula.
func InteractionsPublic(p data.Platform, s *data.PostSnapshot) (data.Count, data.Reason) {
	return Goal(p, MetricInteractions, s)
}

// Goal returns a metric of unit count from one snapshot: the sum of the counters in
// its formula. It is nil with a reason if the metric has no formula on the platform,
// was not offered when the snapshot was read, or lacks a counter.
func Goal(p data.Platform, metric string, s *data.PostSnapshot) (data.Count, data.Reason) {
	pl := planOf(p, metric)
	n, why := pl.total(s)
	if why != "" {
		return nil, why
	}
	return &n, ""
}

// total adds up a snapshot's counters; it says why if there is no sum.
func (pl *plan) total(s *data.PostSnapshot) (int64, data.Reason) {
	if pl.parts == nil || s.ObservedAt < pl.from || pl.to != 0 && s.ObservedAt >= pl.to {
		return 0, data.Unsupported
	}
	var sum int64
	for i := range pl.parts {
		n := pl.parts[i].of(s)
		if n == nil {
			if why := s.Missing.Reason(pl.parts[i].name); why != "" {
				return 0, why
			}
			return 0, data.NotCollected
		}
		if *n < 0 || sum > math.MaxInt64-*n {
			return 0, data.BadInput
		}
		sum += *n
	}
	return sum, ""
}
