package planner

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics/trials"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// ReadRotations reads registered experiments that have come to their planned end: once
// every post has reached the age that decides, and not before, so that nobody stops when
// it looks good. margin is the lift from which a difference matters, 0 for the default. A result is stored once and never changes.
func ReadRotations(ctx context.Context, r lake.Reader, margin float64, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	done := map[string]bool{}
	for x, err := range lake.Scan(ctx, r, lake.RotationResults, nil) {
		if err != nil {
			return changes, fmt.Errorf("read rotations: %w", err)
		}
		done[x.Experiment] = true
	}
	slots, err := lake.Rows(ctx, r, lake.Rotations, nil)
	if err != nil {
		return changes, fmt.Errorf("read rotations: %w", err)
	}
	var results []data.RotationResult
	for len(slots) > 0 {
		end := slices.IndexFunc(slots, func(s data.RotationSlot) bool { return s.Experiment != slots[0].Experiment })
		if end < 0 {
			end = len(slots)
		}
		if s := slots[:end]; !done[s[0].Experiment] && s[0].ReadableOn <= c.Now().Day() {
			e, err := experimentOf(ctx, r, s)
			if err != nil {
				return changes, fmt.Errorf("read rotation %s: %w", s[0].Experiment, err)
			}
			if e.whole(c) {
				results = append(results, e.result(margin, c))
			}
		}
		slots = slots[end:]
	}
	if len(results) == 0 {
		return changes, nil
	}
	if err := lake.Upsert(ctx, r, &changes, lake.RotationResults, results); err != nil {
		return changes, fmt.Errorf("read rotations: %w", err)
	}
	return changes, nil
}

// experiment is a rotation's slots with what was posted and what that got.
type experiment struct {
	slots  []data.RotationSlot
	posts  []habit // of the account, around the slots' days, by time
	values map[data.PostID]float64
	of     []int // post of each slot, -1 if none
	later  bool  // whether a post after the last slot is known, so that nothing is missing up to there
}

func experimentOf(ctx context.Context, r lake.Reader, slots []data.RotationSlot) (*experiment, error) {
	zone, err := time.LoadLocation(slots[0].Zone)
	if err != nil {
		return nil, err
	}
	e := &experiment{slots: slots, values: map[data.PostID]float64{}}
	first, last := slots[0].PlannedAt.Time().AddDate(0, 0, -2), slots[len(slots)-1].PlannedAt.Time().AddDate(0, 0, 3)
	for _, part := range partition.From(r, lake.Posts, first) {
		labels, err := partition.Index(ctx, r, lake.PostLabels, part, func(l *data.PostLabel) data.PostID { return l.PostID })
		if err != nil {
			return nil, err
		}
		for p, err := range lake.Scan(ctx, r, lake.Posts, partition.Only(part)) {
			if err != nil {
				return nil, err
			}
			if p.AccountID != slots[0].AccountID || p.Platform != slots[0].Platform || !placed(&p) {
				continue
			}
			if e.later = e.later || p.PublishedAt > data.At(last); p.PublishedAt >= data.At(first) && p.PublishedAt <= data.At(last) {
				e.posts = append(e.posts, habitOf(&p, labels[p.PostID], zone))
			}
		}
		for v, err := range lake.Scan(ctx, r, lake.PostMetrics, partition.Only(part)) {
			if err != nil {
				return nil, err
			}
			if v.AccountID == slots[0].AccountID && v.Metric == slots[0].Goal && v.Age == slots[0].Age && v.Value != nil && v.Paid != data.PaidFor && v.Paid != data.PaidMixed {
				e.values[v.PostID] = *v.Value
			}
		}
	}
	slices.SortFunc(e.posts, func(a, b habit) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id)) })
	e.of = match(slots, e.posts)
	return e, nil
}

