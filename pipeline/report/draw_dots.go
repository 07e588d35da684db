package report

import (
	"math"
	"slices"
)

// dotRow is one level of a lever in a chart of ratios.
type dotRow struct {
	name, verdict   Line
	lift, low, high *float64
	naive           *float64
	n, other        int64
	clear           bool // whether the verdict is under error control
	look            look
}

// Places within a dot chart, in pixels. Where a phone has no room for a name beside its
// estimate, or a verdict beside its n, every row has three lines of words instead of two:
// name, estimate and n, verdict.
const (
	dotsTop   = 30 // first row
	dotsRow   = 62 // height of a row with two lines of words
	dotsName  = 13 // baseline of name and estimate, from the row's top
	dotsNote  = 29 // baseline of verdict and n
	dotsPlot  = 44 // middle of the interval
	arrowHead = "M-5 -5L0 0L-5 5"
	arrowBack = "M5 -5L0 0L5 5"
)

// drawDots draws each row's estimate as a point with its interval on a log axis;
// a bold rule stands at 1, the plain comparison is a cross.
func (v *voice) drawDots(id string, title Line, rows []dotRow, s logScale) *Drawing {
	more, class := 0, " rows"
	if slices.ContainsFunc(rows, v.crowded) {
		more, class = noteLine, " rows3"
	}
	tall := dotsRow + more
	d := &Drawing{ID: id, Title: title.String(), Height: dotsTop + tall*len(rows) + 4, rtl: rightToLeft(v.lang)}
	for _, tick := range s.ticks() {
		x, _ := s.x(tick)
		kind := "grid"
		if tick == 1 {
			kind = "one"
		}
		// The style sheet's dashes leave out the words of the rows.
		d.rule(kind+class, "grid "+v.axis(tick).String(), float64(x), float64(dotsTop+dotsNote+4+more), float64(x), float64(dotsTop+tall*len(rows)))
		d.label("axis", anchorAt(x), x, 14, v.axis(tick))
		d.rule("grid", "tick "+v.axis(tick).String(), float64(x), 19, float64(x), 25)
	}
	var said []Line
	for i, r := range rows {
		d.dotRow(v, r, s, float64(dotsTop+i*tall), float64(more))
		said = append(said, v.say("formats.row_desc", "what", r.name, "between", v.between(r.low, r.high), "verdict", r.verdict))
	}
	d.Desc = v.say("formats.desc", "rows", joinLines(said)).String()
	return d.turned()
}

// against words how many posts stand on each side of a row.
func (v *voice) against(r dotRow) Line {
	return v.say("formats.against", "posts", v.say("n.post", "n", r.n), "others", r.other)
}

// crowded reports whether a phone has no room for the words of a row on two lines.
func (v *voice) crowded(r dotRow) bool {
	return wide(r.name, nameSize)+nameGap+wide(v.estimate(r.lift, r.low, r.high), nameSize) > phoneChart ||
		wide(r.verdict, noteSize)+nameGap+wide(v.against(r), noteSize) > phoneChart
}

// dotRow draws one row; more is the height of its third line of words, 0 for none.
func (d *Drawing) dotRow(v *voice, r dotRow, s logScale, top, more float64) {
	name, y := r.name.String(), top+dotsPlot+more
	d.label("name", "start", 0, top+dotsName, r.name)
	if estimate := v.estimate(r.lift, r.low, r.high); more > 0 {
		d.label("value", "start", 0, top+dotsNote, estimate)
	} else {
		d.label("value", "end", 100, top+dotsName, estimate)
	}
	d.label("note", "end", 100, top+dotsNote, v.against(r))
	d.label("note", "start", 0, top+dotsNote+more, r.verdict)
	if r.low != nil && r.high != nil {
		low, cutLow := s.x(*r.low)
		high, cutHigh := s.x(*r.high)
		d.rule("interval "+r.look.class, "interval "+name, float64(low), y, float64(high), y)
		d.end(r.look.class, arrowBack, "low "+name, low, y, cutLow)
		d.end(r.look.class, arrowHead, "high "+name, high, y, cutHigh)
	}
	if r.naive != nil {
		x, _ := s.x(*r.naive)
		d.point(look{"naive", cross}, "naive "+name, x, y)
	}
	if r.lift != nil {
		x, _ := s.x(*r.lift)
		l := r.look
		if !r.clear {
			l.class += " hollow"
		}
		d.point(l, "lift "+name, x, y)
	}
}

// end closes an interval: a short cross line, or an arrow where it goes on.
func (d *Drawing) end(class, arrow, what string, x Pct, y float64, cut bool) {
	if cut {
		d.point(look{"arrow " + class, arrow}, what, x, y)
		return
	}
	d.rule("interval "+class, what, float64(x), y-4, float64(x), y+4)
}

// anchorAt keeps a label at the edge of a drawing inside it.
func anchorAt(x Pct) string {
	switch {
	case x < 8:
		return "start"
	case x > 92:
		return "end"
	}
	return "middle"
}

// positive drops what cannot stand on a log axis.
func positive(x *float64) *float64 {
	if !ratio(x) {
		return nil
	}
	v := math.Abs(*x)
	return &v
}

// axis words a tick of a scale of ratios.
func (v *voice) axis(x float64) Line {
	switch x {
	case 0.5:
		return v.say("formats.half")
	case 1:
		return v.say("formats.even")
	case 2:
		return v.say("formats.twice")
	}
	return own(v.times(x) + "×")
}

func joinLines(lines []Line) Line {
	var all Line
	for i, l := range lines {
		if i > 0 {
			all = append(all, own(" ")...)
		}
		all = append(all, l...)
	}
	return joined(all)
}
