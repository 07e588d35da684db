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
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("told.bars"), Height: askedRowTall*len(rows) + 2, rtl: rightToLeft(v.lang)}
	for i, r := range rows {
		top := float64(i * askedRowTall)
		d.label("name", "start", 0, top+askedName, r.name)
		d.bar("asked", "all "+r.name.String(), 0, 100, top+askedBar, askedTall)
		if r.share == nil {
			d.label("note", "end", 100, top+askedName, v.say("formats.unknown"))
			continue
		}
		d.label("note", "end", 100, top+askedName, own(v.percent(*r.share)))
		if *r.share > 0 {
			d.bar("answered", "share "+r.name.String(), 0, Pct(round(100*clamp(*r.share))), top+askedBar, askedTall)
		}
	}
	return d.turned()
}
