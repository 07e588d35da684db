package chart

import "github.com/digital-diplomacy/tailor/pipeline/report/voice"

// AskedRow is one topic's questions, and how many of them were answered.
type AskedRow struct {
	Name                voice.Line
	Questions, Answered int64
}

// Places within a chart of questions, in pixels.
const (
	askedRowTall = 42
	askedName    = 13
	askedBar     = 20
	askedTall    = 12
)

// Asked draws questions as outlines on one scale, the answered part filled.
// number writes a count; nil writes it as it is.
func Asked(v *voice.Voice, id string, title voice.Line, rows []AskedRow, number func(int64) voice.Line) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.Word("asked.desc"), rtl: v.RightToLeft()}
	if number == nil {
		number = func(n int64) voice.Line { return voice.Own(v.Count(n)) }
	}
	most := int64(1)
	for _, r := range rows {
		most = max(most, r.Questions)
	}
	top := 0.0
	for _, r := range rows {
		top += d.head(top+askedName, r.Name, v.Say("asked.bar", "answered", number(r.Answered), "asked", number(r.Questions)))
		width := func(n int64) Pct { return Pct(round(100 * float64(max(n, 0)) / float64(most))) }
		if r.Questions > 0 {
			d.bar("asked", "asked "+r.Name.String(), 0, width(r.Questions), top+askedBar, askedTall)
		}
		if r.Answered > 0 {
			d.bar("answered", "answered "+r.Name.String(), 0, width(min(r.Answered, r.Questions)), top+askedBar, askedTall)
		}
		top += askedRowTall
	}
	d.Height = int(top) + 2
	return d.turned()
}
