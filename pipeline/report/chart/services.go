package chart

import "github.com/digital-diplomacy/tailor/pipeline/report/voice"

// Places within a chart of services, in pixels: the name, below it the figures, then bars.
const (
	servicesRow  = 58
	servicesName = 13
	servicesNote = 29
	servicesBar  = 36
)

// ServiceRow is one measure's mean of this quarter and of the one before; 0 draws nothing.
type ServiceRow struct {
	Name, Note  voice.Line
	Now, Before float64
}

// Services draws the mean of this quarter as a filled bar and that of the quarter before
// as an outline, each row on a scale of its own.
func Services(v *voice.Voice, id string, title voice.Line, rows []ServiceRow) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.Word("quarter.services_desc"), Height: servicesRow*len(rows) + 2, rtl: v.RightToLeft()}
	for i, r := range rows {
		top := float64(i * servicesRow)
		d.label("name", "start", 0, top+servicesName, r.Name)
		d.label("note", "start", 0, top+servicesNote, r.Note)
		most := max(r.Now, r.Before)
		if most <= 0 {
			continue
		}
		if r.Now > 0 {
			d.bar("answered", "now "+r.Name.String(), 0, Pct(round(100*r.Now/most)), top+servicesBar+3, askedTall-6)
		}
		if r.Before > 0 {
			d.bar("asked", "before "+r.Name.String(), 0, Pct(round(100*r.Before/most)), top+servicesBar, askedTall)
		}
	}
	return d.turned()
}
