package metrics

import (
	"slices"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

func TestInteractionsPublic(t *testing.T) {
	full := data.PostSnapshot{Likes: data.N(100), Replies: data.N(20), Shares: data.N(5), Quotes: data.N(3), Views: data.N(9999), Clicks: data.N(777), Saves: data.N(50)}
	// By the table of definitions: views, clicks and saves are in none.
	for p, want := range map[data.Platform]int64{
		data.Facebook: 125, data.Instagram: 120, data.X: 128, data.YouTube: 120, data.Mastodon: 125, data.Bluesky: 128,
		data.Telegram: 125, data.Threads: 128, data.TikTok: 125, data.LinkedIn: 125,
	} {
		got, why := Goal(p, MetricInteractions, &full)
		if got == nil || *got != want || why != "" {
			t.Errorf("interactions of %s = %v %q, want %d", p, got, why, want)
		}
	}
	if got, why := Goal("myspace", MetricInteractions, &full); got != nil || why != data.Unsupported {
		t.Errorf("a platform without a formula: %v %q, want nil, unsupported", got, why)
	}
	check := func(name string, s data.PostSnapshot, want data.Reason) {
		t.Helper()
		if got, why := Goal(data.X, MetricInteractions, &s); got != nil || why != want {
			t.Errorf("%s: interactions = %v %q, want nil %q", name, got, why, want)
		}
	}
	s := full
	s.Replies, s.Quotes, s.Missing = nil, nil, "quotes=unsupported;replies=hidden"
	check("the first missing part tells", s, data.Hidden)
	s.Missing = ""
	check("nothing is said of it", s, data.NotCollected)
	s = full
	s.Likes = data.N(-1)
	check("a negative count", s, data.BadInput)
}

// Public dumps of X from before 2019 know likes and retweets only.
func TestGoalsOfOldDumps(t *testing.T) {
	s := data.PostSnapshot{Likes: data.N(12), Shares: data.N(3), Missing: "quotes=unsupported;replies=unsupported"}
	for metric, want := range map[string]data.Count{
		MetricApproval: data.N(12), MetricShares: data.N(3), MetricRedistribution: nil, MetricInteractions: nil, MetricConversation: nil,
	} {
		if got, why := Goal(data.X, metric, &s); !data.EqualCount(got, want) || (want == nil) != (why == data.Unsupported) {
			t.Errorf("Goal(%s) = %v %q, want %v", metric, got, why, want)
		}
	}
}

func TestBreaks(t *testing.T) {
	before, after := data.At(time.Date(2025, 4, 20, 0, 0, 0, 0, time.UTC)), data.At(time.Date(2025, 4, 22, 0, 0, 0, 0, time.UTC))
	s := data.PostSnapshot{Impressions: data.N(5), Views: data.N(7), ObservedAt: before}
	if got, _ := Goal(data.Instagram, MetricImpressions, &s); !data.EqualCount(got, data.N(5)) {
		t.Errorf("impressions before the break = %v, want 5", got)
	}
	if got, why := Goal(data.Instagram, MetricViews, &s); got != nil || why != data.Unsupported {
		t.Errorf("views before the break = %v %q, want unsupported", got, why)
	}
	s.ObservedAt = after
	if got, _ := Goal(data.Instagram, MetricViews, &s); !data.EqualCount(got, data.N(7)) {
		t.Errorf("views after the break = %v, want 7", got)
	}
	// The replaced number gets another id, so that nothing compares across the break.
	s = data.PostSnapshot{Reach: data.N(9), ObservedAt: data.At(time.Date(2026, 6, 16, 0, 0, 0, 0, time.UTC))}
	old, _ := Goal(data.Facebook, MetricReach, &s)
	viewers, _ := Goal(data.Facebook, MetricViewers, &s)
	if old != nil || !data.EqualCount(viewers, data.N(9)) {
		t.Errorf("Facebook after June 2026: reach %v, viewers %v, want nil, 9", old, viewers)
	}
	var at []string
	for _, b := range Breaks(data.Facebook) {
		at = append(at, b.Metric+" "+b.At.Format(time.DateOnly))
	}
	if !slices.Contains(at, "impressions 2025-11-15") || !slices.Contains(at, "reach 2026-06-15") {
		t.Errorf("Breaks(facebook) = %v", at)
	}
}

func TestDictionaryIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range Dictionary() {
		if seen[d.ID] || d.ID == "" || d.Formula == "" || d.Source == "" || d.Of == "" || d.Unit != UnitCount && d.Unit != UnitRatio {
			t.Errorf("definition %+v is incomplete or doubled", d)
		}
		seen[d.ID] = true
	}
	for _, m := range CountMetrics() {
		if d, ok := Lookup(m); !ok || d.Unit != UnitCount || len(d.Offered) == 0 {
			t.Errorf("count metric %s has no definition of unit count with platforms", m)
		}
	}
	d, _ := Lookup(MetricImpressions)
	if d.On(data.Mastodon, 1) || !d.On(data.X, 1) || d.On(data.Facebook, facebookViews) {
		t.Errorf("On: impressions are on X, not on Mastodon, and not on Facebook since the break")
	}
}
