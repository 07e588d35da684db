package effects

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
)

// How much TestLarge fits.
var (
	largePosts    = flag.Int("large", 0, "TestLarge: posts over 5 years; 0 leaves it out")
	largeAccounts = flag.Int("large-accounts", 1000, "TestLarge: accounts")
)

// ministry makes the posts of many accounts over 5 years, with every lever in use.
func ministry(accounts, posts int) *Frame {
	r := rand.New(rand.NewPCG(20, 26))
	b := NewFrameBuilder(nil)
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	formats := []data.Format{data.FormatImage, data.FormatVideo, data.FormatText, data.FormatLink, data.FormatAlbum}
	texts := []string{strings.Repeat("a", 60), strings.Repeat("a", 120), strings.Repeat("a", 240), strings.Repeat("a", 500)}
	topics := data.Topics()
	for a := range accounts {
		account := data.Account{AccountID: data.AccountID(fmt.Sprintf("a%03d", a)), Platform: data.Mastodon, Role: data.RoleOwn, Mission: fmt.Sprint("m", a/4)}
		base := 3 + r.NormFloat64()
		for i := range posts {
			at := start.Add(time.Duration(float64(i) / float64(posts) * 5 * 365 * float64(metrics.Day))).Add(time.Duration(r.IntN(24)) * time.Hour)
			f := r.IntN(len(formats))
			p := data.Post{PostID: data.PostID(fmt.Sprintf("mastodon:%d-%d", a, i)), Platform: data.Mastodon, PublishedAt: data.At(at),
				Precision: data.BySecond, Paid: data.Organic, Text: texts[r.IntN(len(texts))], Followers: data.N(int64(1000 + i))}
			l := data.PostLabel{Format: formats[f], Language: []string{"en", "nb", "fr"}[r.IntN(3)], PrimaryTopic: topics[r.IntN(len(topics))]}
			if r.IntN(5) == 0 {
				l.Devices = []data.Device{data.DeviceQuestion}
			}
			v := float64(metricstest.Poisson(r, math.Exp(base+0.1*float64(f)+r.NormFloat64())))
			b.Add(&data.PostMetric{Metric: metrics.MetricInteractions, Age: metrics.AgeSettled, Paid: data.Organic, Value: &v}, &p, &l, &account)
		}
	}
	return b.Frame()
}

// TestLarge is a ministry's size with -large=2000000: posts fitted in a minute of two
// idle cores and in 2 GiB, all six levers.
func TestLarge(t *testing.T) {
	if *largePosts == 0 {
		t.Skip("runs with -large, as make campaign does")
	}
	f := ministry(*largeAccounts, *largePosts / *largeAccounts)
	began := time.Now()
	rows := Fit(f, Options{Goals: []string{metrics.MetricInteractions}})
	took := time.Since(began)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d posts, %d effects: %.1f s, %.2f GiB from the system", f.Rows(), len(rows), took.Seconds(), float64(m.Sys)/(1<<30))
	if len(rows) == 0 || m.Sys > 2<<30 {
		t.Errorf("%d effects with %d bytes", len(rows), m.Sys)
	}
}
