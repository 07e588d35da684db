// Package metricstest makes posts and counts that tests of several packages of metrics use.
package metricstest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// Office makes posts of one platform, perWeek of them in each week of the window, by a rule: their reach
// starts at reach and goes by the factor exp(falling) every 13 weeks.
func Office(platform data.Platform, perWeek int, reach, falling float64, w metrics.Window) metrics.AccountPosts {
	a := metrics.AccountPosts{Account: data.Account{AccountID: data.AccountID(platform), Mission: "m", Role: data.RoleOwn}, Platform: platform}
	for k := range w.Weeks {
		for i := range perWeek {
			v := reach * math.Exp(falling*float64(k)/13) * (1 + 0.2*float64((k*7+i*3)%5-2)/2)
			a.Posts = append(a.Posts, metrics.Posted{ID: data.PostID(fmt.Sprintf("%s:%d-%d", platform, k, i)), At: w.From.Add(time.Duration(7*k+i)*metrics.Day + 9*time.Hour),
				Precision: data.BySecond, Paid: data.Organic, Format: data.FormatImage, Topic: "culture",
				Values: []metrics.Measured{{Metric: metrics.MetricInteractions, Value: math.Round(v / 10)}, {Metric: metrics.MetricReach, Value: math.Round(v)}}})
		}
	}
	return a
}

// Poisson draws a count with a mean: by multiplying uniforms (Knuth), and from a normal above 200.
func Poisson(r *rand.Rand, mean float64) int64 {
	if mean > 200 {
		return max(0, int64(math.Round(mean+math.Sqrt(mean)*r.NormFloat64())))
	}
	limit, product, k := math.Exp(-mean), r.Float64(), int64(0)
	for product > limit {
		product *= r.Float64()
		k++
	}
	return k
}

// Values returns the rows of one post, given its snapshots sorted by the moment observed, and
// its account's; none if it has none. m may be nil.
func Values(p *data.Post, snaps []data.PostSnapshot, followers []data.AccountSnapshot, m *metrics.Maturity) []data.PostMetric {
	s := metrics.NewSheet()
	if !s.Read(p, snaps, metrics.FollowersOf(followers), m) {
		return nil
	}
	return s.Rows(nil)
}
