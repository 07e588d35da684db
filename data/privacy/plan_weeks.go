package privacy

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// remember takes in what was published before.
func (p *planner) remember(published []data.Mood) {
	totals := map[slot][]string{}
	for _, row := range published {
		if !row.Frozen && row.N == nil {
			continue
		}
		weeks := row.Weeks
		if len(weeks) == 0 { // not written by us; take it to hold whatever it can
			weeks = weeksOf(row.PeriodKind, row.Period)
			if row.PeriodKind == KindWeek {
				weeks = []string{row.Period}
			}
		}
		at := slot{row.Breakdown, row.PeriodKind, row.Period}
		p.taken[at] = true
		for _, w := range weeks {
			p.settled[cellWeek{row.Breakdown, w}] = true
			if row.N != nil {
				// The groups of a breakdown add up to its total, so that a total that is not
				// out by itself is out all the same, and must not be split any further.
				p.settled[cellWeek{data.DimTotal, w}] = true
			}
		}
		if row.Breakdown == data.DimTotal && row.N != nil {
			totals[at] = append(totals[at], weeks...)
		}
	}
	for _, weeks := range totals {
		slices.Sort(weeks)
		weeks = slices.Compact(weeks)
		if p.rule.holds(data.DimTotal, p.crowd(data.DimTotal, weeks, anyValue)) {
			p.totals = append(p.totals, weeks)
		}
	}
}

func anyValue(string) bool { return true }

// periods returns the periods of a kind that hold a week with replies, sorted.
func (p *planner) periods(kind string) []string {
	periods := map[string]bool{}
	for w, wt := range p.weeks {
		if wt.replies > 0 {
			periods[periodOf(w, kind)] = true
		}
	}
	return slices.Sorted(maps.Keys(periods))
}

// open returns the weeks of a period that a breakdown has still to publish.
func (p *planner) open(kind, period string, d data.Dimension) []string {
	weeks := []string{period}
	if kind != KindWeek {
		weeks = weeksOf(kind, period)
	}
	return slices.DeleteFunc(weeks, func(w string) bool {
		wt := p.weeks[w]
		return wt == nil || !wt.sealed || wt.replies == 0 || p.settled[cellWeek{d, w}]
	})
}

// closed reports whether nothing more can come in for a period: every week is
// sealed, or has no replies and ended so long ago that one would be sealed by now.
func (p *planner) closed(kind, period string) bool {
	if kind == KindWeek {
		return true // open looks at sealed weeks only
	}
	for _, w := range weeksOf(kind, period) {
		if wt := p.weeks[w]; wt != nil {
			if !wt.sealed {
				return false
			}
			continue
		}
		if !Past(w, p.clock) {
			return false
		}
	}
	return true
}
