package metrics

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

var published = data.At(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC))

func mastodonPost() *data.Post {
	return &data.Post{PostID: "mastodon:1", AccountID: "oslo", Platform: data.Mastodon, PublishedAt: published, Precision: data.BySecond, Paid: data.Organic}
}

// valuesOf returns the rows of one post, given its snapshots sorted by the moment observed, and
// its account's; none if it has none. m may be nil.
func valuesOf(p *data.Post, snaps []data.PostSnapshot, followers []data.AccountSnapshot, m *Maturity) []data.PostMetric {
	s := NewSheet()
	if !s.Read(p, snaps, FollowersOf(followers), m) {
		return nil
	}
	return s.Rows(nil)
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
		rows := valuesOf(mastodonPost(), tt.snaps, nil, straight())
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
	rows := valuesOf(mastodonPost(), []data.PostSnapshot{read(7*Day, 90)}, nil, straight())
	got := find(rows, MetricInteractions, AgeSettled)
	if got.StdErr == nil || math.Abs(*got.StdErr-10.488) > 0.001 {
		t.Errorf("std_err = %v, want 10.488", got.StdErr)
	}
	// Without a curve nothing is guessed.
	rows = valuesOf(mastodonPost(), []data.PostSnapshot{read(7*Day, 90)}, nil, nil)
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
	if got := find(valuesOf(p, at(2026, 4, 29, false), nil, straight()), MetricInteractions, AgeSettled); got.Value == nil {
		t.Errorf("read 28 days after the month's end: %q, want a value", got.Missing)
	}
	if got := find(valuesOf(p, at(2026, 4, 27, false), nil, straight()), MetricInteractions, AgeSettled); got.Missing != data.Immature {
		t.Errorf("read 26 days after the month's end: %v %q, want immature", got.Value, got.Missing)
	}
	if got := find(valuesOf(p, at(2026, 3, 5, true), nil, nil), MetricInteractions, AgeSettled); got.Value == nil || *got.Value != 5 || got.Flag != FlagSettled {
		t.Errorf("declared lifetime = %+v, want 5, settled", got)
	}
	if got := find(valuesOf(p, at(2026, 4, 29, false), nil, straight()), MetricInteractions, Age7d); got != nil {
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
		got := find(valuesOf(p, settledRead, followers, nil), MetricERFollowers, AgeSettled)
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
	for _, r := range valuesOf(mastodonPost(), []data.PostSnapshot{read(30*Day, 50)}, nil, nil) {
		got = append(got, r.Age+" "+r.Metric+" "+string(r.Missing))
	}
	want := []string{"settled approval ", "settled conversation ", "settled er_followers no_followers", "settled interactions_public ",
		"settled redistribution ", "settled shares "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows of a post read once (-want +got):\n%s", diff)
	}
	p := mastodonPost()
	p.IsRepost = true
	if rows := valuesOf(p, []data.PostSnapshot{read(30*Day, 50)}, nil, nil); rows != nil {
		t.Errorf("a repost has rows: %v", rows)
	}
	if rows := valuesOf(mastodonPost(), nil, nil, nil); len(rows) == 0 || rows[0].Missing != data.NotCollected {
		t.Errorf("a post never read = %+v, want not_collected", rows)
	}
}

func BenchmarkValues(b *testing.B) {
	p, m := mastodonPost(), straight()
	snaps := []data.PostSnapshot{read(6*time.Hour, 3), read(Day, 10), read(6*Day, 20), read(8*Day, 22), read(27*Day, 24), read(29*Day, 25)}
	followers := []data.AccountSnapshot{{AccountID: "oslo", ObservedAt: published, Followers: data.N(900)}}
	b.ReportAllocs()
	for b.Loop() {
		if len(valuesOf(p, snaps, followers, m)) == 0 {
			b.Fatal("no rows")
		}
	}
}
