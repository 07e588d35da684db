package metrics

import (
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// TestExplain follows hand-made values back to the counters they came from.
func TestExplain(t *testing.T) {
	published := data.At(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	snap := func(after time.Duration, n int64) data.PostSnapshot {
		return data.PostSnapshot{Platform: data.Facebook, ObservedAt: published.Add(after), Likes: data.N(n), Replies: data.N(4), Shares: data.N(17)}
	}
	snaps := []data.PostSnapshot{snap(5*Day, 30), snap(9*Day, 50), snap(40*Day, 79)}
	value := func(metric, age, flag string, v float64) data.PostMetric {
		return data.PostMetric{Platform: data.Facebook, PublishedAt: published, Metric: metric, Age: age, Flag: flag, Value: &v}
	}
	settled := value(MetricInteractions, AgeSettled, FlagSettled, 100)
	rate := value(MetricERFollowers, AgeSettled, FlagSettled, 0.05)
	rate.Followers = data.N(2000)
	for _, c := range []struct {
		name  string
		value data.PostMetric
		want  []string
	}{
		{"settled: 79 + 4 + 17 = 100", settled, []string{"likes 79 + replies 4 + shares 17", "2026-02-10", "settled"}},
		{"interpolated between the readings around 7 days", value(MetricInteractions, Age7d, FlagInterpolated, 60), []string{"likes 30", "likes 50", "between"}},
		{"estimated from the newest reading", value(MetricInteractions, AgeSettled, FlagEstimated, 120), []string{"likes 79", "divided by the platform's maturity"}},
		{"a rate names both parts", rate, []string{"interactions_public 100 / followers 2000"}},
		{"missing says why", data.PostMetric{Metric: MetricReach, Missing: data.Unsupported}, []string{"missing: unsupported"}},
	} {
		got := Explain(&c.value, snaps, []data.PostMetric{settled, rate})
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: Explain = %q, want it to say %q", c.name, got, want)
			}
		}
	}
}
