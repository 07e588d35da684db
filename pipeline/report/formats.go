package report

import (
	"slices"
)

// How many rows of estimates a chart holds, and a page in the open and in all; the
// lake holds the rest.
const (
	panelRows = 12
	openRows  = 30
	allRows   = 34
)

func (b *builder) formats() Section {
	s := Section{ID: "formats", Short: b.word("short.formats")}
	all := panelsOf(b.in.Effects)
	if len(all) == 0 {
		s.Heading, s.Lead = b.say("formats.none"), []Line{b.say("formats.none_why")}
		return s
	}
	open, folded := b.split(all)
	drawn := append(slices.Clone(open), folded...)
	s.Heading, s.Follow = b.formatsHeading(open, folded), b.command("tailor explain advice 1")
	clear, total := tally(drawn)
	s.Lead = []Line{b.say("formats.comparisons", "all", int64(total), "clear", int64(clear)), b.say("formats.read")}
	d := drawing{builder: b, scale: newLogScale(ends(drawn))}
	if parts := d.parts(open, openRows); len(parts) > 0 {
		s.Groups = append(s.Groups, Group{Class: "pair", Parts: parts})
	}
	if part, ok := b.audiences(all); ok {
		s.Groups = append(s.Groups, Group{Parts: []Part{part}})
	}
	if part, ok := b.hourMap(all); ok && len(b.in.Hours) == 0 { // else the section on places tells hour by hour
		s.Groups = append(s.Groups, Group{Parts: []Part{part}})
	}
	fold := Group{Class: "pair screen", Parts: d.parts(append(d.skipped, folded...), allRows)}
	if len(fold.Parts) == 0 {
		return s
	}
	fold.Fold = b.say("formats.show", "charts", b.say("n.chart", "n", int64(len(fold.Parts)))).String()
	s.Groups = append(s.Groups, fold)
	if n := d.undrawn(all); n > 0 {
		s.Groups = append(s.Groups, Group{Parts: []Part{{Under: b.say("formats.left", "count", int64(n), "table", "format_effects")}}})
	}
	return s
}

// drawing counts what has been drawn on one scale.
type drawing struct {
	*builder
	scale        logScale
	charts, rows int
	skipped      []panel
}

// parts draws panels until the page holds that many rows; the first is always drawn.
func (d *drawing) parts(panels []panel, most int) []Part {
	d.skipped = nil
	var parts []Part
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
