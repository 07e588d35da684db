package effects

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// Impressions of before a break inform views after it at half weight, once per post.
func TestBeforeABreakCountsHalf(t *testing.T) {
	fill := func(b *FrameBuilder, metric string, from, n int) {
		for i := from; i < from+n; i++ {
			format, v := data.FormatImage, 100.0+float64(i%7)
			if i%2 == 0 {
				format, v = data.FormatVideo, v*2
			}
			p := data.Post{PostID: data.NewPostID(data.Instagram, metric+string(rune('a'+i%26))+time.Duration(i).String()), Platform: data.Instagram, Precision: data.BySecond,
				Paid: data.Organic, PublishedAt: published.Add(time.Duration(i) * metrics.Day)}
			b.Add(&data.PostMetric{Metric: metric, Age: metrics.AgeSettled, Paid: data.Organic, Value: &v}, &p, &data.PostLabel{Format: format}, &data.Account{AccountID: "a", Role: data.RoleOwn, Mission: "m"})
		}
	}
	of := func(past int) data.FormatEffect {
		b := NewFrameBuilder(nil)
		fill(b, metrics.MetricViews, 100, 12)
		if past > 0 {
			fill(b, metrics.MetricImpressions, 0, past)
		}
		rows := Fit(b.Frame(), Options{Levers: []string{LeverFormat}, Goals: []string{metrics.MetricViews}})
		for _, e := range rows {
			if e.Goal != metrics.MetricViews {
				t.Fatalf("an effect on %s, which was not asked for", e.Goal)
			}
		}
		return effect(t, rows, "a", "video")
	}
	alone, with := of(0), of(60)
	if *with.OwnStdErr >= *alone.OwnStdErr || with.N != alone.N || !strings.Contains(with.Evidence, "before a break") {
		t.Errorf("with the past: se %v, %d posts, %q; alone: se %v, %d posts", *with.OwnStdErr, with.N, with.Evidence, *alone.OwnStdErr, alone.N)
	}
	now, past := contrast{known: true, n: 5, est: 0.2, variance: 0.1}, contrast{known: true, n: 9, est: 0.5, variance: 0.05}
	w := &within{levels: []string{"video"}, contrast: []contrast{now}, past: &within{levels: []string{"video"}, contrast: []contrast{past}}, fresh: 1}
	// Precisions 10 and 0.5/0.05 = 10.
	if e := w.evidenceOf("video"); math.Abs(e.own.est-0.35) > 1e-12 || math.Abs(e.own.variance-0.05) > 1e-12 || e.now != 0.5 {
		t.Errorf("evidence = %+v of %v now, want 0.35, 0.05, half of it", *e.own, e.now)
	}
}
