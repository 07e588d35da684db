package effects

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// firstScreen is how many lines a brief shows first: at most one per lever and
// platform among them.
const firstScreen = 3

// ranked orders one mission's effects as [Advise] says.
func ranked(effects []data.FormatEffect, goals []string) []data.FormatEffect {
	posts := map[data.AccountID]int64{}
	perPlatform := map[data.Platform]int64{}
	for _, e := range effects {
		posts[e.AccountID] = max(posts[e.AccountID], e.N+e.NOther)
	}
	counted := map[data.AccountID]bool{}
	for _, e := range effects {
		if !counted[e.AccountID] {
			counted[e.AccountID] = true
			perPlatform[e.Platform] += posts[e.AccountID]
		}
	}
	weight := func(e *data.FormatEffect) float64 { return importance(e, float64(perPlatform[e.Platform])) }
	order := func(a, b *data.FormatEffect) int {
		return cmp.Or(cmp.Compare(class(a.Verdict), class(b.Verdict)), cmp.Compare(weight(b), weight(a)),
			cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.AccountID, b.AccountID), cmp.Compare(a.Lever, b.Lever), cmp.Compare(a.Level, b.Level))
	}
	byGoal := make([][]data.FormatEffect, len(goals))
	for i, g := range goals {
		for _, e := range effects {
			if e.Goal == g {
				byGoal[i] = append(byGoal[i], e)
			}
		}
		slices.SortStableFunc(byGoal[i], func(a, b data.FormatEffect) int { return order(&a, &b) })
	}
	var out []data.FormatEffect
	for c := range 4 {
		for taken := true; taken; {
			taken = false
			for i, q := range byGoal {
				if len(q) > 0 && class(q[0].Verdict) == c {
					out, byGoal[i], taken = append(out, q[0]), q[1:], true
				}
			}
		}
	}
	return out
}

func class(v data.Verdict) int {
	switch v {
	case data.VerdictMore, data.VerdictLess:
		return 0
	case data.VerdictNoDifference:
		return 1
	case data.VerdictLean:
		return 2
	}
	return 3
}

func importance(e *data.FormatEffect, platformPosts float64) float64 {
	if platformPosts == 0 {
		return 0
	}
	var sure, size float64
	if e.PBetter != nil && e.Lift != nil {
		sure, size = max(*e.PBetter, 1-*e.PBetter), math.Abs(math.Log(*e.Lift))
	}
	level, other := float64(e.N)/platformPosts, float64(e.NOther)/platformPosts
	switch {
	case e.Verdict == data.VerdictNoDifference:
		return level
	case e.Verdict == data.VerdictTry:
		if e.TryWeeks == nil {
			return 0
		}
		return 1 / (1 + float64(*e.TryWeeks))
	case e.Lift != nil && *e.Lift < 1:
		return sure * size * level
	}
	return sure * size * other
}

// presentable reports whether an effect may stand on the first screen: more and less
// must be very sure of their side.
func presentable(e *data.FormatEffect) bool {
	return class(e.Verdict) > 0 || e.PBetter != nil && max(*e.PBetter, 1-*e.PBetter) >= stat.SignP
}

// diversify moves effects up so that the first screen shows a lever of a platform
// once; the rest keep their order.
func diversify(effects []data.FormatEffect) []data.FormatEffect {
	type spot struct {
		platform data.Platform
		lever    string
	}
	seen := map[spot]bool{}
	var first, rest []data.FormatEffect
	for _, e := range effects {
		s := spot{e.Platform, e.Lever}
		if len(first) < firstScreen && !seen[s] && presentable(&e) {
			seen[s] = true
			first = append(first, e)
		} else {
			rest = append(rest, e)
		}
	}
	return append(first, rest...)
}
