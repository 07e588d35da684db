package metrics

import (
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
