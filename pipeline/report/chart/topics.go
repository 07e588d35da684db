package chart

import "github.com/digital-diplomacy/tailor/pipeline/report/voice"

// TopicRow is one topic's share of what is asked and of posts, 0 to 1, with what is said
// of each; a nil share is not known.
type TopicRow struct {
	Name                  voice.Line
	AskedNote, PostedNote voice.Line
	Asked, Posted         *float64
}

// Topics draws shares of what is asked as filled bars and shares of posts as outlines
// around them, all on one scale that ends with the largest.
func Topics(v *voice.Voice, id string, title voice.Line, rows []TopicRow) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.Word("compared.desc"), rtl: v.RightToLeft()}
	most := 0.01
	for _, r := range rows {
		most = max(most, voice.OrZero(r.Asked), voice.OrZero(r.Posted))
	}
	top := 0.0
	for _, r := range rows {
		top += d.head(top+askedName, r.Name, v.Say("list.comma", "a", r.AskedNote, "b", r.PostedNote), r.AskedNote, r.PostedNote)
		width := func(share *float64) Pct { return Pct(round(100 * voice.Clamp(voice.OrZero(share)/most))) }
		if w := width(r.Asked); w > 0 {
			d.bar("answered", "asked "+r.Name.String(), 0, w, top+askedBar+3, askedTall-6)
		}
		if w := width(r.Posted); w > 0 {
			d.bar("asked", "posted "+r.Name.String(), 0, w, top+askedBar, askedTall)
		}
		top += askedRowTall
	}
	d.Height = int(top) + 2
	return d.turned()
}
