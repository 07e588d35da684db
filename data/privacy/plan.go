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
		if ended, err := endedFor(w, p.clock); err != nil || ended < emptyAfterEnd {
			return false
		}
	}
	return true
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

// total returns the one group of a mission's total if it may be shown.
func (p *planner) total(weeks []string) (groups []Group, unauthored bool, why string) {
	c := p.crowd(data.DimTotal, weeks, anyValue)
	groups = []Group{{Members: []string{""}, Replies: c.replies}}
	switch {
	case p.rule.holds(data.DimTotal, c):
		return groups, false, ""
	case p.unauthored(weeks):
		return groups, true, ""
	}
	return nil, false, TooFew
}

// covered returns those of weeks that published totals consist of, and the weeks
// of each of these totals: a total lies within weeks or is left out.
func (p *planner) covered(weeks []string) (covered []string, totals [][]string) {
	for _, total := range p.totals {
		if !slices.ContainsFunc(total, func(w string) bool { return !slices.Contains(weeks, w) }) {
			covered = append(covered, total...)
			totals = append(totals, total)
		}
	}
	slices.Sort(covered)
	return covered, totals
}

// groups returns the groups of a breakdown over weeks if it may be shown.
func (p *planner) groups(kind string, d data.Dimension, weeks []string, totals [][]string) ([]Group, string) {
	for _, w := range weeks {
		if !p.weeks[w].whole[d] {
			return nil, TooFew // some replies have no value here, and would be the difference
		}
	}
	if len(weeks) == 0 {
		return nil, TooFew
	}
	return policy{
		holds: func(members []string) bool { return p.rule.holds(d, p.crowd(d, weeks, among(members))) },
		sensitive: func(v string) bool {
			return d == data.DimTopic && kind != KindQuarter && data.Topic(v).Sensitive()
		},
		safe: func(groups []Group) bool {
			return p.safeBeside(p.rule, d, totals, groups) && p.safeBeside(p.rule, d, singly(weeks), groups)
		},
	}.partition(p.children(d, weeks))
}

// singly returns each week as a total of its own. How a mission answers is shown
// for its total in every week, so questions and answers can be subtracted by week
// even where opinions were published by month.
func singly(weeks []string) [][]string {
	each := make([][]string, len(weeks))
	for i := range weeks {
		each[i] = weeks[i : i+1]
	}
	return each
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