// match finds the post of each slot, -1 if there is none: that of the slot's day which
// is nearest to its hour, each post for one slot; where the day has none, one of the day
// after, if no slot stands on that. What the post is does not matter: to prefer the
// level that was drawn would let the lot choose among the posts' values.
func match(slots []data.RotationSlot, posts []habit) []int {
	of := make([]int, len(slots))
	days := map[string]bool{}
	for i := range slots {
		of[i] = -1
		days[slots[i].Day] = true
	}
	taken := make([]bool, len(posts))
	take := func(i int, day string) {
		best := -1
		far := func(k int) time.Duration { return posts[k].at.Sub(slots[i].PlannedAt.Time()).Abs() }
		for k := range posts {
			if !taken[k] && posts[k].at.Format(time.DateOnly) == day && (best < 0 || far(k) < far(best)) {
				best = k
			}
		}
		if best >= 0 {
			of[i], taken[best] = best, true
		}
	}
	for i := range slots {
		take(i, slots[i].Day)
	}
	for i := range slots {
		if of[i] >= 0 {
			continue
		}
		day, err := time.Parse(time.DateOnly, slots[i].Day)
		if next := day.AddDate(0, 0, 1).Format(time.DateOnly); err == nil && !days[next] {
			take(i, next)
		}
	}
	return of
}

// whole reports whether all that will come has come: a post after the last slot is known
// and every post has its value; or it was waited for long enough, and posts up to the
// last quarter of the slots are known.
func (e *experiment) whole(c data.Clock) bool {
	known, valued := e.later, true
	for i, k := range e.of {
		if k < 0 {
			continue
		}
		known = known || 4*i >= 3*len(e.of)
		if _, ok := e.values[e.posts[k].id]; !ok {
			valued = false
		}
	}
	readable, err := time.Parse(time.DateOnly, e.slots[0].ReadableOn)
	return err == nil && known && (e.later && valued || c.AsOf.Sub(readable) >= advise.Lateness)
}

// result compares by the lots (intention to treat), and beside it by what was posted.
func (e *experiment) result(margin float64, c data.Clock) data.RotationResult {
	s := e.slots[0]
	out := data.RotationResult{
		Experiment: s.Experiment, Period: c.Now().Week(), Mission: s.Mission, AccountID: s.AccountID, Platform: s.Platform, Audience: s.Audience,
		Goal: s.Goal, Age: s.Age, Lever: s.Lever, Level: s.Level, Against: s.Against, First: s.Day, Last: e.slots[len(e.slots)-1].Day,
		Slots: int64(len(e.slots)), Design: s.Design,
	}
	var assigned, treated []trials.Trial
	blocks := map[string]int{}
	drawn, valued := map[bool]int{}, map[bool]int{}
	for i, k := range e.of {
		slot := &e.slots[i]
		if _, ok := blocks[slot.Block]; !ok {
			blocks[slot.Block] = len(blocks)
		}
		isLevel := slot.Assigned == slot.Level
		drawn[isLevel]++
		if k < 0 {
			continue
		}
		out.Posted++
		posted := e.posts[k].level(slot.Lever)
		if posted == slot.Assigned {
			out.AsAssigned++
		}
		v, ok := e.values[e.posts[k].id]
		if !ok {
			continue
		}
		valued[isLevel]++
		assigned = append(assigned, trials.Trial{Block: blocks[slot.Block], Treated: isLevel, Value: v})
		if posted == slot.Level || posted == slot.Against {
			treated = append(treated, trials.Trial{Block: blocks[slot.Block], Treated: posted == slot.Level, Value: v})
		}
	}
	x := trials.Randomise(assigned)
	out.N, out.NOther, out.Lift, out.Low, out.High, out.P, out.LeastP = int64(x.N), int64(x.NOther), x.Lift, x.Low, x.High, x.P, x.Least
	out.Verdict = x.Verdict(margin)
	out.AsTreated = trials.Randomise(treated).Lift
	out.Warnings = warnings(&out, drawn, valued)
	return out
}

func warnings(r *data.RotationResult, drawn, valued map[bool]int) []string {
	var out []string
	if 10*r.AsAssigned < 8*r.Posted {
		out = append(out, fmt.Sprintf("only %d of %d posts were what the lot said: what the level itself does is watered down in this figure", r.AsAssigned, r.Posted))
	}
	rate := func(level bool) float64 { return float64(valued[level]) / float64(max(1, drawn[level])) }
	if d := rate(true) - rate(false); d > 0.2 || d < -0.2 {
		out = append(out, "posts of one level are missing more often than those of the other: what is missing may differ")
	}
	if r.LeastP != nil && *r.LeastP > 0.05 {
		out = append(out, "too few posts: whatever they got, this could not have been told from chance")
	}
	return out
}
