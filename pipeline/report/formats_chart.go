package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// panel words and draws one chart.
func (b *builder) panel(p panel, s logScale, i int) Part {
	more, less := b.found(p)
	if len(more)+len(less) > 3 {
		more, less = more[:min(2, len(more))], less[:min(1, len(less))]
	}
	place := b.platform(p.key.platform)
	of := b.say("formats.of_all")
	switch {
	case p.key.account == "":
		place = b.say("formats.across", "platform", place)
	case b.names.alone[p.key.account]:
		of = place
	default: // the heading names the platform
		of = b.handle(p.key.account)
	}
	part := Part{
		Heading: b.panelHeading(place, p, more, less),
		Under:   b.say("formats.under", "goal", b.goal(p.key.goal), "age", b.age(p.key.age), "account", of, "audience", b.whom(p.key.audience)),
		Fold:    b.word("page.numbers"),
		Table:   &Table{Head: append([]Cell{{Text: capital(b.lever(p.key.lever))}}, b.heads("estimate", "interval", "posts", "others", "plain", "do")...)},
	}
	var rows []dotRow
	var notes rowNotes
	for _, e := range most(p.rows) {
		r := b.dotRowOf(e)
		rows = append(rows, r)
		part.Table.Rows = append(part.Table.Rows, b.tableRowOf(r))
		b.warn(&notes, e, r)
	}
	part.List, part.Fine = b.lines(&notes, len(rows))
	if left := len(p.rows) - len(rows); left > 0 {
		part.Fine = append(part.Fine, b.say("formats.more_rows", "count", int64(left)))
	}
	part.Table.Caption = part.Heading
	part.Drawing = b.drawDots(fmt.Sprintf("dots-%d", i), part.Heading, rows, s)
	part.Legend = b.legendOf(rows)
	return part
}

// most keeps the rows with a clear verdict and those with most posts, in order.
func most(rows []data.FormatEffect) []data.FormatEffect {
	if len(rows) <= panelRows {
		return rows
	}
	index := make([]int, len(rows))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(i, j int) int {
		return cmp.Or(cmp.Compare(order(!isClear(rows[i].Verdict)), order(!isClear(rows[j].Verdict))), cmp.Compare(rows[j].N, rows[i].N))
	})
	index = index[:panelRows]
	slices.Sort(index)
	kept := make([]data.FormatEffect, len(index))
	for i, j := range index {
		kept[i] = rows[j]
	}
	return kept
}

func (v *voice) dotRowOf(e data.FormatEffect) dotRow {
	r := dotRow{name: v.level(e.Lever, e.Level), verdict: v.verdict(e),
		lift: positive(e.Lift), low: positive(e.Low), high: positive(e.High), naive: positive(e.NaiveLift),
		n: e.N, other: e.NOther, clear: isClear(e.Verdict), look: levelLook(e.Lever, e.Level)}
	if r.low == nil || r.high == nil {
		r.low, r.high = nil, nil
	}
	return r
}

func (v *voice) tableRowOf(r dotRow) Row {
	interval := v.say("formats.unknown")
	if r.low != nil && r.high != nil {
		interval = v.say("formats.interval", "low", v.times(*r.low), "high", v.times(*r.high))
	}
	return Row{Head: Cell{Text: r.name}, Cells: []Cell{{v.estimate(r.lift, nil, nil), "n"}, {interval, "n"}, {own(v.count(r.n)), "n"},
		{own(v.count(r.other)), "n"}, {v.estimate(r.naive, nil, nil), "n"}, {Text: r.verdict}}}
}

func (v *voice) legendOf(rows []dotRow) []Key {
	var keys []Key
	has := func(want func(dotRow) bool) bool { return slices.ContainsFunc(rows, want) }
	if has(func(r dotRow) bool { return r.clear }) {
		keys = append(keys, Key{"c-ink", circle, v.say("formats.key_clear")})
	}
	if has(func(r dotRow) bool { return !r.clear && r.lift != nil }) {
		keys = append(keys, Key{"c-ink hollow", circle, v.say("formats.key_unclear")})
	}
	if has(func(r dotRow) bool { return r.naive != nil }) {
		keys = append(keys, Key{"naive", cross, v.say("formats.key_naive")})
	}
	return keys
}

// heads names columns.
func (v *voice) heads(names ...string) []Cell {
	cells := make([]Cell, len(names))
	for i, n := range names {
		if c, ok := v.named("col.", n); ok {
			cells[i] = Cell{Text: c.line()}
			continue
		}
		cells[i] = Cell{Text: capital(v.lever(n))}
	}
	return cells
}
