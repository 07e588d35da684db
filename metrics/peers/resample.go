package peers

import (
	"cmp"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// benchmarkDraws is how often weeks are resampled.
const benchmarkDraws = 1000

// weekValues are the values of an account's posts by week of publishing.
type weekValues struct {
	posts []weekValue
	paid  int64
	tidy  bool // posts are sorted by value
}

type weekValue struct {
	value float64
	week  int32
}

func (s *weekValues) add(value float64, week int32, paid bool) {
	s.posts, s.tidy = append(s.posts, weekValue{value, week}), false
	if paid {
		s.paid++
	}
}

// weeks returns in how many weeks there is a value.
func (s *weekValues) weeks() int {
	seen := map[int32]bool{}
	for _, p := range s.posts {
		seen[p.week] = true
	}
	return len(seen)
}

// enough reports whether the account has a typical value. No series has none.
func (s *weekValues) enough() bool {
	return s != nil && len(s.posts) >= LeastPosts && s.weeks() >= LeastWeeks
}

func (s *weekValues) sort() {
	if !s.tidy {
		slices.SortFunc(s.posts, func(a, b weekValue) int { return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.week, b.week)) })
		s.tidy = true
	}
}

// median returns the median of the values, half-way between the two middle ones.
func (s *weekValues) median() float64 {
	s.sort()
	n := len(s.posts)
	return (s.posts[(n-1)/2].value + s.posts[n/2].value) / 2
}

// resampled returns the medians of benchmarkDraws draws of as many weeks as the account
// posted in, with replacement: posts of one week share what happened in it. The seed is
// made of the key, so the draws depend on nothing but the account's own posts.
func (s *weekValues) resampled(key seriesKey) []float64 {
	s.sort()
	index := map[int32]int{}
	slots := make([]int, len(s.posts)) // weeks numbered from 0, by value
	for i, p := range s.posts {
		if _, ok := index[p.week]; !ok {
			index[p.week] = len(index)
		}
		slots[i] = index[p.week]
	}
	h := fnv.New64a()
	for _, part := range []string{string(key.account), string(key.platform), key.metric, key.age} {
		_, _ = h.Write([]byte(part + "\x00")) // never fails
	}
	r := rand.New(rand.NewPCG(h.Sum64(), uint64(len(s.posts))))
	perWeek, times := make([]int, len(index)), make([]int, len(index))
	for _, slot := range slots {
		perWeek[slot]++
	}
	medians := make([]float64, benchmarkDraws)
	for d := range medians {
		clear(times)
		total := 0
		for range index {
			slot := r.IntN(len(index))
			times[slot]++
			total += perWeek[slot]
		}
		medians[d] = s.weighted(slots, times, total)
	}
	return medians
}

// weighted returns the median where the posts of a week count so many times.
func (s *weekValues) weighted(slots, times []int, total int) float64 {
	var passed int
	var lower float64
	found := false
	for i, slot := range slots {
		if times[slot] == 0 {
			continue
		}
		passed += times[slot]
		if found {
			return (lower + s.posts[i].value) / 2
		}
		if 2*passed > total {
			return s.posts[i].value
		}
		if 2*passed == total {
			lower, found = s.posts[i].value, true
		}
	}
	return lower
}

// interval returns the 90 % interval of the percentile among the peers as declared, who
// are no sample: from the share of peers that lie surely below the account to that of
// those who do not lie surely above it. Surely is a difference of log(1+median) beyond
// 1.645 of its standard error, which is that over draws of both accounts' weeks. Ranks of
// resampled medians are too sure where accounts hardly differ, and differences from all
// peers at once (Mogstad, Romano, Shaikh and Wilhelm 2024) are nearly always right at
// twice the width: see docs/benchmarks.md.
func (s *Standings) interval(own seriesKey, peers []seriesKey) (low, high float64) {
	draws := func(key seriesKey) []float64 {
		if s.medians[key] == nil {
			s.medians[key] = s.series[key].resampled(key)
		}
		return s.medians[key]
	}
	mine, median := draws(own), math.Log1p(s.series[own].median())
	var below, above float64
	for _, p := range peers {
		diff := median - math.Log1p(s.series[p].median())
		theirs := draws(p)
		var sum, square float64
		for d := range mine {
			x := math.Log1p(mine[d]) - math.Log1p(theirs[d])
			sum += x
			square += float64(x * x)
		}
		mean := sum / benchmarkDraws
		sd := math.Sqrt(max(0, square/benchmarkDraws-float64(mean*mean)))
		switch {
		case diff == 0 && sd == 0: // alike without doubt: half of each, as in the percentile
			below, above = below+0.5, above+0.5
		case diff > stat.Z950*sd:
			below++
		case -diff > stat.Z950*sd:
			above++
		}
	}
	n := float64(len(peers))
	return 100 * below / n, 100 * (n - above) / n
}
