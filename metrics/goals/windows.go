package goals

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/peers"
)

// goalPosts is one account's posts of both windows.
type goalPosts struct {
	account   *metrics.AccountPosts
	base, now []metrics.Posted
}

// goalAccounts returns the accounts with enough posts in both windows, and the names of
// the others.
func goalAccounts(metric string, accounts []metrics.AccountPosts, base, now metrics.Window) (compared []goalPosts, left []string) {
	now = now.After(base)
	for i := range accounts {
		a := &accounts[i]
		c := goalPosts{account: a}
		if base.Weeks > 0 {
			c.base, _ = a.Comparable(metric, base)
			c.now, _ = a.Comparable(metric, now)
		}
		if enoughPosts(c.base, base) && enoughPosts(c.now, now) && !breaksWithin(a.Platform, metric, base, now) {
			compared = append(compared, c)
		} else {
			left = append(left, string(a.Account.AccountID))
		}
	}
	return compared, left
}

func enoughPosts(posts []metrics.Posted, w metrics.Window) bool {
	weeks := map[int32]bool{}
	for i := range posts {
		weeks[w.Week(posts[i].At)] = true
	}
	return len(posts) >= peers.LeastPosts && len(weeks) >= peers.LeastWeeks
}

// breaksWithin reports whether a platform changed what a metric counts between the two.
func breaksWithin(platform data.Platform, metric string, base, now metrics.Window) bool {
	return slices.ContainsFunc(metrics.Breaks(platform), func(b metrics.Break) bool {
		return b.Metric == metric && data.At(b.At) > base.From && data.At(b.At) < now.To
	})
}

// firstWeeks returns the window that begins with the first week of a post with a value.
func firstWeeks(metric string, accounts []metrics.AccountPosts) (metrics.Window, bool) {
	first := data.Micros(math.MaxInt64)
	for i := range accounts {
		for j := range accounts[i].Posts {
			if p := &accounts[i].Posts[j]; p.At < first && (p.Precision == data.BySecond || p.Precision == data.ByDay) {
				if _, ok := p.Value(metric); ok {
					first = p.At
				}
			}
		}
	}
	if first == math.MaxInt64 {
		return metrics.Window{}, false
	}
	return metrics.WindowBefore(data.Clock{AsOf: first.Time().AddDate(0, 0, 7*goalWeeks)}, goalWeeks), true
}

// whyNoGoal says which side lacks what.
func whyNoGoal(metric string, accounts []metrics.AccountPosts, base, now metrics.Window) string {
	if base.Weeks == 0 {
		return data.GoalFewBefore
	}
	if base.From >= now.To {
		return data.GoalNotStarted
	}
	later := now.After(base)
	broken := false
	for i := range accounts {
		a := &accounts[i]
		old, _ := a.Comparable(metric, base)
		if !enoughPosts(old, base) {
			continue
		}
		if breaksWithin(a.Platform, metric, base, later) {
			broken = true
			continue
		}
		if later.Weeks < peers.LeastWeeks {
			return data.GoalTooEarly
		}
		return data.GoalFewNow
	}
	switch {
	case broken:
		return data.GoalBroken
	case later.Weeks < peers.LeastWeeks:
		return data.GoalTooEarly
	}
	return data.GoalFewBefore
}
