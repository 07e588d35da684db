package peers

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

var benchmarkWindow = metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)}, 26)

func aPeer(i int) data.Account {
	return data.Account{AccountID: data.AccountID(fmt.Sprintf("peer-%d", i)), Platform: data.Bluesky, Role: data.RolePeerMission}
}

func ours() data.Account {
	return data.Account{AccountID: "oslo", Platform: data.Bluesky, Role: data.RoleOwn, Mission: "Oslo"}
}

// post adds a value of a post in a week of the window.
func post(s *Standings, a data.Account, week int, value float64, edit ...func(*data.PostMetric)) {
	v := data.PostMetric{AccountID: a.AccountID, Platform: data.Bluesky, PublishedAt: benchmarkWindow.From.Add(time.Duration(week) * 7 * 24 * time.Hour),
		Metric: metrics.MetricInteractions, Age: metrics.AgeSettled, Paid: data.Organic, Value: &value}
	for _, e := range edit {
		e(&v)
	}
	s.Add(&v, &a)
}

// constant adds twelve posts of one value over six weeks.
func constant(s *Standings, a data.Account, value float64) {
	for i := range 12 {
		post(s, a, i/2, value)
	}
}

func only(t *testing.T, s *Standings, metric string) data.Benchmark {
	t.Helper()
	for _, r := range s.Rows() {
		if r.Metric == metric {
			return r
		}
	}
	t.Fatal("no row")
	return data.Benchmark{}
}

func TestPercentileIsTheMidRank(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mine float64
		want float64
	}{{0, 0}, {1, 5}, {5, 45}, {5.5, 50}, {10, 95}, {11, 100}} { // of peers at 1 to 10
		s := NewStandings(benchmarkWindow)
		for i := range 10 {
			constant(s, aPeer(i), float64(i+1))
		}
		constant(s, ours(), c.mine)
		r := only(t, s, metrics.MetricInteractions)
		if r.Percentile == nil || *r.Percentile != c.want || *r.Low != c.want || *r.High != c.want {
			t.Errorf("at %v: %v (%v to %v), want %v without doubt", c.mine, r.Percentile, r.Low, r.High, c.want)
		}
		if *r.PeerMedian != 5.5 || *r.PeerLow != 3.25 || *r.PeerHigh != 7.75 || r.Peers != 10 || r.PeerPosts != 120 { // numpy.quantile of 1..10
			t.Errorf("peers: %+v", r)
		}
	}
}

func TestTooFewAreNotCompared(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		want string
		fill func(*Standings)
	}{
		{"nine peers", "too few peers (9 of 10)", func(s *Standings) {
			constant(s, ours(), 5)
			for i := range 9 {
				constant(s, aPeer(i), 5)
			}
		}},
		{"the tenth has nine posts", "too few peers (9 of 10)", func(s *Standings) {
			constant(s, ours(), 5)
			for i := range 9 {
				constant(s, aPeer(i), 5)
			}
			for i := range 9 {
				post(s, aPeer(9), i, 5)
			}
		}},
		{"three weeks", "posts in too few weeks (3 of 4)", func(s *Standings) {
			for i := range 12 {
				post(s, ours(), i/4, 5)
			}
			constant(s, aPeer(1), 5)
		}},
		{"outside the window", "too few posts of its own (9 of 10)", func(s *Standings) {
			for i := range 9 {
				post(s, ours(), i, 5)
			}
			post(s, ours(), -1, 5)
			post(s, ours(), 26, 5)
			constant(s, aPeer(1), 5)
		}},
	} {
		s := NewStandings(benchmarkWindow)
		c.fill(s)
		r := only(t, s, metrics.MetricInteractions)
		if r.NotShown != c.want || r.Percentile != nil || r.Low != nil || r.High != nil || r.PeerMedian != nil {
			t.Errorf("%s: %q, percentile %v, peers' median %v; want %q and nothing", c.name, r.NotShown, r.Percentile, r.PeerMedian, c.want)
		}
	}
}

// TestOwnAccountsAreNotPeers: nor are communities, nor what only an account's owner can count.
func TestOwnAccountsAreNotPeers(t *testing.T) {
	t.Parallel()
	s := NewStandings(benchmarkWindow)
	constant(s, ours(), 5)
	for i := range 12 {
		a := ours()
		a.AccountID = data.AccountID(fmt.Sprintf("sister-%d", i))
		constant(s, a, 1)
		a.Role, a.AccountID = data.RoleCommunity, data.AccountID(fmt.Sprintf("forum-%d", i))
		constant(s, a, 1)
	}
	if rows := s.Rows(); len(rows) != 0 {
		t.Errorf("%d comparisons without a peer", len(rows))
	}
	for i := range 12 {
		for w := range 12 {
			post(s, aPeer(i), w, 1, func(v *data.PostMetric) { v.Metric = metrics.MetricReach })
		}
	}
	if rows := s.Rows(); len(rows) != 0 {
		t.Errorf("%d comparisons of reach", len(rows))
	}
}

// TestOneAgeOnly: values of another age class never enter; the class is the one that
// most peers have, whatever its values.
func TestOneAgeOnly(t *testing.T) {
	t.Parallel()
	week := func(v *data.PostMetric) { v.Age = metrics.Age7d }
	s := NewStandings(benchmarkWindow)
	for i := range 12 {
		for w := range 12 {
			post(s, aPeer(i), w, 10, week)
			if i < 3 {
				post(s, aPeer(i), w, 1000)
			}
		}
	}
	for w := range 12 {
		post(s, ours(), w, 20, week)
		post(s, ours(), w, 1)
	}
	r := only(t, s, metrics.MetricInteractions)
	if r.Age != metrics.Age7d || r.Peers != 12 || *r.Percentile != 100 || *r.Median != 20 {
		t.Errorf("at %s against %d peers: percentile %v of median %v", r.Age, r.Peers, *r.Percentile, *r.Median)
	}
}

// TestStandingsDependOnNothingElse: not on the order of rows, not on other own accounts.
func TestStandingsDependOnNothingElse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		type one struct {
			a    data.Account
			week int
			v    float64
		}
		var posts []one
		for i := range 11 {
			for k := range 10 + r.IntN(5) {
				posts = append(posts, one{aPeer(i), k % (4 + r.IntN(4)), math.Floor(20 * r.ExpFloat64())})
			}
		}
		for k := range 14 {
			posts = append(posts, one{ours(), k % 5, math.Floor(20 * r.ExpFloat64())})
		}
		rows := func(more bool) []data.Benchmark {
			s := NewStandings(benchmarkWindow)
			if more {
				a := ours()
				a.AccountID = "paris"
				constant(s, a, 7)
			}
			for _, p := range posts {
				post(s, p.a, p.week, p.v)
			}
			return slices.DeleteFunc(s.Rows(), func(b data.Benchmark) bool { return b.AccountID != "oslo" })
		}
		want := rows(false)
		if p := want[0]; p.Percentile == nil && p.NotShown == "" || p.Percentile != nil && (*p.Low > *p.Percentile || *p.High < *p.Percentile || *p.Low < 0 || *p.High > 100) {
			t.Fatalf("%+v", p)
		}
		r.Shuffle(len(posts), func(i, j int) { posts[i], posts[j] = posts[j], posts[i] })
		if diff := cmp.Diff(want, rows(true)); diff != "" {
			t.Fatal(diff)
		}
	})
}
