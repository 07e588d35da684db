package report

// askedRow is one topic's questions.
type askedRow struct {
	name                Line
	questions, answered int64
}

// Places within a chart of questions, in pixels.
const (
	askedRowTall = 42
	askedName    = 13
	askedBar     = 20
	askedTall    = 12
)

// drawAsked draws questions as outlines on one scale, the answered part filled.
// number writes a count; nil writes it as it is.
func (v *voice) drawAsked(id string, title Line, rows []askedRow, number func(int64) Line) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("asked.desc"), rtl: rightToLeft(v.lang)}
	if number == nil {
		number = func(n int64) Line { return own(v.count(n)) }
	}
	most := int64(1)
	for _, r := range rows {
		most = max(most, r.questions)
	}
	top := 0.0
	for _, r := range rows {
		top += d.head(top+askedName, r.name, v.say("asked.bar", "answered", number(r.answered), "asked", number(r.questions)))
		width := func(n int64) Pct { return Pct(round(100 * float64(max(n, 0)) / float64(most))) }
		if r.questions > 0 {
			d.bar("asked", "asked "+r.name.String(), 0, width(r.questions), top+askedBar, askedTall)
		}
		if r.answered > 0 {
			d.bar("answered", "answered "+r.name.String(), 0, width(min(r.answered, r.questions)), top+askedBar, askedTall)
		}
		top += askedRowTall
	}
	d.Height = int(top) + 2
	return d.turned()
}
