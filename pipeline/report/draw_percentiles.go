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
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("peers.desc"), Height: percentilesTop + percentilesRow*len(rows) + 4, rtl: rightToLeft(v.lang)}
	for _, tick := range []int64{0, 25, 50, 75, 100} {
		x, class := at(float64(tick)/100), "grid"
		if tick == 50 {
			class = "one"
		}
		for i := range rows {
			top := float64(percentilesTop + percentilesRow*i)
			d.rule(class, "grid", float64(x), top+percentilesName+6, float64(x), top+percentilesRow-4)
		}
		d.label("axis", anchorAt(x), x, 14, own(v.count(tick)))
		d.rule("grid", "tick", float64(x), 19, float64(x), 25)
	}
	for i, r := range rows {
		top := float64(percentilesTop + percentilesRow*i)
		y := top + percentilesPlot
		d.label("name", "start", 0, top+percentilesName, r.name)
		d.label("note", "end", 100, top+percentilesName, r.note)
		low, high := at(clamp(r.low/100)), at(clamp(r.high/100))
		d.rule("interval "+r.look.class, "interval "+r.name.String(), float64(low), y, float64(high), y)
		d.end(r.look.class, arrowBack, "low "+r.name.String(), low, y, false)
		d.end(r.look.class, arrowHead, "high "+r.name.String(), high, y, false)
		d.point(r.look, "percentile "+r.name.String(), at(clamp(r.at/100)), y)
	}
	return d.turned()
}
