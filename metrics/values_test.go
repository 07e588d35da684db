package metrics

import (
	"iter"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

var published = data.At(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC))

func mastodonPost() *data.Post {
	return &data.Post{PostID: "mastodon:1", AccountID: "oslo", Platform: data.Mastodon, PublishedAt: published, Precision: data.BySecond, Paid: data.Organic}
}

// read is a snapshot with n favourites, no boosts and no replies at an age.
func read(age time.Duration, n int64) data.PostSnapshot {
	return data.PostSnapshot{PostID: "mastodon:1", AccountID: "oslo", Platform: data.Mastodon, PublishedAt: published,
		ObservedAt: published.Add(age), Likes: data.N(n), Shares: data.N(0), Replies: data.N(0)}
}

// straight is a maturity that is 0.5 at a day, 0.9 at 7 days, 0.95 at 14 and 1 at 28.
func straight() *Maturity {
	c := &Curve{Points: []Share{{Age: Day, Share: 0.5}, {Age: 7 * Day, Share: 0.9, Spread: 0.09}, {Age: 14 * Day, Share: 0.95}, {Age: 28 * Day, Share: 1}}}
	return &Maturity{curves: map[curveKey]*Curve{{data.Mastodon, MetricInteractions}: c}}
}

func find(rows []data.PostMetric, metric, age string) *data.PostMetric {
	for i := range rows {
		if rows[i].Metric == metric && rows[i].Age == age {
			return &rows[i]
		}
	}
	return nil
}

func TestAges(t *testing.T) {
	h := time.Hour
	tests := []struct {
		name  string
		snaps []data.PostSnapshot
		age   string
		want  float64 // -1: none
		flag  string
		why   data.Reason
	}{
		{"a snapshot within 30 minutes of 24h is exact", []data.PostSnapshot{read(24*h+30*time.Minute, 40)}, Age24h, 40, FlagExact, ""},
		{"the nearer of two", []data.PostSnapshot{read(7*Day-3*h, 40), read(7*Day+h, 44)}, Age7d, 44, FlagExact, ""},
		// m(6d) and m(8d) lie on lines in log age: 0.5+0.4 ln6/ln7 = 0.86831, 0.9+0.05 ln(8/7)/ln2 = 0.90963, so
		// 100 + 30 (0.9-0.86831)/(0.90963-0.86831) = 123.01.
		{"interpolated along maturity", []data.PostSnapshot{read(6*Day, 100), read(8*Day, 130)}, Age7d, 123.01, FlagInterpolated, ""},
		{"too far apart", []data.PostSnapshot{read(2*Day, 100), read(8*Day, 130)}, Age7d, -1, "", data.NotBracketed},
		{"never extrapolated backwards", []data.PostSnapshot{read(8*Day, 100), read(9*Day, 130)}, Age7d, -1, "", data.NotBracketed},
		{"younger than the age", []data.PostSnapshot{read(2*Day, 100), read(3*Day, 130)}, Age7d, -1, "", data.Immature},
		{"falling is flagged", []data.PostSnapshot{read(6*Day, 130), read(8*Day, 100)}, Age7d, 106.99, FlagFalling, ""},
		{"at 28 days it has settled", []data.PostSnapshot{read(28*Day, 7)}, AgeSettled, 7, FlagSettled, ""},
		{"the latest settled one", []data.PostSnapshot{read(30*Day, 7), read(300*Day, 9)}, AgeSettled, 9, FlagSettled, ""},
		{"less than it had", []data.PostSnapshot{read(30*Day, 9), read(300*Day, 7)}, AgeSettled, 7, FlagFalling, ""},
		{"90/0.9", []data.PostSnapshot{read(7*Day, 90)}, AgeSettled, 100, FlagEstimated, ""},
		{"a day short of seven", []data.PostSnapshot{read(6*Day, 90)}, AgeSettled, -1, "", data.Immature},
		{"zero is zero", []data.PostSnapshot{read(40*Day, 0)}, AgeSettled, 0, FlagSettled, ""},
		{"read before publishing", []data.PostSnapshot{read(-h, 3)}, AgeSettled, -1, "", data.BadInput},
	}
	for _, tt := range tests {
		rows := Values(mastodonPost(), tt.snaps, nil, straight())
		got := find(rows, MetricInteractions, tt.age)
		switch {
		case got == nil:
			// A single snapshot beside a fixed age has no row there.
			if tt.want >= 0 || len(tt.snaps) > 1 {
				t.Errorf("%s: no row", tt.name)
			}
		case tt.want < 0 && (got.Value != nil || got.Missing != tt.why):
			t.Errorf("%s: value %v missing %q, want null, %q", tt.name, got.Value, got.Missing, tt.why)
		case tt.want >= 0 && (got.Value == nil || math.Abs(*got.Value-tt.want) > 0.01 || got.Flag != tt.flag):
			t.Errorf("%s: value %v flag %q, want %v %q", tt.name, got.Value, got.Flag, tt.want, tt.flag)
		}
	}
}

