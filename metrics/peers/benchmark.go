package peers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Model is the version of the comparison with peers.
const Model = "benchmark/2"

// Limits of the comparison with peers.
const (
	benchmarkPeers = 10 // in a set, for a percentile
	LeastPosts     = 10 // with a value, of an account
	LeastWeeks     = 4  // that they were published in
)

// Standings compares the typical posts of own accounts with those of declared peers.
// Only public counts are compared, of posts of the same weeks, at one age.
type Standings struct {
	window  metrics.Window
	own     map[accountPlace]data.Account
	peers   map[accountPlace]data.Role
	series  map[seriesKey]*weekValues
	medians map[seriesKey][]float64 // of resampled weeks, once they were asked for
}

type accountPlace struct {
	account  data.AccountID
	platform data.Platform
}

type seriesKey struct {
	accountPlace
	metric, age string
}

// NewStandings compares posts published in a window.
func NewStandings(w metrics.Window) *Standings {
	return &Standings{window: w, own: map[accountPlace]data.Account{}, peers: map[accountPlace]data.Role{},
		series: map[seriesKey]*weekValues{}, medians: map[seriesKey][]float64{}}
}

// Declare makes an account take part on a platform, whether it has posts there or not.
// Communities never do.
func (s *Standings) Declare(a *data.Account, p data.Platform) {
	switch at := (accountPlace{a.AccountID, p}); {
	case p == "" || p == "exports":
	case a.Role == data.RoleOwn:
		s.own[at] = *a
	case slices.Contains(peerSets(), a.Role):
		s.peers[at] = a.Role
	}
}

// Add adds the value of a post whose day of publishing is known. Values that cannot be
// compared are passed over.
func (s *Standings) Add(v *data.PostMetric, a *data.Account) {
	if v.Value == nil || v.PublishedAt < s.window.From || v.PublishedAt >= s.window.To || !slices.Contains(Metrics(), v.Metric) {
		return
	}
	s.Declare(a, v.Platform)
	key := seriesKey{accountPlace{v.AccountID, v.Platform}, v.Metric, v.Age}
	if s.series[key] == nil {
		s.series[key] = &weekValues{}
	}
	s.series[key].add(*v.Value, s.window.Week(v.PublishedAt), v.Paid == data.PaidFor || v.Paid == data.PaidMixed)
}

// Metrics lists what peers are compared by: what anyone can count.
func Metrics() []string { return []string{metrics.MetricInteractions, metrics.MetricERFollowers} }

func peerSets() []data.Role {
	return []data.Role{data.RolePeerMission, data.RolePeerBrand, data.RolePeerNGO}
}

// Rows returns a row for each own account, set of peers on its platform and metric,
// without period and inputs. They are in order of account, platform, set and metric.
func (s *Standings) Rows() []data.Benchmark {
	var out []data.Benchmark
	for _, at := range slices.SortedFunc(maps.Keys(s.own), comparePlaces) {
		for _, set := range peerSets() {
			peers := s.of(set, at.platform)
			if len(peers) == 0 {
				continue
			}
			for _, metric := range Metrics() {
				out = append(out, s.row(at, set, peers, metric))
			}
		}
	}
	return out
}

func comparePlaces(a, b accountPlace) int {
	return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.platform, b.platform))
}

// of lists the peers of a set on a platform.
func (s *Standings) of(set data.Role, p data.Platform) []accountPlace {
	var out []accountPlace
	for at, role := range s.peers {
		if role == set && at.platform == p {
			out = append(out, at)
		}
	}
	slices.SortFunc(out, comparePlaces)
	return out
}

// age returns the age class that the account and most peers have; settled first.
func (s *Standings) age(at accountPlace, peers []accountPlace, metric string) string {
	best, most := metrics.AgeSettled, -1
	for _, age := range []string{metrics.AgeSettled, metrics.Age28d, metrics.Age7d, metrics.Age24h} {
		if !s.series[seriesKey{at, metric, age}].enough() {
			continue
		}
		if n := len(s.usable(peers, metric, age)); n > most {
			best, most = age, n
		}
	}
	return best
}

func (s *Standings) usable(peers []accountPlace, metric, age string) (keys []seriesKey) {
	for _, p := range peers {
		if key := (seriesKey{p, metric, age}); s.series[key].enough() {
			keys = append(keys, key)
		}
	}
	return keys
}

func (s *Standings) row(at accountPlace, set data.Role, peers []accountPlace, metric string) data.Benchmark {
	account := s.own[at]
	age := s.age(at, peers, metric)
	key := seriesKey{at, metric, age}
	row := data.Benchmark{
		Mission: account.Mission, AccountID: at.account, Platform: at.platform, Set: set, Metric: metric, Age: age,
		From: s.window.From.Day(), To: (s.window.To - 1).Day(), Declared: int64(len(peers)), Dictionary: metrics.Version, Model: Model,
	}
	usable := s.usable(peers, metric, age)
	row.Peers = int64(len(usable))
	var medians []float64
	for _, p := range usable {
		row.PeerPosts += int64(len(s.series[p].posts))
		medians = append(medians, s.series[p].median())
	}
	slices.Sort(medians)
	if len(medians) >= benchmarkPeers {
		row.PeerLow, row.PeerMedian, row.PeerHigh = stat.Figure(quantileOf(medians, 0.25)), stat.Figure(quantileOf(medians, 0.5)), stat.Figure(quantileOf(medians, 0.75))
	}
	mine := s.series[key]
	if mine != nil {
		row.Posts, row.PaidPosts = int64(len(mine.posts)), mine.paid
	}
	switch {
	case !mine.enough() && row.Posts >= LeastPosts:
		row.NotShown = fmt.Sprintf("posts in too few weeks (%d of %d)", mine.weeks(), LeastWeeks)
	case !mine.enough():
		row.NotShown = fmt.Sprintf("too few posts of its own (%d of %d)", row.Posts, LeastPosts)
	case len(usable) < benchmarkPeers:
		row.NotShown = fmt.Sprintf("too few peers (%d of %d)", len(usable), benchmarkPeers)
	}
	if mine.enough() {
		row.Median = stat.Figure(mine.median())
	}
	if row.NotShown == "" {
		low, high := s.interval(key, usable)
		p := percentile(mine.median(), medians)
		row.Percentile, row.Low, row.High = stat.Figure(p), stat.Figure(min(low, p)), stat.Figure(max(high, p))
	}
	return row
}

// percentile is the mid-rank of a value among others, of 100.
func percentile(v float64, others []float64) float64 {
	var below, equal int
	for _, o := range others {
		switch {
		case o < v:
			below++
		case o == v:
			equal++
		}
	}
	return 100 * (float64(below) + 0.5*float64(equal)) / float64(len(others))
}

// quantileOf returns a quantile of sorted values, linear between neighbours (type 7 of
// Hyndman and Fan 1996).
func quantileOf(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}
