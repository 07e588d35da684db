package effects

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Confidence in a line of advice.
const (
	ConfidenceHigh     = "high"
	ConfidenceModerate = "moderate"
	ConfidenceLow      = "low"
)

// firstScreen is how many lines a brief shows first: at most one per lever and
// platform among them.
const firstScreen = 3

// Advise ranks the effects of own accounts for each mission, first what matters most,
// one row per effect. Only effects on the goals given are ranked, all if none is. Of
// several ages of one account and goal the one with the most posts is used, settled if
// as many.
//
// The order is by verdict: more and less; then no clear difference; then lean; then
// try. Within those it is by
//
//	max(P, 1-P) x |log lift| x share of the mission's posts on the platform that would change
//
// which are the posts of other levels for more, those of the level for less; no clear
// difference by the share of its posts, try by the fewest weeks. More and less are
// among the first three only if P(lift > 1), or P(lift < 1), is at least 0.975. Goals are never added
// up: they take turns in the order given, within one verdict.
func Advise(effects []data.FormatEffect, goals ...string) []data.Advice {
	effects = oneAge(own(effects, goals))
	if len(goals) == 0 {
		for _, e := range effects {
			goals = append(goals, e.Goal)
		}
		goals = slices.Compact(sortedText(goals))
	}
	missions := map[string][]data.FormatEffect{}
	for _, e := range effects {
		missions[e.Mission] = append(missions[e.Mission], e)
	}
	var names []string
	for m := range missions {
		names = append(names, m)
	}
	slices.Sort(names)
	var out []data.Advice
	for _, m := range names {
		for i, e := range diversify(ranked(missions[m], goals)) {
			out = append(out, adviceOf(e, int64(i+1)))
		}
	}
	return out
}

func own(effects []data.FormatEffect, goals []string) []data.FormatEffect {
	var out []data.FormatEffect
	for _, e := range effects {
		alone := e.Lift == nil && e.NOther == 0 // the only level there is: nothing to choose from
		if e.AccountID != "" && e.Verdict != "" && !alone && (len(goals) == 0 || slices.Contains(goals, e.Goal)) {
			out = append(out, e)
		}
	}
	return out
}

// oneAge keeps the age of each account and goal that has the most posts.
func oneAge(effects []data.FormatEffect) []data.FormatEffect {
	type key struct {
		account data.AccountID
		goal    string
	}
	posts := map[key]map[string]int64{}
	for _, e := range effects {
		k := key{e.AccountID, e.Goal}
		if posts[k] == nil {
			posts[k] = map[string]int64{}
		}
		posts[k][e.Age] = max(posts[k][e.Age], e.N+e.NOther)
	}
	best := map[key]string{}
	for k, ages := range posts {
		for _, age := range []string{metrics.AgeSettled, metrics.Age28d, metrics.Age7d, metrics.Age24h} {
			if n, ok := ages[age]; ok && (best[k] == "" || n > ages[best[k]]) {
				best[k] = age
			}
		}
	}
	return slices.DeleteFunc(effects, func(e data.FormatEffect) bool { return e.Age != best[key{e.AccountID, e.Goal}] })
}

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

// confidence is low for lean and try; high for a firm verdict that no single post, week
// or account carries, with at least 10 posts on both sides, at most half of its
// evidence from elsewhere and no naive figure against it; moderate for the other firm
// ones.
func confidence(e *data.FormatEffect) string {
	switch {
	case class(e.Verdict) > 1:
		return ConfidenceLow
	case e.Fragile == "" && e.Alarm == "" && min(e.N, e.NOther) >= 10 && e.Borrowed != nil && *e.Borrowed <= 0.5:
		return ConfidenceHigh
	}
	return ConfidenceModerate
}

func adviceOf(e data.FormatEffect, rank int64) data.Advice {
	return data.Advice{
		Period: e.Period, Mission: e.Mission, Rank: rank, AccountID: e.AccountID, Platform: e.Platform, Audience: e.Audience,
		Goal: e.Goal, Age: e.Age, Lever: e.Lever, Level: e.Level, Verdict: e.Verdict, Confidence: confidence(&e),
		Lift: e.Lift, Low: e.Low, High: e.High, PBetter: e.PBetter, NaiveLift: e.NaiveLift, N: e.N, NOther: e.NOther,
		PMargin: e.PMargin, OwnLift: e.OwnLift, FreeLift: e.FreeLift, Borrowed: e.Borrowed, FromPeers: e.FromPeers, FromShared: e.FromShared, FromPack: e.FromPack, Others: e.Others,
		EValue: e.EValue, EValueLimit: e.EValueLimit, TryPosts: e.TryPosts, TryWeeks: e.TryWeeks, JointWeeks: e.JointWeeks, Alarm: e.Alarm, Fragile: e.Fragile, Model: e.Model, Inputs: e.Inputs,
	}
}
