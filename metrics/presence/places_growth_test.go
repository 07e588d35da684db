package presence

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// Of two readings of one moment the stronger source's counts, whatever their order: for
// growth, and for the latest count.
func TestStrongerReadingCounts(t *testing.T) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 26)
	var api, both []data.AccountSnapshot
	for i := range 26 {
		s := data.AccountSnapshot{ObservedAt: w.From.Add(time.Duration(i) * 7 * metrics.Day), Source: data.SourceAPI, Followers: data.N(int64(1000 + 10*i + i%3))}
		feed := s
		feed.Source, feed.Followers = data.SourceFeed, data.N(int64(2000-20*i))
		api, both = append(api, s), append(both, feed, s)
	}
	want, latest := GrowthError(api, w), *latestFollowers(api, w)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.Permutation(both).Draw(t, "order")
		if got := GrowthError(s, w); got != want {
			t.Fatalf("growth is %+v, want %+v", got, want)
		}
		if got := latestFollowers(s, w); got == nil || *got != latest {
			t.Fatalf("the latest count is %v, want %d", got, latest)
		}
	})
}

// Growth knows no unit: ten times the followers grow as fast. Nothing grows backwards
// in time.
func TestGrowthScaleLaw(t *testing.T) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 26)
	rapid.Check(t, func(t *rapid.T) {
		var small, large, turned []data.AccountSnapshot
		n := rapid.IntRange(5, 26).Draw(t, "n")
		for i := range n {
			f := rapid.Int64Range(1, 1e9).Draw(t, "followers")
			s := data.AccountSnapshot{ObservedAt: w.From.Add(time.Duration(i) * 7 * metrics.Day), Followers: data.N(f)}
			small = append(small, s)
			s.Followers = data.N(10 * f)
			large = append(large, s)
			s.Followers, s.ObservedAt = data.N(f), w.From.Add(time.Duration(n-1-i)*7*metrics.Day)
			turned = append(turned, s)
		}
		a, b, c := GrowthError(small, w), GrowthError(large, w), GrowthError(turned, w)
		if a.Missing != "" || math.Abs(a.Log-b.Log) > 1e-9 || math.Abs(a.Variance-b.Variance) > 1e-9*(1+a.Variance) || math.Abs(a.Log+c.Log) > 1e-9 {
			t.Fatalf("%+v times ten is %+v, and turned around %+v", a, b, c)
		}
	})
}

// A platform without an account grows neither nor stands still.
func TestPlaceWithoutAccounts(t *testing.T) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 26)
	for _, r := range PlacesOf("m", []PlaceInput{{Platform: data.X}}, w, []string{metrics.MetricInteractions}, 1.2) {
		if r.GrowthIs != "unknown" || r.Followers != nil || r.Growth != nil || r.Verdict != data.PlaceUnknown {
			t.Errorf("no account: %+v", r)
		}
	}
}

// Drift and variance against figures worked out by hand: four steps of one week of
// 1, 3, 1, 3 % have mean 2 % and are off it by 1 % each.
func TestGrowthError(t *testing.T) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 26)
	var snaps []data.AccountSnapshot
	log := math.Log(1e9)
	for i, step := range []float64{0, 0.01, 0.03, 0.01, 0.03} {
		log += step
		snaps = append(snaps, data.AccountSnapshot{ObservedAt: w.From.Add(time.Duration(i) * 7 * metrics.Day), Followers: data.N(int64(math.Round(math.Exp(log))))})
	}
	g := GrowthError(snaps, w)
	// s2 = 4 x 0.01^2 / 3 = 1.3333e-4. g = -3e-4/3 + 3.4 x 4e-4/12 = 1.3333e-5, felt by
	// 2 g (3/4 + 0.6 x 2/4 + 0.36 x 1/4) = 3.04e-5. Over 4 weeks; Student's t_.975 of 3
	// degrees of freedom is 3.182446.
	want := (1.333333e-4 + 3.04e-5) / 4 * math.Pow(3.182446/1.959964, 2)
	if math.Abs(g.Log-0.02) > 1e-8 || math.Abs(g.Variance/want-1) > 1e-4 {
		t.Errorf("growth %v with variance %v, want 0.02 with %v", g.Log, g.Variance, want)
	}
	if got := GrowthError(snaps[:4], w); got.Missing != data.Immature {
		t.Errorf("three steps are %+v, want immature", got)
	}
	if got := GrowthError(nil, w); got.Missing != data.NotCollected {
		t.Errorf("no reading is %+v, want not_collected", got)
	}
	rounded := slices.Clone(snaps)
	for i := range rounded {
		rounded[i].Precision = "rounded"
	}
	if got := GrowthError(rounded, w); got.Variance <= g.Variance {
		t.Errorf("rounded counts have variance %v, want more than %v", got.Variance, g.Variance)
	}
}
