package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// totals are the mission's cells, oldest first, each reply in one of them.
func (b *builder) totals() []data.Mood {
	return slices.DeleteFunc(b.cells(data.DimTotal), func(m data.Mood) bool { return m.Basis == sumOfWeeks })
}

// sumOfWeeks is the basis of a month or quarter that adds up weeks which are shown
// by themselves.
const sumOfWeeks = "weeks"

// moodTotals are the totals of the finest periods of which at least half say anything:
// where most single weeks have too few replies to be read, months, else quarters.
func (b *builder) moodTotals() []data.Mood {
	finest := b.totals()
	recent := finest[max(0, len(finest)-moodPeriods):]
	silent := slices.DeleteFunc(slices.Clone(recent), readable)
	if len(recent) > 0 && 2*len(silent) <= len(recent) {
		return finest
	}
	for _, kind := range []string{"month", "quarter"} {
		sums := slices.DeleteFunc(b.cells(data.DimTotal), func(m data.Mood) bool { return m.Basis != sumOfWeeks || m.PeriodKind != kind })
		if slices.ContainsFunc(sums, readable) {
			return sums
		}
	}
	return finest
}

func (b *builder) cells(d data.Dimension) []data.Mood {
	var cells []data.Mood
	for _, m := range b.in.Mood {
		if m.Breakdown == d {
			cells = append(cells, m)
		}
	}
	slices.SortFunc(cells, func(a, c data.Mood) int {
		return cmp.Or(cmp.Compare(lastWeek(a), lastWeek(c)), byLevel(string(d), a.Value, c.Value), cmp.Compare(a.Period, c.Period),
			cmp.Compare(a.Scorer, c.Scorer), cmp.Compare(fmt.Sprint(a.N != nil, a.Suppressed), fmt.Sprint(c.N != nil, c.Suppressed)))
	})
	return cells
}

func lastWeek(m data.Mood) string {
	if len(m.Weeks) == 0 {
		return m.Period
	}
	return slices.Max(m.Weeks)
}

// latest returns the cells of a breakdown's newest period that shows anything, or
// of its newest one; merged small ones come last.
func (b *builder) latest(d data.Dimension) []data.Mood {
	cells := b.cells(d)
	if len(cells) == 0 {
		return nil
	}
	newest := cells[len(cells)-1]
	for _, m := range slices.Backward(cells) {
		if readable(m) {
			newest = m
			break
		}
	}
	cells = slices.DeleteFunc(cells, func(m data.Mood) bool { return m.Period != newest.Period || m.Scorer != newest.Scorer })
	slices.SortStableFunc(cells, func(a, c data.Mood) int {
		return cmp.Compare(order(a.Value == mergedSmall), order(c.Value == mergedSmall))
	})
	return cells[:min(len(cells), moodValues)]
}

// mergedSmall is the value of the cell that holds merged small ones.
const mergedSmall = "other"

func readable(m data.Mood) bool {
	return m.Suppressed == "" && voice.Finite(m.Negative) && voice.Finite(m.Neutral) && voice.Finite(m.Positive)
}
