package chart

import "github.com/digital-diplomacy/tailor/pipeline/report/voice"

// PercentileRow is how many of 100 peers an account is above, with the ends of the
// interval: all from 0 to 100.
type PercentileRow struct {
	Name, Note    voice.Line
	At, Low, High float64
	Look          Look
}

// Places within a chart of percentiles, in pixels.
const (
	percentilesTop  = 30
	percentilesRow  = 46
	percentilesName = 13
	percentilesPlot = 28
)

// Percentiles draws each percentile as a point with its interval on a scale from 0 to
// 100; a bold rule stands at 50.
func Percentiles(v *voice.Voice, id string, title voice.Line, rows []PercentileRow) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.Word("peers.desc"), rtl: v.RightToLeft()}
	ticks := []int64{0, 25, 50, 75, 100}
	for _, tick := range ticks {
		x := at(float64(tick) / 100)
		d.label("axis", anchorAt(x), x, 14, voice.Own(v.Count(tick)))
		d.rule("grid", "tick", float64(x), 19, float64(x), 25)
	}
	top := float64(percentilesTop)
	for _, r := range rows {
		top += d.head(top+percentilesName, r.Name, r.Note)
		for _, tick := range ticks {
			x, class := float64(at(float64(tick)/100)), "grid"
			if tick == 50 {
				class = "one"
			}
			d.rule(class, "grid", x, top+percentilesName+6, x, top+percentilesRow-4)
		}
		y := top + percentilesPlot
		low, high := at(voice.Clamp(r.Low/100)), at(voice.Clamp(r.High/100))
		d.rule("interval "+r.Look.class, "interval "+r.Name.String(), float64(low), y, float64(high), y)
		d.end(r.Look.class, arrowBack, "low "+r.Name.String(), low, y, false)
		d.end(r.Look.class, arrowHead, "high "+r.Name.String(), high, y, false)
		d.point(r.Look, "percentile "+r.Name.String(), at(voice.Clamp(r.At/100)), y)
		top += percentilesRow
	}
	d.Height = int(top) + 4
	return d.turned()
}
