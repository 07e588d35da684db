package report

// percentileRow is how many of 100 peers an account is above.
type percentileRow struct {
	name, note    Line
	at, low, high float64
	look          look
}

// Places within a chart of percentiles, in pixels.
const (
	percentilesTop  = 30
	percentilesRow  = 46
	percentilesName = 13
	percentilesPlot = 28
)

// drawPercentiles draws each percentile as a point with its interval on a scale from 0 to
// 100; a bold rule stands at 50.
func (v *voice) drawPercentiles(id string, title Line, rows []percentileRow) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("peers.desc"), rtl: rightToLeft(v.lang)}
	ticks := []int64{0, 25, 50, 75, 100}
	for _, tick := range ticks {
		x := at(float64(tick) / 100)
		d.label("axis", anchorAt(x), x, 14, own(v.count(tick)))
		d.rule("grid", "tick", float64(x), 19, float64(x), 25)
	}
	top := float64(percentilesTop)
	for _, r := range rows {
		top += d.head(top+percentilesName, r.name, r.note)
		for _, tick := range ticks {
			x, class := float64(at(float64(tick)/100)), "grid"
			if tick == 50 {
				class = "one"
			}
			d.rule(class, "grid", x, top+percentilesName+6, x, top+percentilesRow-4)
		}
		y := top + percentilesPlot
		low, high := at(clamp(r.low/100)), at(clamp(r.high/100))
		d.rule("interval "+r.look.class, "interval "+r.name.String(), float64(low), y, float64(high), y)
		d.end(r.look.class, arrowBack, "low "+r.name.String(), low, y, false)
		d.end(r.look.class, arrowHead, "high "+r.name.String(), high, y, false)
		d.point(r.look, "percentile "+r.name.String(), at(clamp(r.at/100)), y)
		top += percentilesRow
	}
	d.Height = int(top) + 4
	return d.turned()
}
