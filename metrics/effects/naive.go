package effects

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// ranking is the values of accounts, sorted: those that a tool without regard to
// accounts would compare. Every lever's naive figure is taken from the same one.
type ranking struct {
	samples []*sample
	values  []rankedValue
}

type rankedValue struct {
	v            float64
	account, row int32
}

func newRanking(samples []*sample) *ranking {
	r := &ranking{samples: samples}
	for a, s := range samples {
		for i := range s.rows {
			r.values = append(r.values, rankedValue{s.rows[i].y, int32(a), int32(i)})
		}
	}
	slices.SortFunc(r.values, func(a, b rankedValue) int {
		return cmp.Or(cmp.Compare(a.v, b.v), cmp.Compare(a.account, b.account), cmp.Compare(a.row, b.row))
	})
	return r
}

// naive is a ranking with the level of each value: its place in a sorted list, -1 if
// it is not known.
type naive struct {
	*ranking
	level []int16
}

func newNaive(r *ranking, l lever, levels []string) *naive {
	n := &naive{ranking: r, level: make([]int16, len(r.values))}
	byCode := map[int32]int16{}
	for i, x := range r.values {
		s := r.samples[x.account]
		code := s.rows[x.row].code(l.column)
		k, ok := byCode[code]
		if !ok {
			k = -1
			if place, ok := slices.BinarySearch(levels, l.level(s.names.text[code])); ok {
				k = int16(place)
			}
			byCode[code] = k
		}
		n.level[i] = k
	}
	return n
}

// lift returns the ratio of medians of a level and of the other levels, 0 if either
// has no posts or a median of 0. One account can be left out (-1 for none).
func (n *naive) lift(level int16, without int32) float64 {
	in, out := n.median(level, without)
	if in <= 0 || out <= 0 {
		return 0
	}
	return in / out
}

// median returns the medians of a level and of the others, 0 for none: first the number
// of values is found, then those in the middle, without a copy of them.
func (n *naive) median(level int16, without int32) (in, out float64) {
	var count, seen [2]int // of the level, of the others
	side := func(i int) int {
		switch k := n.level[i]; {
		case k < 0 || n.values[i].account == without:
			return -1
		case k == level:
			return 0
		}
		return 1
	}
	for i := range n.values {
		if s := side(i); s >= 0 {
			count[s]++
		}
	}
	var middle [2][2]float64 // of each side, the value below the middle and the one above
	for i := range n.values {
		s := side(i)
		if s < 0 {
			continue
		}
		if seen[s] == (count[s]-1)/2 {
			middle[s][0] = n.values[i].v
		}
		if seen[s] == count[s]/2 {
			middle[s][1] = n.values[i].v
		}
		seen[s]++
	}
	of := func(m [2]float64) float64 { return m[0] + (m[1]-m[0])/2 }
	return of(middle[0]), of(middle[1])
}

const (
	alarmLimit    = 1.05 // a naive figure this near to 1 contradicts nothing
	alarmAccounts = 20   // candidates for what makes it
)

// contradicts reports whether the naive figure points away from the lift.
func contradicts(naive float64, b stat.Belief) bool {
	if naive <= 0 || max(b.P, 1-b.P) < stat.LeanP {
		return false
	}
	up := b.Mean > 0
	return up && naive < 1/alarmLimit || !up && naive > alarmLimit
}

// culprit returns the account that makes the naive figure of a level point the wrong
// way: of the 20 with the largest difference in mix, the one whose removal brings it
// farthest to the side of the lift; if none brings it there, the one with the largest
// difference. The difference in mix of an account is
//
//	posts x |its share of the level - the others' share| x |log of its median over the others'|
//
// It is -1 if there is one account only.
func (n *naive) culprit(level int16, up bool) int {
	if len(n.samples) < 2 {
		return -1
	}
	type part struct {
		account     int
		posts, hits float64
		values      []float64
		mix         float64
	}
	parts := make([]part, len(n.samples))
	var posts, hits float64
	all := make([]float64, 0, len(n.values))
	for i, x := range n.values {
		if n.level[i] < 0 {
			continue
		}
		all = append(all, x.v)
		p := &parts[x.account]
		p.account = int(x.account)
		p.posts++
		posts++
		p.values = append(p.values, x.v)
		if n.level[i] == level {
			p.hits++
			hits++
		}
	}
	median := stat.SortedMedian(all)
	for i := range parts {
		p := &parts[i]
		if p.account = i; p.posts == 0 || p.posts == posts {
			continue
		}
		share, rest := p.hits/p.posts, (hits-p.hits)/(posts-p.posts)
		p.mix = p.posts * math.Abs(share-rest) * math.Abs(math.Log((stat.SortedMedian(p.values)+0.5)/(median+0.5)))
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.mix, a.mix) })
	best, farthest := parts[0].account, 0.0
	for _, p := range parts[:min(len(parts), alarmAccounts)] {
		lift := n.lift(level, int32(p.account))
		if lift == 0 {
			continue
		}
		if side := math.Log(lift); up && side > farthest || !up && -side > farthest {
			best, farthest = p.account, math.Abs(side)
		}
	}
	return best
}
