package planner

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/metrics/trials"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

const (
	shortestRotation = 4  // weeks
	longestRotation  = 12 // weeks; what takes longer than a quarter is not kept up
	unknownRotation  = 8  // weeks, where the spread of values is not known
	worthFinding     = 1.5
	goodChance       = 0.8 // of finding that lift
	poorChance       = 0.3 // below it a rotation is not worth the trouble
	againAfter       = 26  // weeks after which a question may be asked again
)

// running returns the slots of the account's experiment that has slots from the first
// day of the calendar on, nil if there is none, and whether it was given up. Until the
// planned end of one that was no other is drawn: two over the same posts would each be a
// chance to take luck for a finding.
func (n *planner) running(h *habits) (slots []data.RotationSlot, givenUp bool) {
	first := n.from.Format(time.DateOnly)
	byExperiment := map[string][]data.RotationSlot{}
	for _, s := range n.slots[h.outlet()] {
		byExperiment[s.Experiment] = append(byExperiment[s.Experiment], s)
	}
	for _, id := range slices.Sorted(maps.Keys(byExperiment)) {
		one := byExperiment[id]
		if one[len(one)-1].Day < first {
			continue
		}
		if !n.givenUp(h, one) {
			return one, false
		}
		slots, givenUp = one, true
	}
	return slots, givenUp
}

// givenUp reports whether an experiment was not kept to: at least four of its slots
// have passed, and at most a quarter of them got a post of the level drawn. That goes
// by what was posted alone, never by what the posts got; and by slots before the newest post
// that is known, for of those after it the posts may still come, in the next export.
func (n *planner) givenUp(h *habits, slots []data.RotationSlot) bool {
	newest := ""
	for i := range h.posts {
		newest = max(newest, h.posts[i].at.Format(time.DateOnly))
	}
	due := slices.DeleteFunc(slices.Clone(slots), func(s data.RotationSlot) bool { return s.Day >= newest })
	if len(due) < 4 {
		return false
	}
	kept := 0
	for i, m := range match(due, h.posts) {
		if m >= 0 && h.level(&h.posts[m], due[i].Lever) == due[i].Assigned {
			kept++
		}
	}
	return 4*kept <= len(due)
}

// candidate returns the advice whose question a rotation of this account would answer
// soonest: a verdict of try or lean on format, language or hour that the account's own
// posts can settle, not asked of late.
func (n *planner) candidate(h *habits) (data.Advice, bool) {
	var open []data.Advice
	for _, a := range n.advice[h.outlet()] {
		rotates := a.Lever == effects.LeverFormat || a.Lever == effects.LeverLanguage || a.Lever == effects.LeverHour
		if !rotates || a.Verdict != data.VerdictTry && a.Verdict != data.VerdictLean || a.Goal != n.advice[h.outlet()][0].Goal ||
			!h.plannable(a.Lever, a.Level) || h.mostUsed(a.Lever, a.Level) == "" || n.asked(a) {
			continue
		}
		open = append(open, a)
	}
	if len(open) == 0 {
		return data.Advice{}, false
	}
	weeks := func(a data.Advice) int64 {
		if a.TryWeeks == nil {
			return 1 << 40
		}
		return *a.TryWeeks
	}
	known := func(a data.Advice) int {
		if n.known(h, a.Lever) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(open, func(a, b data.Advice) int {
		return cmp.Or(known(a)-known(b), cmp.Compare(weeks(a), weeks(b)), cmp.Compare(a.Rank, b.Rank))
	})
	return open[0], true
}

// known reports whether something is known of a lever on an account. A test of it would
// take posts from what does better.
func (n *planner) known(h *habits, lever string) bool {
	return slices.ContainsFunc(n.advice[h.outlet()], func(a data.Advice) bool { return a.Lever == lever && a.Verdict == data.VerdictMore })
}

// plannable reports whether an account could plan posts of a level.
func (h *habits) plannable(lever, level string) bool {
	if lever == effects.LeverHour {
		return level != ""
	}
	p := habit{format: data.Format(level), language: level}
	return level != "" && h.level(&p, lever) == level
}

// asked reports whether a rotation asked the same question of late, whether it was read,
// waits for its last posts to settle, or was given up.
func (n *planner) asked(a data.Advice) bool {
	since := n.clock.AsOf.AddDate(0, 0, -7*againAfter).Format(time.DateOnly)
	return slices.ContainsFunc(n.slots[data.Outlet{Account: a.AccountID, Platform: a.Platform}], func(s data.RotationSlot) bool {
		return s.Lever == a.Lever && (s.Level == a.Level || s.Against == a.Level) && s.Day >= since
	})
}

// design draws a new rotation for an account, and says why if there is none to draw.
func (n *planner) design(h *habits, hours []int) (slots []data.RotationSlot, why string) {
	a, ok := n.candidate(h)
	if !ok {
		return nil, ""
	}
	perWeek := testsOf(h.usualWeek())
	if perWeek == 0 {
		first, second := h.perWeeks()
		return nil, fmt.Sprintf("No test is built in: with %d posts in two weeks too few could be drawn by lot.", first+second)
	}
	if n.known(h, a.Lever) && perWeek > 2 {
		perWeek = perWeek / 4 * 2 // the other half is for what is known
	}
	against := h.mostUsed(a.Lever, a.Level)
	spread := h.spread(a.Lever)
	felt := h.felt(worthFinding)
	chance := func(weeks int) float64 { return trials.ChanceToFind(felt, spread, weeks*perWeek/2) }
	weeks := unknownRotation
	if spread > 0 {
		for weeks = shortestRotation; weeks < longestRotation && chance(weeks) < goodChance; {
			weeks++
		}
		if chance(weeks) < poorChance {
			return nil, fmt.Sprintf("No test is built in: %s or not would take your posts alone longer than %d weeks to tell. Ask a sister mission to rotate with you.",
				voice.LevelPosts(a.Lever, a.Level), longestRotation)
		}
	}
	week := n.clock.Now().Week()
	d := drawn{planner: n, habits: h, advice: a, against: against, weeks: weeks, perWeek: perWeek, hours: hours}
	d.proto = data.RotationSlot{
		Period: week, Experiment: strings.Join([]string{string(h.AccountID), a.Lever, a.Level, week}, "/"),
		Mission: n.Mission, AccountID: h.AccountID, Platform: h.Platform, Audience: h.Audience, Goal: a.Goal, Age: a.Age,
		Lever: a.Lever, Level: a.Level, Against: against, Zone: n.Zone.String(), AssignedAt: n.clock.Now(), Design: trials.RotationDesign,
	}
	if spread > 0 {
		c := chance(weeks)
		d.proto.Chance = &c
	}
	return d.slots(), ""
}

// testsOf is how many of a week's posts are drawn by lot: an even number, at most four
// of five, so that the mission can still post what happens.
func testsOf(perWeek int) int {
	switch {
	case perWeek < 2:
		return 0
	case perWeek == 2:
		return 2
	}
	return perWeek * 4 / 5 / 2 * 2
}

// ageOf is how long after publishing a value stands.
func ageOf(age string) time.Duration {
	switch age {
	case metrics.Age24h:
		return 24 * time.Hour
	case metrics.Age7d:
		return 7 * 24 * time.Hour
	}
	return advise.Settling
}
