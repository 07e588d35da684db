package chart

import (
	"slices"

	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// DotRow is one level of a lever in a chart of ratios. A nil ratio is not known and not
// drawn; all others are above 0. Low and High are the ends of Lift's interval, nil together.
type DotRow struct {
	Name, Verdict   voice.Line // in words
	Lift, Low, High *float64
	Naive           *float64 // of the plain comparison
	N, Other        int64    // posts of the level, and those it is compared with
	Clear           bool     // whether the verdict is under error control
	Look            Look
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

// Dots draws each row's estimate as a point with its interval on a log axis;
// a bold rule stands at 1, the plain comparison is a cross.
func Dots(v *voice.Voice, id string, title voice.Line, rows []DotRow, s LogScale) *Drawing {
	more, class := 0, " rows"
	if slices.ContainsFunc(rows, func(r DotRow) bool { return crowded(v, r) }) {
		more, class = noteLine, " rows3"
	}
	tall := dotsRow + more
	d := &Drawing{ID: id, Title: title.String(), Height: dotsTop + tall*len(rows) + 4, rtl: v.RightToLeft()}
	for _, tick := range s.ticks() {
		x, _ := s.x(tick)
		kind := "grid"
		if tick == 1 {
			kind = "one"
		}
		// The style sheet's dashes leave out the words of the rows.
		d.rule(kind+class, "grid "+axis(v, tick).String(), float64(x), float64(dotsTop+dotsNote+4+more), float64(x), float64(dotsTop+tall*len(rows)))
		d.label("axis", anchorAt(x), x, 14, axis(v, tick))
		d.rule("grid", "tick "+axis(v, tick).String(), float64(x), 19, float64(x), 25)
	}
	var said []voice.Line
	for i, r := range rows {
		d.dotRow(v, r, s, float64(dotsTop+i*tall), float64(more))
		said = append(said, v.Say("formats.row_desc", "what", r.Name, "between", between(v, r.Low, r.High), "verdict", r.Verdict))
	}
	d.Desc = v.Say("formats.desc", "rows", voice.Sentences(said)).String()
	return d.turned()
}

// against words how many posts stand on each side of a row.
func against(v *voice.Voice, r DotRow) voice.Line {
	return v.Say("formats.against", "posts", v.Say("n.post", "n", r.N), "others", r.Other)
}

// crowded reports whether a phone has no room for the words of a row on two lines.
func crowded(v *voice.Voice, r DotRow) bool {
	return wide(r.Name, nameSize)+nameGap+wide(v.Estimate(r.Lift, r.Low, r.High), nameSize) > phoneChart ||
		wide(r.Verdict, noteSize)+nameGap+wide(against(v, r), noteSize) > phoneChart
}

// dotRow draws one row; more is the height of its third line of words, 0 for none.
func (d *Drawing) dotRow(v *voice.Voice, r DotRow, s LogScale, top, more float64) {
	name, y := r.Name.String(), top+dotsPlot+more
	d.label("name", "start", 0, top+dotsName, r.Name)
	if estimate := v.Estimate(r.Lift, r.Low, r.High); more > 0 {
		d.label("value", "start", 0, top+dotsNote, estimate)
	} else {
		d.label("value", "end", 100, top+dotsName, estimate)
	}
	d.label("note", "end", 100, top+dotsNote, against(v, r))
	d.label("note", "start", 0, top+dotsNote+more, r.Verdict)
	if r.Low != nil && r.High != nil {
		low, cutLow := s.x(*r.Low)
		high, cutHigh := s.x(*r.High)
		d.rule("interval "+r.Look.class, "interval "+name, float64(low), y, float64(high), y)
		d.end(r.Look.class, arrowBack, "low "+name, low, y, cutLow)
		d.end(r.Look.class, arrowHead, "high "+name, high, y, cutHigh)
	}
	if r.Naive != nil {
		x, _ := s.x(*r.Naive)
		d.point(Look{"naive", cross}, "naive "+name, x, y)
	}
	if r.Lift != nil {
		x, _ := s.x(*r.Lift)
		l := r.Look
		if !r.Clear {
			l.class += " hollow"
		}
		d.point(l, "lift "+name, x, y)
	}
}

// end closes an interval: a short cross line, or an arrow where it goes on.
func (d *Drawing) end(class, arrow, what string, x Pct, y float64, cut bool) {
	if cut {
		d.point(Look{"arrow " + class, arrow}, what, x, y)
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

// axis words a tick of a scale of ratios.
func axis(v *voice.Voice, x float64) voice.Line {
	switch x {
	case 0.5:
		return v.Say("formats.half")
	case 1:
		return v.Say("formats.even")
	case 2:
		return v.Say("formats.twice")
	}
	return voice.Own(v.Times(x) + "×")
}

// DotLegend explains the marks that stand in a chart of ratios.
func DotLegend(v *voice.Voice, rows []DotRow) []Key {
	var keys []Key
	has := func(want func(DotRow) bool) bool { return slices.ContainsFunc(rows, want) }
	if has(func(r DotRow) bool { return r.Clear }) {
		keys = append(keys, Key{"c-ink", circle, v.Say("formats.key_clear")})
	}
	if has(func(r DotRow) bool { return !r.Clear && r.Lift != nil }) {
		keys = append(keys, Key{"c-ink hollow", circle, v.Say("formats.key_unclear")})
	}
	if has(func(r DotRow) bool { return r.Naive != nil }) {
		keys = append(keys, Key{"naive", cross, v.Say("formats.key_naive")})
	}
	return keys
}

// between words an interval of ratios for those who do not see it.
func between(v *voice.Voice, low, high *float64) voice.Line {
	if low == nil || high == nil {
		return v.Say("formats.unknown")
	}
	return v.Say("formats.between", "low", v.Times(*low), "high", v.Times(*high))
}
