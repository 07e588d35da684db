package privacy

import (
	"cmp"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// Publication is what one breakdown may show for one period now.
type Publication struct {
	PeriodKind string // KindWeek, KindMonth or KindQuarter
	Period     string
	Weeks      []string // sorted; those of the period that this publication holds
	Breakdown  data.Dimension
	Groups     []Group // nil if nothing may be shown
	Suppressed string  // why nothing may be shown
	Unauthored bool    // shown although authors are not known: it must be marked
	Frozen     bool    // for good; else a notice that the week waits for its month or quarter
}

// Rows returns a publication as rows of the mood table, in the order of its groups,
// with everything but the shares.
func (p Publication) Rows(mission string, c data.Clock) []data.Mood {
	row := data.Mood{Mission: mission, PeriodKind: p.PeriodKind, Period: p.Period, Weeks: p.Weeks,
		Breakdown: p.Breakdown, Suppressed: p.Suppressed, Frozen: p.Frozen, SealedOn: c.Day()}
	if p.Groups == nil {
		return []data.Mood{row}
	}
	rows := make([]data.Mood, len(p.Groups))
	for i, g := range p.Groups {
		rows[i] = row
		rows[i].Value, rows[i].N = g.Value, data.N(g.Replies)
	}
	return rows
}

// Plan returns what may be published now for one mission, given its weeks, the
// rows of that mission published before, and the rule of its host country. Rows
// that are not frozen are notices: drop them and write those returned instead.
// Frozen rows are never contradicted and their weeks never shown again in the same
// breakdown. It is a pure function; equal input in any order gives equal output,
// sorted by breakdown and week.
//
// Per breakdown each sealed week is published once, at the finest period where it
// holds: its own; else, when all weeks of its month are closed, together with the
// month's other weeks that are not yet published; else likewise its quarter; else
// it is suppressed. A breakdown takes a week in only if the total of exactly the
// weeks it takes in is published, because the rest could be found by subtraction.
// The package's documentation says why that is enough.
func Plan(weeks []WeekCounts, published []data.Mood, rule Rule, c data.Clock) []Publication {
	t, bad := newTable(weeks)
	p := planner{table: t, rule: rule, clock: c, settled: map[cellWeek]bool{}, taken: map[slot]bool{}, why: map[cellWeek]string{}}
	for _, w := range bad {
		p.out = append(p.out, Publication{PeriodKind: KindWeek, Period: w, Weeks: []string{w}, Breakdown: data.DimTotal,
			Suppressed: "week " + w + " is not of the form 2026-W07"})
	}
	p.remember(published)
	for _, kind := range []string{KindWeek, KindMonth, KindQuarter} {
		for _, d := range dimensions {
			for _, period := range p.periods(kind) {
				p.publish(kind, period, d)
			}
		}
	}
	p.notices()
	slices.SortStableFunc(p.out, func(a, b Publication) int {
		return cmp.Or(cmp.Compare(slices.Index(dimensions[:], a.Breakdown), slices.Index(dimensions[:], b.Breakdown)),
			slices.Compare(a.Weeks, b.Weeks))
	})
	return p.out
}

// cellWeek is a week of a breakdown; slot a period of one.
type (
	cellWeek struct {
		d    data.Dimension
		week string
	}
	slot struct {
		d            data.Dimension
		kind, period string
	}
)

type planner struct {
	table
	rule    Rule
	clock   data.Clock
	settled map[cellWeek]bool   // published or suppressed for good
	taken   map[slot]bool       // periods that have frozen rows
	totals  [][]string          // weeks of each published total whose authors hold
	why     map[cellWeek]string // why a week was not published by itself
	out     []Publication
}

// publish publishes or finally suppresses the open weeks of a period, or leaves
// them for a coarser one.
func (p *planner) publish(kind, period string, d data.Dimension) {
	weeks := p.open(kind, period, d)
	if len(weeks) == 0 || !p.closed(kind, period) {
		return
	}
	if p.taken[slot{d, kind, period}] {
		if kind == KindQuarter { // sealed after all: no period is left to show it in
			for _, w := range weeks {
				p.add(Publication{PeriodKind: KindWeek, Period: w, Weeks: []string{w}, Breakdown: d, Suppressed: AfterClosed})
			}
		}
		return
	}
	pub := Publication{PeriodKind: kind, Period: period, Breakdown: d}
	if d == data.DimTotal {
		pub.Weeks = weeks
		pub.Groups, pub.Unauthored, pub.Suppressed = p.total(weeks)
	} else {
		var totals [][]string
		pub.Weeks, totals = p.covered(weeks)
		pub.Groups, pub.Suppressed = p.groups(kind, d, pub.Weeks, totals)
	}
	switch {
	case pub.Groups != nil:
		p.add(pub)
		if d == data.DimTotal && !pub.Unauthored {
			p.totals = append(p.totals, weeks)
		}
	case kind == KindWeek:
		p.why[cellWeek{d, period}] = pub.Suppressed
	}
	if kind == KindQuarter {
		if rest := p.open(kind, period, d); len(rest) > 0 {
			p.add(Publication{PeriodKind: kind, Period: period, Weeks: rest, Breakdown: d, Suppressed: cmp.Or(pub.Suppressed, TooFew)})
		}
	}
}

// add publishes for good.
func (p *planner) add(pub Publication) {
	pub.Frozen = true
	for _, w := range pub.Weeks {
		p.settled[cellWeek{pub.Breakdown, w}] = true
	}
	p.taken[slot{pub.Breakdown, pub.PeriodKind, pub.Period}] = true
	p.out = append(p.out, pub)
}

// notices says of each sealed week that waits why it is not shown yet.
func (p *planner) notices() {
	for _, d := range dimensions {
		for _, w := range slices.Sorted(maps.Keys(p.weeks)) {
			if len(p.open(KindWeek, w, d)) == 1 {
				p.out = append(p.out, Publication{PeriodKind: KindWeek, Period: w, Weeks: []string{w}, Breakdown: d,
					Suppressed: cmp.Or(p.why[cellWeek{d, w}], TooFew)})
			}
		}
	}
}
