package report

import (
	"slices"

	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// How many rows of estimates a chart holds, and a page in the open and in all; the
// lake holds the rest.
const (
	panelRows = 12
	openRows  = 30
	allRows   = 34
)

func (b *builder) formats() page.Section {
	s := page.Section{ID: "formats", Short: b.Word("short.formats")}
	all := panelsOf(b.in.Effects)
	if len(all) == 0 {
		s.Heading, s.Lead = b.Say("formats.none"), []voice.Line{b.Say("formats.none_why")}
		return s
	}
	open, folded := b.split(all)
	drawn := append(slices.Clone(open), folded...)
	s.Heading, s.Follow = b.formatsHeading(open, folded), b.command("tailor explain advice 1")
	clear, total := tally(drawn)
	s.Lead = []voice.Line{b.Say("formats.comparisons", "all", int64(total), "clear", int64(clear)), b.Say("formats.read")}
	d := drawing{builder: b, scale: chart.NewLogScale(ends(drawn))}
	if parts := d.parts(open, openRows); len(parts) > 0 {
		s.Groups = append(s.Groups, page.Group{Class: "pair", Parts: parts})
	}
	if part, ok := b.audiences(all); ok {
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{part}})
	}
	if part, ok := b.hourMap(all); ok && len(b.in.Hours) == 0 { // else the section on places tells hour by hour
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{part}})
	}
	fold := page.Group{Class: "pair screen", Parts: d.parts(append(d.skipped, folded...), allRows)}
	if len(fold.Parts) == 0 {
		return s
	}
	fold.Fold = b.Say("formats.show", "charts", b.Say("n.chart", "n", int64(len(fold.Parts)))).String()
	s.Groups = append(s.Groups, fold)
	if n := d.undrawn(all); n > 0 {
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{{Under: b.Say("formats.left", "count", int64(n), "table", "format_effects")}}})
	}
	return s
}

// drawing counts what has been drawn on one scale.
type drawing struct {
	*builder
	scale        chart.LogScale
	charts, rows int
	skipped      []panel
}

// parts draws panels until the page holds that many rows; the first is always drawn.
func (d *drawing) parts(panels []panel, most int) []page.Part {
	d.skipped = nil
	var parts []page.Part
	for _, p := range panels {
		if n := min(len(p.rows), panelRows); d.charts > 0 && d.rows+n > most {
			d.skipped = append(d.skipped, p)
			continue
		}
		d.charts++
		part := d.panel(p, d.scale, d.charts)
		d.rows += len(part.Table.Rows)
		parts = append(parts, part)
	}
	return parts
}

// undrawn is how many comparisons no chart shows.
func (d *drawing) undrawn(all []panel) int {
	_, n := tally(all)
	return n - d.rows
}
