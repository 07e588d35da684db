package planner

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// How much of its present share a level gets, by what the advice says of it.
const (
	shareMore  = 1.5
	shareLean  = 1.2
	shareAgain = 0.85 // lean the other way
	shareLess  = 0.5
)

// mix is the levels of one lever that posts are to have, with the reason for each.
type mix struct {
	order []string // levels, one for each post, spread evenly
	why   map[string]string
}

// mixOf turns an account's present mix of a lever and the advice on it into one level
// for each of n posts: more gets half as much again, less half, lean a little more or
// less; levels without a clear difference give their share to the cheapest format.
func (h *habits) mixOf(lever string, advice []data.Advice, n int) mix {
	counts := h.levels(lever)
	m := mix{why: map[string]string{}}
	if len(counts) == 0 {
		return m
	}
	levels := slices.Sorted(maps.Keys(counts))
	said := map[string]data.Advice{}
	for _, a := range advice {
		if _, twice := said[a.Level]; a.Lever == lever && !twice { // of several goals the first one's word counts
			said[a.Level] = a
		}
	}
	weights := make([]float64, len(levels))
	for i, level := range levels {
		a, known := said[level]
		factor := 1.0
		if known {
			factor = factorOf(a)
		}
		weights[i] = factor * float64(counts[level])
		m.why[level] = whyLevel(lever, level, a, known)
	}
	if lever == effects.LeverFormat {
		cheapen(levels, weights, said, m.why)
	}
	quota := apportion(weights, n)
	for i, level := range levels { // what is advised is not lost to rounding
		if a, ok := said[level]; ok && a.Verdict == data.VerdictMore && quota[i] == 0 && n > 1 {
			quota[slices.Index(quota, slices.Max(quota))]--
			quota[i]++
		}
	}
	m.order = evenly(levels, quota)
	return m
}

func factorOf(a data.Advice) float64 {
	switch {
	case a.Verdict == data.VerdictMore:
		return shareMore
	case a.Verdict == data.VerdictLess:
		return shareLess
	case a.Verdict == data.VerdictLean && a.Lift != nil && *a.Lift > 1:
		return shareLean
	case a.Verdict == data.VerdictLean && a.Lift != nil && *a.Lift < 1:
		return shareAgain
	}
	return 1
}

// whyLevel gives the reason for a level in words; empty if there is none but habit.
func whyLevel(lever, level string, a data.Advice, known bool) string {
	if !known || a.Lift == nil {
		return ""
	}
	posts := voice.LevelPosts(lever, level)
	ratio := fmt.Sprintf("%.1f times the %s of your other posts", *a.Lift, voice.GoalWord(a.Goal))
	switch {
	case a.Verdict == data.VerdictMore:
		return fmt.Sprintf("%s drew %s (%s confidence)", posts, ratio, a.Confidence)
	case a.Verdict == data.VerdictLess:
		return fmt.Sprintf("fewer than before: %s drew %s (%s confidence)", posts, ratio, a.Confidence)
	case a.Verdict == data.VerdictLean && *a.Lift > 1:
		return fmt.Sprintf("a hint only: %s drew %s", posts, ratio)
	}
	return ""
}

// costs orders formats by what they take to make, cheapest first. It is a rule of
// thumb of press offices, not a measurement.
func costs() []data.Format {
	return []data.Format{data.FormatText, data.FormatQuote, data.FormatLink, data.FormatImage, data.FormatPoll, data.FormatEvent, data.FormatStory,
		data.FormatAlbum, data.FormatGIF, data.FormatDocument, data.FormatArticle, data.FormatAudio, data.FormatShortVideo, data.FormatVideo, data.FormatLive}
}

// cheapen moves the share of formats without a clear difference to the cheapest format
// that does not do worse.
func cheapen(levels []string, weights []float64, said map[string]data.Advice, why map[string]string) {
	cheapest := -1
	cost := func(level string) int { return slices.Index(costs(), data.Format(level)) }
	for i, level := range levels {
		if factorOf(said[level]) >= 1 && cost(level) >= 0 && (cheapest < 0 || cost(level) < cost(levels[cheapest])) {
			cheapest = i
		}
	}
	for i, level := range levels {
		if said[level].Verdict == data.VerdictNoDifference && cheapest >= 0 && cost(level) > cost(levels[cheapest]) {
			weights[cheapest] += weights[i]
			weights[i] = 0
			if why[levels[cheapest]] == "" {
				why[levels[cheapest]] = fmt.Sprintf("%s make no clear difference here, and this is cheaper", voice.LevelPosts(effects.LeverFormat, level))
			}
		}
	}
}

// evenly strings levels together so that each is spread over the whole: next comes the
// one that is farthest behind its share.
func evenly(levels []string, quota []int) []string {
	n := 0
	for _, q := range quota {
		n += q
	}
	used := make([]int, len(levels))
	var out []string
	for i := range n {
		best := -1
		behind := func(k int) float64 {
			return float64(quota[k])*(float64(i)+0.5)/float64(n) - float64(used[k])
		}
		for k := range levels {
			if used[k] < quota[k] && (best < 0 || behind(k) > behind(best)) {
				best = k
			}
		}
		out = append(out, levels[best])
		used[best]++
	}
	return out
}

// at returns the level of the i-th post and its reason.
func (m mix) at(i int) (level, why string) {
	if len(m.order) == 0 {
		return "", ""
	}
	level = m.order[i%len(m.order)]
	return level, m.why[level]
}

// mostUsed returns the level other than one that the account uses most, empty if none;
// of equal ones the first by name.
func (h *habits) mostUsed(lever, but string) string {
	counts := h.levels(lever)
	levels := slices.DeleteFunc(slices.Sorted(maps.Keys(counts)), func(l string) bool { return l == but || l == string(data.TopicOther) })
	if len(levels) == 0 {
		return ""
	}
	return slices.MaxFunc(levels, func(a, b string) int { return cmp.Or(cmp.Compare(counts[a], counts[b]), strings.Compare(b, a)) })
}
