package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// How many gaps and topics a page shows.
const (
	widestShown = 5
	topicsShown = 12
)

// fewWeeks is the warning that the words of [data.Need] carry where most weeks are
// hidden.
const fewWeeks = "topics may be shown of few weeks only"

// compared holds what people ask, or said in a survey that they need, against what is
// posted, topic by topic.
func (b *builder) compared() page.Section {
	s := page.Section{ID: "compared", Short: b.Word("short.compared"), Heading: b.Say("compared.unknown"), Lead: []voice.Line{b.Say("compared.unknown_why")}}
	rows, all := b.topicRows()
	if all == nil {
		return s
	}
	var gaps []data.Need
	known := false
	for _, n := range rows {
		known = known || n.Gap == data.GapAlike || n.Gap == data.GapUnclear && voice.Finite(n.DiffLow)
		if sureGap(n) {
			gaps = append(gaps, n)
		}
	}
	s.Follow = b.command("tailor needs")
	switch {
	case len(gaps) > 0 && gaps[0].Gap == data.GapAskedMore:
		s.Heading = b.Say("compared.asked_more", "topic", b.TopicOr(string(gaps[0].Topic)))
	case len(gaps) > 0:
		s.Heading = b.Say("compared.posted_more", "topic", b.TopicOr(string(gaps[0].Topic)))
	case known:
		s.Heading = b.Say("compared.unsure")
	default:
		s.Heading = b.Say("compared.too_little")
	}
	s.Lead = b.comparedLead(all, len(gaps) == 0 && !known)
	if len(gaps) > 0 {
		part := page.Part{}
		for _, n := range gaps[:min(len(gaps), widestShown)] {
			part.List = append(part.List, b.Say("compared.gap", "topic", voice.Capital(b.TopicOr(string(n.Topic))), "asked", b.askedShare(n),
				"posted", b.postedShare(n), "low", b.Points(*n.DiffLow), "high", b.Points(*n.DiffHigh)))
		}
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{part}})
	}
	if len(gaps) == 0 && !known {
		return s // nothing to hold the posts against
	}
	if part, ok := b.topicChart(rows, len(gaps) > 0); ok {
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{part}})
	}
	return s
}

// topicRows returns the topics, gaps first, widest first, then what is asked or posted
// about most; and the row of all of them, nil if there is none.
func (b *builder) topicRows() (rows []data.Need, all *data.Need) {
	for i := range b.in.Compared {
		if n := &b.in.Compared[i]; n.Topic == "" {
			all = n
		} else if n.Topic != data.TopicOther {
			rows = append(rows, *n)
		}
	}
	most := func(n data.Need) float64 { return max(voice.OrZero(n.AskedShare), voice.OrZero(n.PostedShare)) }
	slices.SortFunc(rows, func(a, c data.Need) int {
		return cmp.Or(cmp.Compare(order(!sureGap(a)), order(!sureGap(c))), cmp.Compare(a.Rank, c.Rank),
			cmp.Compare(most(c), most(a)), cmp.Compare(a.Topic, c.Topic))
	})
	return rows, all
}

func sureGap(n data.Need) bool {
	return (n.Gap == data.GapAskedMore || n.Gap == data.GapPostedMore) && voice.Finite(n.DiffLow) && voice.Finite(n.DiffHigh) && voice.Finite(n.PostedShare)
}

// comparedLead says what the comparison rests on, or what it would take.
func (b *builder) comparedLead(all *data.Need, few bool) []voice.Line {
	posts := b.Say("n.post", "n", all.PostedOf)
	if all.AskedOf == nil {
		return []voice.Line{b.Say("compared.hidden"), b.Say("compared.posts_only", "posts", posts, "period", b.between(all.From, all.To))}
	}
	questions := b.Say("n.question", "n", *all.AskedOf)
	lead := []voice.Line{b.Say("compared.rests", "questions", questions, "posts", posts, "period", b.between(all.From, all.To))}
	if few {
		return append(lead, b.Say("compared.need"))
	}
	for _, n := range b.in.Compared {
		if slices.ContainsFunc(n.Warnings, func(w string) bool { return strings.HasPrefix(w, fewWeeks) }) {
			return append(lead, b.Say("compared.few_weeks"))
		}
	}
	return lead
}

