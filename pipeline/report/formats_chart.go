package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// panel words and draws one chart.
func (b *builder) panel(p panel, s chart.LogScale, i int) page.Part {
	more, less := b.found(p)
	if len(more)+len(less) > 3 {
		more, less = more[:min(2, len(more))], less[:min(1, len(less))]
	}
	place := b.Platform(p.key.platform)
	of := b.Say("formats.of_all")
	switch {
	case p.key.account == "":
		place = b.Say("formats.across", "platform", place)
	case b.names.alone[p.key.account]:
		of = place
	default: // the heading names the platform
		of = b.handle(p.key.account)
	}
	part := page.Part{
		Heading: b.panelHeading(place, p, more, less),
		Under:   b.Say("formats.under", "goal", b.Goal(p.key.goal), "age", b.Age(p.key.age), "account", of, "audience", b.Whom(p.key.audience)),
		Fold:    b.Word("page.numbers"),
		Table:   &page.Table{Head: append([]page.Cell{{Text: voice.Capital(b.Lever(p.key.lever))}}, b.heads("estimate", "interval", "posts", "others", "plain", "do")...)},
	}
	var rows []chart.DotRow
	var notes rowNotes
	for _, e := range most(p.rows) {
		r := b.dotRowOf(e)
		rows = append(rows, r)
		part.Table.Rows = append(part.Table.Rows, b.tableRowOf(r))
		b.warn(&notes, e, r)
	}
	part.List, part.Fine = b.lines(&notes, len(rows))
	if left := len(p.rows) - len(rows); left > 0 {
		part.Fine = append(part.Fine, b.Say("formats.more_rows", "count", int64(left)))
	}
	part.Table.Caption = part.Heading
	part.Drawing = chart.Dots(b.Voice, fmt.Sprintf("dots-%d", i), part.Heading, rows, s)
	part.Legend = chart.DotLegend(b.Voice, rows)
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

func (b *builder) dotRowOf(e data.FormatEffect) chart.DotRow {
	r := chart.DotRow{Name: b.Level(e.Lever, e.Level), Verdict: b.verdict(e),
		Lift: positive(e.Lift), Low: positive(e.Low), High: positive(e.High), Naive: positive(e.NaiveLift),
		N: e.N, Other: e.NOther, Clear: isClear(e.Verdict), Look: chart.LevelLook(e.Lever, e.Level)}
	if r.Low == nil || r.High == nil {
		r.Low, r.High = nil, nil
	}
	return r
}

func (b *builder) tableRowOf(r chart.DotRow) page.Row {
	interval := b.Say("formats.unknown")
	if r.Low != nil && r.High != nil {
		interval = b.Say("formats.interval", "low", b.Times(*r.Low), "high", b.Times(*r.High))
	}
	return page.Row{Head: page.Cell{Text: r.Name}, Cells: []page.Cell{page.Number(b.Estimate(r.Lift, nil, nil)), page.Number(interval), page.Number(voice.Own(b.Count(r.N))),
		page.Number(voice.Own(b.Count(r.Other))), page.Number(b.Estimate(r.Naive, nil, nil)), {Text: r.Verdict}}}
}

// heads names columns.
func (b *builder) heads(names ...string) []page.Cell {
	cells := make([]page.Cell, len(names))
	for i, n := range names {
		if c, ok := b.Named("col.", n); ok {
			cells[i] = page.Cell{Text: c.Line()}
			continue
		}
		cells[i] = page.Cell{Text: voice.Capital(b.Lever(n))}
	}
	return cells
}

// positive drops what cannot stand on a log axis.
func positive(x *float64) *float64 {
	if !voice.IsRatio(x) {
		return nil
	}
	v := math.Abs(*x)
	return &v
}
