package report

// topicBar is one topic's share of what is asked and of posts; a nil share is not known.
type topicBar struct {
	name                  Line
	askedNote, postedNote Line
	asked, posted         *float64
}

// drawTopics draws shares of what is asked as filled bars and shares of posts as outlines
// around them, all on one scale that ends with the largest.
func (v *voice) drawTopics(id string, title Line, rows []topicBar) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.word("compared.desc"), rtl: rightToLeft(v.lang)}
	most := 0.01
	for _, r := range rows {
		most = max(most, shareOf(r.asked), shareOf(r.posted))
	}
	top := 0.0
	for _, r := range rows {
		top += d.head(top+askedName, r.name, v.say("list.comma", "a", r.askedNote, "b", r.postedNote), r.askedNote, r.postedNote)
		width := func(share *float64) Pct { return Pct(round(100 * clamp(shareOf(share)/most))) }
		if w := width(r.asked); w > 0 {
			d.bar("answered", "asked "+r.name.String(), 0, w, top+askedBar+3, askedTall-6)
		}
		if w := width(r.posted); w > 0 {
			d.bar("asked", "posted "+r.name.String(), 0, w, top+askedBar, askedTall)
		}
		top += askedRowTall
	}
	d.Height = int(top) + 2
	return d.turned()
}
