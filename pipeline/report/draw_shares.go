package report

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
)

// shareRow is one stacked bar; one that is not shown says why.
type shareRow struct {
	name, note                       Line
	shown                            bool
	negative, neutral, positive      float64
	negLow, negHigh, posLow, posHigh *float64
}

// Places within a chart of shares, in pixels.
const (
	sharesRow  = 58
	sharesName = 13
	sharesBar  = 20
	sharesTall = 18
)

// narrowest is the smallest share whose number fits its bar on a phone.
const narrowest = 0.12

// drawShares draws a stacked bar per row, always negative, neutral, positive from
// the left. The thin lines below a bar are the intervals of its two borders.
func (v *voice) drawShares(id string, title Line, rows []shareRow) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("mood.desc"), rtl: rightToLeft(v.lang)}
	top := 0.0
	for _, r := range rows {
		top += d.head(top+sharesName, r.name, r.note)
		if r.shown {
			d.stack(v, r, top+sharesBar)
		} else {
			d.bar("none", "none", 0, 100, top+sharesBar, sharesTall)
		}
		top += sharesRow
	}
	d.Height = int(top) + 2
	return d.turned()
}

func (d *Drawing) stack(v *voice, r shareRow, y float64) {
	name := r.name.String()
	sum := r.negative + r.neutral + r.positive
	if sum <= 0 {
		return
	}
	x := 0.0
	for _, part := range []struct {
		class string
		share float64
	}{{"neg", r.negative}, {"neu", r.neutral}, {"pos", r.positive}} {
		w := round(100 * part.share / sum)
		if w <= 0 {
			continue
		}
		d.bar(part.class, part.class+" "+name, Pct(round(x)), Pct(w), y, sharesTall)
		if part.share/sum >= narrowest {
			d.label("in-"+part.class, "middle", Pct(round(x+w/2)), y+13, own(v.percent(part.share)))
		}
		x += w
	}
	if finite(r.negLow) && finite(r.negHigh) {
		d.whisker("w-neg", "negative "+name, *r.negLow, *r.negHigh, y+sharesTall+5)
	}
	if finite(r.posLow) && finite(r.posHigh) {
		d.whisker("w-pos", "positive "+name, 1-*r.posHigh, 1-*r.posLow, y+sharesTall+11)
	}
}

func (d *Drawing) whisker(class, what string, from, to, y float64) {
	x1, x2 := round(100*clamp(from)), round(100*clamp(to))
	d.rule(class, what, x1, y, x2, y)
	d.rule(class, what+" end", x1, y-3, x1, y+3)
	d.rule(class, what+" end", x2, y-3, x2, y+3)
}

func clamp(share float64) float64 { return math.Min(math.Max(share, 0), 1) }

func (v *voice) shareCells(r shareRow, n data.Count) Row {
	if !r.shown {
		return Row{Head: Cell{Text: r.name}, Cells: []Cell{{Text: r.note}, {}, {}, {}}}
	}
	replies := own("–")
	if n != nil {
		replies = own(v.count(*n))
	}
	return Row{Head: Cell{Text: r.name}, Cells: []Cell{{replies, "n"}, {v.share(r.negative, r.negLow, r.negHigh), "n"},
		{own(v.percent(r.neutral)), "n"}, {v.share(r.positive, r.posLow, r.posHigh), "n"}}}
}

func (v *voice) share(share float64, low, high *float64) Line {
	if low == nil || high == nil {
		return own(v.percent(share))
	}
	return v.say("mood.share", "share", v.percent(share), "low", v.percent(*low), "high", v.percent(*high))
}

// shareHeads names the columns of a table of shares.
func (v *voice) shareHeads(first string) []Cell {
	heads := v.heads(first, "replies")
	for _, class := range []string{"negative", "neutral", "positive"} {
		heads = append(heads, Cell{Text: capital(v.say("mood." + class))})
	}
	return heads
}

// shareLegend explains the three parts of a bar of shares.
func (v *voice) shareLegend() []Key {
	return []Key{{"neg", square, v.say("mood.negative")}, {"neu", square, v.say("mood.neutral")}, {"pos", square, v.say("mood.positive")}}
}
