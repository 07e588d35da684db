package effects

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// Confidence in a line of advice.
const (
	ConfidenceHigh     = "high"
	ConfidenceModerate = "moderate"
	ConfidenceLow      = "low"
)

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
