package report

// answerRow is one answer and its share; a nil share is not known.
type answerRow struct {
	name   Line
	share  *float64
	number Line
}

// drawAnswers draws shares as bars on a scale from nothing to all, in the order of
// the rows.
func (v *voice) drawAnswers(id string, title Line, rows []answerRow) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("told.bars"), rtl: rightToLeft(v.lang)}
	top := 0.0
	for _, r := range rows {
		note := v.say("formats.unknown")
		if r.share != nil {
			note = own(v.percent(*r.share))
		}
		top += d.head(top+askedName, r.name, note)
		d.bar("asked", "all "+r.name.String(), 0, 100, top+askedBar, askedTall)
		if r.share != nil && *r.share > 0 {
			d.bar("answered", "share "+r.name.String(), 0, Pct(round(100*clamp(*r.share))), top+askedBar, askedTall)
		}
		top += askedRowTall
	}
	d.Height = int(top) + 2
	return d.turned()
}