// between writes the days from one to another; days that cannot be read stay as they are.
func (b *builder) between(from, to string) voice.Line {
	first, err := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil {
		return b.Say("date.apart", "from", voice.ForeignName(from), "to", voice.ForeignName(to))
	}
	return voice.Own(b.Days(first, last))
}

// askedShare words the share of questions, or of those asked in a survey. Where groups
// were merged for safety only a bound is known.
func (b *builder) askedShare(n data.Need) voice.Line {
	switch {
	case n.GapBy == "survey" && voice.Finite(n.SurveyShare):
		return b.Say("compared.surveyed", "share", b.Percent(*n.SurveyShare), "survey", voice.ForeignName(n.Survey))
	case voice.Finite(n.AskedShare) && n.AskedHidden != nil && *n.AskedHidden > 0:
		return b.Say("compared.at_least", "share", b.Percent(*n.AskedShare))
	case voice.Finite(n.AskedShare):
		return b.Say("compared.of_questions", "share", b.Percent(*n.AskedShare))
	case voice.Finite(n.AskedHigh):
		return b.Say("compared.at_most", "share", b.Percent(*n.AskedHigh))
	}
	return b.Say("compared.not_known")
}

// askedBarOf is the share that askedShare words, nil where that is a bound from above.
func askedBarOf(n data.Need) *float64 {
	if n.GapBy == "survey" && voice.Finite(n.SurveyShare) {
		return n.SurveyShare
	}
	return n.AskedShare
}

func (b *builder) postedShare(n data.Need) voice.Line {
	if !voice.Finite(n.PostedShare) {
		return b.Say("compared.not_known")
	}
	return b.Say("compared.of_posts", "share", b.Percent(*n.PostedShare))
}

// topicChart draws each topic's share of questions, filled, and of posts, in outline.
func (b *builder) topicChart(rows []data.Need, gaps bool) (page.Part, bool) {
	rows = slices.DeleteFunc(slices.Clone(rows), func(n data.Need) bool { return !voice.Finite(n.PostedShare) && !voice.Finite(n.AskedShare) })
	if len(rows) == 0 {
		return page.Part{}, false
	}
	rows = rows[:min(len(rows), topicsShown)]
	part := page.Part{Heading: b.Say("compared.alike"), Under: b.Say("compared.under"), Fold: b.Word("page.numbers")}
	if gaps {
		part.Heading = b.Say("compared.differ")
	}
	part.Table = &page.Table{Caption: part.Heading, Head: b.heads("topic", "asked", "posted", "gap")}
	var drawn []chart.TopicRow
	left := 0
	for _, n := range rows {
		name := voice.Capital(b.TopicOr(string(n.Topic)))
		between := voice.Own("–")
		if voice.Finite(n.DiffLow) && voice.Finite(n.DiffHigh) {
			between = b.Say("compared.points", "low", b.Points(*n.DiffLow), "high", b.Points(*n.DiffHigh))
		}
		asked, posted := b.askedShare(n), b.postedShare(n)
		if askedBarOf(n) != nil || sureGap(n) || n.AskedHigh == nil {
			drawn = append(drawn, chart.TopicRow{Name: name, AskedNote: asked, PostedNote: posted, Asked: askedBarOf(n), Posted: n.PostedShare})
		} else { // a bound from above, a wide one mostly, is nothing to look at
			left++
		}
		part.Table.Rows = append(part.Table.Rows, page.Row{Head: page.Cell{Text: name}, Cells: []page.Cell{page.Number(asked), page.Number(posted), page.Number(between)}})
	}
	if left > 0 {
		part.List = []voice.Line{b.Say("compared.left", "count", int64(left))}
	}
	if len(drawn) == 0 {
		part.Under, part.Fold = nil, ""
		part.List = nil
		return part, true
	}
	part.Drawing = chart.Topics(b.Voice, "topics-1", part.Heading, drawn)
	return part, true
}
