package chart

import "github.com/digital-diplomacy/tailor/pipeline/report/voice"

// ShareRow is one stacked bar of three shares, drawn in parts of their sum; one that is
// not shown says why in its note. Ends of intervals lie between 0 and 1; nil is not known.
type ShareRow struct {
	Name, Note                       voice.Line
	Shown                            bool
	Negative, Neutral, Positive      float64
	NegLow, NegHigh, PosLow, PosHigh *float64
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

// Shares draws a stacked bar per row, always negative, neutral, positive from
// the left. The thin lines below a bar are the intervals of its two borders.
func Shares(v *voice.Voice, id string, title voice.Line, rows []ShareRow) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.Word("mood.desc"), rtl: v.RightToLeft()}
	top := 0.0
	for _, r := range rows {
		top += d.head(top+sharesName, r.Name, r.Note)
		if r.Shown {
			d.stack(v, r, top+sharesBar)
		} else {
			d.bar("none", "none", 0, 100, top+sharesBar, sharesTall)
		}
		top += sharesRow
	}
	d.Height = int(top) + 2
	return d.turned()
}

func (d *Drawing) stack(v *voice.Voice, r ShareRow, y float64) {
	name := r.Name.String()
	sum := r.Negative + r.Neutral + r.Positive
	if sum <= 0 {
		return
	}
	x := 0.0
	for _, part := range []struct {
		class string
		share float64
	}{{"neg", r.Negative}, {"neu", r.Neutral}, {"pos", r.Positive}} {
		w := round(100 * part.share / sum)
		if w <= 0 {
			continue
		}
		d.bar(part.class, part.class+" "+name, Pct(round(x)), Pct(w), y, sharesTall)
		if part.share/sum >= narrowest {
			d.label("in-"+part.class, "middle", Pct(round(x+w/2)), y+13, voice.Own(v.Percent(part.share)))
		}
		x += w
	}
	if voice.Finite(r.NegLow) && voice.Finite(r.NegHigh) {
		d.whisker("w-neg", "negative "+name, *r.NegLow, *r.NegHigh, y+sharesTall+5)
	}
	if voice.Finite(r.PosLow) && voice.Finite(r.PosHigh) {
		d.whisker("w-pos", "positive "+name, 1-*r.PosHigh, 1-*r.PosLow, y+sharesTall+11)
	}
}

func (d *Drawing) whisker(class, what string, from, to, y float64) {
	x1, x2 := round(100*voice.Clamp(from)), round(100*voice.Clamp(to))
	d.rule(class, what, x1, y, x2, y)
	d.rule(class, what+" end", x1, y-3, x1, y+3)
	d.rule(class, what+" end", x2, y-3, x2, y+3)
}

// ShareLegend explains the three parts of a bar of shares.
func ShareLegend(v *voice.Voice) []Key {
	return []Key{{"neg", square, v.Say("mood.negative")}, {"neu", square, v.Say("mood.neutral")}, {"pos", square, v.Say("mood.positive")}}
}
