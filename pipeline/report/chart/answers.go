package chart

import "github.com/digital-diplomacy/tailor/pipeline/report/voice"

// AnswerRow is one answer and its share, 0 to 1; a nil share is not known.
type AnswerRow struct {
	Name   voice.Line
	Share  *float64
	Number voice.Line // what the table behind the chart says of it
}

// Answers draws shares as bars on a scale from nothing to all, in the order of
// the rows.
func Answers(v *voice.Voice, id string, title voice.Line, rows []AnswerRow) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.Word("told.bars"), rtl: v.RightToLeft()}
	top := 0.0
	for _, r := range rows {
		note := v.Say("formats.unknown")
		if r.Share != nil {
			note = voice.Own(v.Percent(*r.Share))
		}
		top += d.head(top+askedName, r.Name, note)
		d.bar("asked", "all "+r.Name.String(), 0, 100, top+askedBar, askedTall)
		if r.Share != nil && *r.Share > 0 {
			d.bar("answered", "share "+r.Name.String(), 0, Pct(round(100*voice.Clamp(*r.Share))), top+askedBar, askedTall)
		}
		top += askedRowTall
	}
	d.Height = int(top) + 2
	return d.turned()
}
