package metrics

import (
	"cmp"
	"math"
	"slices"
)

// naive holds the values that a tool without regard to accounts would compare: of all
// accounts together, sorted.
type naive struct {
	values   []naiveValue
	accounts int
}

type naiveValue struct {
	v              float64
	account, level int32
}

// newNaive collects the values of accounts; levels are numbered by their place in the
// sorted list given.
func newNaive(members []*within, l lever, levels []string) *naive {
	n := &naive{accounts: len(members)}
	for a, w := range members {
		for i := range w.sample.rows {
			o := &w.sample.rows[i]
			if text := l.level(w.sample, o); text != "" {
				k, _ := slices.BinarySearch(levels, text)
				n.values = append(n.values, naiveValue{o.y, int32(a), int32(k)})
			}
		}
	}
	slices.SortFunc(n.values, func(a, b naiveValue) int {
		return cmp.Or(cmp.Compare(a.v, b.v), cmp.Compare(a.account, b.account), cmp.Compare(a.level, b.level))
	})
	return n
}

// lift returns the ratio of medians of a level and of the other levels, 0 if either
// has no posts or a median of 0. One account can be left out (-1 for none).
func (n *naive) lift(level int32, without int32) float64 {
	var in, out []float64
	for _, x := range n.values {
		switch {
		case x.account == without:
		case x.level == level:
			in = append(in, x.v)
		default:
			out = append(out, x.v)
		}
	}
	if len(in) == 0 || len(out) == 0 {
		return 0
	}
	a, b := sortedMedian(in), sortedMedian(out)
	if a <= 0 || b <= 0 {
		return 0
	}
	return a / b
}

const (
	alarmLimit    = 1.05 // a naive figure this near to 1 contradicts nothing
	alarmAccounts = 20   // candidates for what makes it
)

// contradicts reports whether the naive figure points away from the lift.
func contradicts(naive float64, b belief) bool {
	if naive <= 0 || max(b.p, 1-b.p) < leanP {
		return false
	}
	up := b.mean > 0
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
func (n *naive) culprit(level int32, up bool) int {
	if n.accounts < 2 {
		return -1
	}
	type part struct {
		account     int
		posts, hits float64
		values      []float64
		mix         float64
	}
	parts := make([]part, n.accounts)
	var posts, hits float64
	for _, x := range n.values {
		p := &parts[x.account]
		p.account = int(x.account)
		p.posts++
		posts++
		p.values = append(p.values, x.v)
		if x.level == level {
			p.hits++
			hits++
		}
	}
	all := make([]float64, len(n.values))
	for i, x := range n.values {
		all[i] = x.v
	}
	median := sortedMedian(all)
	for i := range parts {
		p := &parts[i]
		if p.account = i; p.posts == 0 || p.posts == posts {
			continue
		}
		share, rest := p.hits/p.posts, (hits-p.hits)/(posts-p.posts)
		p.mix = p.posts * math.Abs(share-rest) * math.Abs(math.Log((sortedMedian(p.values)+0.5)/(median+0.5)))
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
