package report

// topicBar is one topic's share of what is asked and of posts; a nil share is not known.
type topicBar struct {
	name, note    Line
	asked, posted *float64
}

// drawTopics draws shares of what is asked as filled bars and shares of posts as outlines
// around them, all on one scale that ends with the largest.
func (v *voice) drawTopics(id string, title Line, rows []topicBar) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("compared.desc"), Height: askedRowTall*len(rows) + 2, rtl: rightToLeft(v.lang)}
	most := 0.01
	for _, r := range rows {
		most = max(most, shareOf(r.asked), shareOf(r.posted))
	}
	for i, r := range rows {
		top := float64(i * askedRowTall)
		d.label("name", "start", 0, top+askedName, r.name)
		d.label("note", "end", 100, top+askedName, r.note)
		width := func(share *float64) Pct { return Pct(round(100 * clamp(shareOf(share)/most))) }
		if w := width(r.asked); w > 0 {
			d.bar("answered", "asked "+r.name.String(), 0, w, top+askedBar+3, askedTall-6)
		}
		if w := width(r.posted); w > 0 {
			d.bar("asked", "posted "+r.name.String(), 0, w, top+askedBar, askedTall)
		}
	}
	return d.turned()
}
