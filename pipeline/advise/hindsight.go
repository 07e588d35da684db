package advise

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/metrics/trials"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Lateness is how long after its day a rotation is read although values are missing
// still: exports come when somebody makes them.
const Lateness = 28 * 24 * time.Hour

// Settling is how long after its weeks advice is judged: then every post has reached
// the age at which its counters are settled.
const Settling = 28 * 24 * time.Hour

// Hindsight puts the advice of closed periods beside what happened in the
// [trials.HindsightWeeks] after them, once the posts of those weeks have settled and every
// own account has a newer one; or some have, and lateness has passed. A period is scored once; what was
// scored never changes.
func Hindsight(ctx context.Context, r lake.Reader, a Advising, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	for _, part := range lake.Partitions(r, lake.AdviceTable) {
		w, err := WeeksAfter(strings.TrimPrefix(part, "period="))
		if err != nil {
			return changes, fmt.Errorf("hindsight: %w", err)
		}
		if w.Ready().After(c.AsOf) || slices.Contains(lake.Partitions(r, lake.AdviceOutcomes), part) {
			continue
		}
		some, all, err := knownBeyond(ctx, r, w.to)
		if err != nil {
			return changes, fmt.Errorf("hindsight: %w", err)
		}
		if !some || !all && c.AsOf.Sub(w.Ready()) < Lateness {
			continue // exports come when somebody makes them
		}
		advice, err := lake.Rows(ctx, r, lake.AdviceTable, partition.Only(part))
		if err != nil {
			return changes, fmt.Errorf("hindsight: %w", err)
		}
		outcomes, err := judgeAdvice(ctx, r, a, advice, w, c)
		if err != nil {
			return changes, fmt.Errorf("hindsight on %s: %w", part, err)
		}
		if err := lake.Replace(&changes, lake.AdviceOutcomes, part, outcomes, "scored"); err != nil {
			return changes, fmt.Errorf("hindsight on %s: %w", part, err)
		}
	}
	return changes, nil
}

// knownBeyond reports whether some and whether all own accounts have a post published at
// a moment or later, so that none from before it is still to come.
func knownBeyond(ctx context.Context, r lake.Reader, at time.Time) (some, all bool, err error) {
	waiting := map[data.AccountID]bool{}
	for a, err := range lake.Scan(ctx, r, lake.Accounts, nil) {
		if err != nil {
			return false, false, err
		}
		if a.Role == data.RoleOwn {
			waiting[a.AccountID] = true
		}
	}
	for p, err := range lake.Scan(ctx, r, lake.Posts, partition.Among(partition.From(r, lake.Posts, at))) {
		if err != nil {
			return false, false, err
		}
		if p.PublishedAt >= data.At(at) {
			some = some || waiting[p.AccountID]
			delete(waiting, p.AccountID)
		}
	}
	return some, len(waiting) == 0, nil
}

// window is the weeks that judge advice: from a Monday on, up to another one.
type window struct{ from, to time.Time }

// Ready returns when all posts of the weeks have settled.
func (w window) Ready() time.Time { return w.to.Add(Settling) }

func (w window) holds(at data.Micros) bool { return at >= data.At(w.from) && at < data.At(w.to) }

// WeeksAfter returns the weeks by which advice of a period, like 2026-W18, is judged.
func WeeksAfter(period string) (window, error) {
	from, err := data.WeekEnd(period)
	return window{from, from.AddDate(0, 0, 7*trials.HindsightWeeks)}, err
}

