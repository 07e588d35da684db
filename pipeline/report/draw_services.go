package report

// Places within a chart of services, in pixels: the name, below it the figures, then bars.
const (
	servicesRow  = 58
	servicesName = 13
	servicesNote = 29
	servicesBar  = 36
)

// drawServices draws the mean of this quarter as a filled bar and that of the quarter before
// as an outline, each row on a scale of its own.
func (v *voice) drawServices(id string, title Line, rows []topicBar) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("quarter.services_desc"), Height: servicesRow*len(rows) + 2, rtl: rightToLeft(v.lang)}
	for i, r := range rows {
		top := float64(i * servicesRow)
		d.label("name", "start", 0, top+servicesName, r.name)
		d.label("note", "start", 0, top+servicesNote, r.note)
		most := max(shareOf(r.asked), shareOf(r.posted))
		if most <= 0 {
			continue
		}
		if now := shareOf(r.asked); now > 0 {
			d.bar("answered", "now "+r.name.String(), 0, Pct(round(100*now/most)), top+servicesBar+3, askedTall-6)
		}
		if before := shareOf(r.posted); before > 0 {
			d.bar("asked", "before "+r.name.String(), 0, Pct(round(100*before/most)), top+servicesBar, askedTall)
		}
	}
	return d.turned()
}
