package report

// Places within a chart of services, in pixels: the name, below it the figures, then bars.
const (
	servicesRow  = 58
	servicesName = 13
	servicesNote = 29
	servicesBar  = 36
)

// serviceBar is one measure's mean of this quarter and of the one before; 0 draws nothing.
type serviceBar struct {
	name, note  Line
	now, before float64
}

// drawServices draws the mean of this quarter as a filled bar and that of the quarter before
// as an outline, each row on a scale of its own.
func (v *voice) drawServices(id string, title Line, rows []serviceBar) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("quarter.services_desc"), Height: servicesRow*len(rows) + 2, rtl: rightToLeft(v.lang)}
	for i, r := range rows {
		top := float64(i * servicesRow)
		d.label("name", "start", 0, top+servicesName, r.name)
		d.label("note", "start", 0, top+servicesNote, r.note)
		most := max(r.now, r.before)
		if most <= 0 {
			continue
		}
		if r.now > 0 {
			d.bar("answered", "now "+r.name.String(), 0, Pct(round(100*r.now/most)), top+servicesBar+3, askedTall-6)
		}
		if r.before > 0 {
			d.bar("asked", "before "+r.name.String(), 0, Pct(round(100*r.before/most)), top+servicesBar, askedTall)
		}
	}
	return d.turned()
}