// judgeAdvice judges the advice of one period by own posts published in a window.
func judgeAdvice(ctx context.Context, r lake.Reader, advising Advising, advice []data.Advice, w window, c data.Clock) ([]data.AdviceOutcome, error) {
	out := []data.AdviceOutcome{} // not nil: that there was no advice is noted, too
	if len(advice) == 0 {
		return out, nil
	}
	f, err := framing{zone: advising.Zone, parts: partsWithin(r, w.from, w.to), keep: func(p *data.Post, a *data.Account) bool {
		return a.Role == data.RoleOwn && w.holds(p.PublishedAt) && (p.Precision == data.BySecond || p.Precision == data.ByDay)
	}}.frame(ctx, r)
	if err != nil {
		return nil, err
	}
	o := effects.Options{AsOf: c, Margin: advising.Margin}
	for i := range advice {
		o.Goals, o.Ages = append(o.Goals, advice[i].Goal), append(o.Ages, advice[i].Age)
	}
	slices.Sort(o.Goals)
	slices.Sort(o.Ages)
	o.Goals, o.Ages = slices.Compact(o.Goals), slices.Compact(o.Ages)
	type line struct {
		account          data.AccountID
		platform         data.Platform
		goal, age        string
		lever, levelName string
	}
	after := map[line]*data.FormatEffect{}
	posts := map[line]int64{}
	fitted := effects.Fit(f, o)
	for i := range fitted {
		e := &fitted[i]
		after[line{e.AccountID, e.Platform, e.Goal, e.Age, e.Lever, e.Level}] = e
		whole := line{account: e.AccountID, platform: e.Platform, goal: e.Goal, age: e.Age}
		posts[whole] = max(posts[whole], e.N+e.NOther)
	}
	during := data.AdviceOutcome{From: w.from.Format(time.DateOnly), Until: w.to.AddDate(0, 0, -1).Format(time.DateOnly), ScoredIn: c.Now().Week()}
	for i := range advice {
		a := &advice[i]
		out = append(out, trials.Hindsight(a, trials.After{
			Posts: posts[line{account: a.AccountID, platform: a.Platform, goal: a.Goal, age: a.Age}], Period: during, Margin: advising.Margin,
			Effect: after[line{a.AccountID, a.Platform, a.Goal, a.Age, a.Lever, a.Level}],
		}))
	}
	return out, nil
}

// partsWithin lists the partitions of post values that hold months between two
// moments.
func partsWithin(r lake.Reader, from, to time.Time) []string {
	first, last := from.UTC().Format("2006-01"), to.UTC().Format("2006-01")
	return slices.DeleteFunc(lake.Partitions(r, lake.PostMetrics), func(part string) bool {
		_, month, _ := strings.Cut(part, "/month=")
		return month < first || month > last
	})
}

// rehearsals is how many earlier moments Rehearse goes back to at most.
const rehearsals = 6

// Rehearse answers what advice would have been worth before there was any: for moments
// that lie HindsightWeeks apart, the latest as late as can be judged, it makes advice
// from the posts that had settled by then and judges it by those that came after. It
// stores nothing. Values are those known today, so a count that grew long after the 28th
// day is in them.
func Rehearse(ctx context.Context, r lake.Reader, a Advising, c data.Clock) ([]data.AdviceOutcome, error) {
	first, err := firstMonth(r)
	if err != nil || first.IsZero() {
		return nil, err
	}
	var all []data.AdviceOutcome
	at := c.AsOf.Add(-Settling).AddDate(0, 0, -7*trials.HindsightWeeks)
	for range rehearsals {
		w, err := WeeksAfter(data.At(at).Week())
		if err != nil {
			return nil, err
		}
		for w.Ready().After(c.AsOf) {
			at = at.AddDate(0, 0, -7)
			if w, err = WeeksAfter(data.At(at).Week()); err != nil {
				return nil, err
			}
		}
		known := w.from.Add(-Settling)
		if known.Sub(first) < Settling {
			break
		}
		then := data.Clock{AsOf: w.from.Add(-time.Second)}
		f, err := framing{zone: a.Zone, parts: partsWithin(r, first, known), ages: []string{metrics.AgeSettled},
			keep: func(p *data.Post, _ *data.Account) bool { return p.PublishedAt < data.At(known) }}.frame(ctx, r)
		if err != nil {
			return nil, fmt.Errorf("rehearse: %w", err)
		}
		goals := a.Goals
		if len(goals) == 0 {
			goals = ActivityGoals()
		}
		advice := advise(effects.Fit(f, effects.Options{AsOf: then, Goals: goals}), a.Goals)
		judged, err := judgeAdvice(ctx, r, a, advice, w, c)
		if err != nil {
			return nil, fmt.Errorf("rehearse: %w", err)
		}
		all = append(all, judged...)
		at = at.AddDate(0, 0, -7*trials.HindsightWeeks)
	}
	return all, nil
}

// firstMonth is the beginning of the first month of which there are values; zero if
// there are none.
func firstMonth(r lake.Reader) (time.Time, error) {
	first := ""
	for _, part := range lake.Partitions(r, lake.PostMetrics) {
		if _, month, ok := strings.Cut(part, "/month="); ok && (first == "" || month < first) {
			first = month
		}
	}
	if first == "" {
		return time.Time{}, nil
	}
	return time.Parse("2006-01", first)
}