// 90 of 100 expected: (100 x 0.09/0.9)^2 + (100 - 90) = 110, whose root is 10.488.
func TestEstimateHasItsError(t *testing.T) {
	rows := Values(mastodonPost(), []data.PostSnapshot{read(7*Day, 90)}, nil, straight())
	got := find(rows, MetricInteractions, AgeSettled)
	if got.StdErr == nil || math.Abs(*got.StdErr-10.488) > 0.001 {
		t.Errorf("std_err = %v, want 10.488", got.StdErr)
	}
	// Without a curve nothing is guessed.
	rows = Values(mastodonPost(), []data.PostSnapshot{read(7*Day, 90)}, nil, nil)
	if got := find(rows, MetricInteractions, AgeSettled); got.Value != nil || got.Missing != data.Immature {
		t.Errorf("without maturity: %v %q, want null, immature", got.Value, got.Missing)
	}
}

func TestCoarsePrecision(t *testing.T) {
	p := mastodonPost()
	p.PublishedAt, p.Precision = data.At(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)), data.ByMonth
	at := func(y int, m time.Month, d int, lifetime bool) []data.PostSnapshot {
		s := read(0, 5)
		s.ObservedAt, s.Lifetime = data.At(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)), lifetime
		return []data.PostSnapshot{s}
	}
	if got := find(Values(p, at(2026, 4, 29, false), nil, straight()), MetricInteractions, AgeSettled); got.Value == nil {
		t.Errorf("read 28 days after the month's end: %q, want a value", got.Missing)
	}
	if got := find(Values(p, at(2026, 4, 27, false), nil, straight()), MetricInteractions, AgeSettled); got.Missing != data.Immature {
		t.Errorf("read 26 days after the month's end: %v %q, want immature", got.Value, got.Missing)
	}
	if got := find(Values(p, at(2026, 3, 5, true), nil, nil), MetricInteractions, AgeSettled); got.Value == nil || *got.Value != 5 || got.Flag != FlagSettled {
		t.Errorf("declared lifetime = %+v, want 5, settled", got)
	}
	if got := find(Values(p, at(2026, 4, 29, false), nil, straight()), MetricInteractions, Age7d); got != nil {
		t.Errorf("fixed age of a post of which the month is known = %+v, want none", got)
	}
}

func TestFollowersAtPublishing(t *testing.T) {
	snap := func(age time.Duration, n int64) data.AccountSnapshot {
		return data.AccountSnapshot{AccountID: "oslo", ObservedAt: published.Add(age), Followers: data.N(n)}
	}
	settledRead := []data.PostSnapshot{read(30*Day, 50)}
	check := func(name string, p *data.Post, followers []data.AccountSnapshot, want float64, why data.Reason) {
		t.Helper()
		got := find(Values(p, settledRead, followers, nil), MetricERFollowers, AgeSettled)
		if want == 0 && (got.Value != nil || got.Missing != why) || want > 0 && (got.Value == nil || *got.Value != want) {
			t.Errorf("%s: er_followers = %+v, want %v %q", name, got, want, why)
		}
	}
	check("the nearest within 7 days", mastodonPost(), []data.AccountSnapshot{snap(-6*Day, 1000), snap(3*Day, 2000), snap(20*Day, 9)}, 50.0/2000, "")
	check("8 days away", mastodonPost(), []data.AccountSnapshot{snap(8*Day, 1000)}, 0, data.NoFollowers)
	check("nobody follows", mastodonPost(), []data.AccountSnapshot{snap(0, 0)}, 0, data.BadInput)
	p := mastodonPost()
	p.Followers = data.N(500)
	check("the source says so", p, []data.AccountSnapshot{snap(0, 1000)}, 0.1, "")
}

func TestRowsAreLean(t *testing.T) {
	var got []string
	for _, r := range Values(mastodonPost(), []data.PostSnapshot{read(30*Day, 50)}, nil, nil) {
		got = append(got, r.Age+" "+r.Metric+" "+string(r.Missing))
	}
	want := []string{"settled approval ", "settled conversation ", "settled er_followers no_followers", "settled interactions_public ",
		"settled redistribution ", "settled shares "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows of a post read once (-want +got):\n%s", diff)
	}
	p := mastodonPost()
	p.IsRepost = true
	if rows := Values(p, []data.PostSnapshot{read(30*Day, 50)}, nil, nil); rows != nil {
		t.Errorf("a repost has rows: %v", rows)
	}
	if rows := Values(mastodonPost(), nil, nil, nil); len(rows) == 0 || rows[0].Missing != data.NotCollected {
		t.Errorf("a post never read = %+v, want not_collected", rows)
	}
}

// grown yields n posts read at ages, whose count at age t is size x m(t), rounded.
func grown(n int, size func(i int) float64, ages ...time.Duration) iter.Seq2[*data.Post, []data.PostSnapshot] {
	return func(yield func(*data.Post, []data.PostSnapshot) bool) {
		for i := range n {
			var snaps []data.PostSnapshot
			for _, a := range ages {
				m := 1 - math.Exp(-float64(a)/float64(2*Day))
				snaps = append(snaps, read(a, int64(math.Round(size(i)*m))))
			}
			if !yield(mastodonPost(), snaps) {
				return
			}
		}
	}
}

func TestFitMaturity(t *testing.T) {
	flat := func(int) float64 { return 1000 }
	c := FitMaturity(grown(25, flat, Day, 3*Day, 7*Day, 28*Day)).Curve(data.Mastodon, MetricInteractions)
	// 1-exp(-1/2) = 0.3935 and 1-exp(-3.5) = 0.9698 of the count at 28 days, 1000.
	for age, want := range map[time.Duration]float64{Day: 0.393, 7 * Day: 0.970, 28 * Day: 1, 90 * Day: 1} {
		if got, ok := c.At(age); !ok || math.Abs(got.Share-want) > 0.001 {
			t.Errorf("m(%v) = %+v %v, want %v", age, got, ok, want)
		}
	}
	if _, ok := c.At(time.Hour); ok {
		t.Error("m(1h) is known although no post was read near it")
	}
	if c := FitMaturity(grown(19, flat, Day, 7*Day, 28*Day)).Curve(data.Mastodon, MetricInteractions); c != nil {
		t.Errorf("19 posts make a curve: %+v", c)
	}
	if c := FitMaturity(grown(50, func(int) float64 { return 9 }, Day, 7*Day, 28*Day)).Curve(data.Mastodon, MetricInteractions); c != nil {
		t.Errorf("posts of 9 interactions make a curve: %+v", c)
	}
}

func TestMaturityIsMonotoneAndOrderFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(20, 40).Draw(t, "posts")
		posts := make([][]data.PostSnapshot, n)
		ages := []time.Duration{6 * time.Hour, Day, 3 * Day, 7 * Day, 14 * Day, 28 * Day}
		for i := range posts {
			for _, a := range ages {
				posts[i] = append(posts[i], read(a, rapid.Int64Range(10, 500).Draw(t, "n")))
			}
		}
		of := func(backwards bool) *Curve {
			return FitMaturity(func(yield func(*data.Post, []data.PostSnapshot) bool) {
				for i := range posts {
					if backwards {
						i = n - 1 - i
					}
					yield(mastodonPost(), posts[i])
				}
			}).Curve(data.Mastodon, MetricInteractions)
		}
		a, b := of(false), of(true)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatalf("order changes the curve:\n%s", diff)
		}
		for i := 1; i < len(a.Points); i++ {
			if a.Points[i].Share < a.Points[i-1].Share {
				t.Fatalf("m falls: %+v", a.Points)
			}
		}
	})
}

func TestGrowthWeekly(t *testing.T) {
	at := func(weeks int, n int64) data.AccountSnapshot {
		return data.AccountSnapshot{ObservedAt: published.Add(time.Duration(weeks) * 7 * Day), Followers: data.N(n)}
	}
	// (1210/1000)^(1/2) - 1 = 0.1
	g := GrowthWeekly([]data.AccountSnapshot{at(2, 1210), at(1, 5), at(0, 1000)}, published, published.Add(365*Day))
	if g.Weekly == nil || math.Abs(*g.Weekly-0.1) > 1e-12 {
		t.Errorf("GrowthWeekly = %+v, want 0.1", g)
	}
	if g := GrowthWeekly([]data.AccountSnapshot{at(0, 1000)}, 0, published.Add(Day)); g.Weekly != nil || g.Missing != data.Immature {
		t.Errorf("GrowthWeekly of one reading = %+v, want immature", g)
	}
	if g := GrowthWeekly(nil, 0, published); g.Missing != data.NotCollected {
		t.Errorf("GrowthWeekly of none = %+v, want not_collected", g)
	}
}

func BenchmarkValues(b *testing.B) {
	p, m := mastodonPost(), straight()
	snaps := []data.PostSnapshot{read(6*time.Hour, 3), read(Day, 10), read(6*Day, 20), read(8*Day, 22), read(27*Day, 24), read(29*Day, 25)}
	followers := []data.AccountSnapshot{{AccountID: "oslo", ObservedAt: published, Followers: data.N(900)}}
	b.ReportAllocs()
	for b.Loop() {
		if len(Values(p, snaps, followers, m)) == 0 {
			b.Fatal("no rows")
		}
	}
}
