package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// needsShown is how many gaps of a quarter a page lists.
const needsShown = 12

// tallied adds up the published questions of a quarter.
func tallied(cells []data.Mood) (questions, answered int64, known bool) {
	for _, m := range cells {
		if m.Breakdown == data.DimTotal && counted(m) {
			questions, answered, known = questions+*m.Questions, answered+*m.Answered, true
		}
	}
	return questions, answered, known
}

// questions says what was asked in the quarter and how much of it was answered.
func (b *quarterBuilder) questions() page.Section {
	s := page.Section{ID: "asked", Short: b.Word("short.asked"), Heading: b.Say("asked.unknown"), Lead: []voice.Line{b.Say("mood.not_read")}}
	var questions, answered, before, answeredBefore int64
	known := false
	table := &page.Table{Caption: b.Say("quarter.by_mission"), Head: b.heads("mission", "questions", "answered", "rate")}
	for _, m := range b.q.Missions {
		q, a, ok := tallied(m.Mood)
		if !ok {
			continue
		}
		known = true
		questions, answered = questions+q, answered+a
		rate := voice.Own("–")
		if q > 0 {
			rate = voice.Own(b.Percent(float64(a) / float64(q)))
		}
		table.Rows = append(table.Rows, page.Row{Head: page.Cell{Text: b.mission(m.Mission)}, Cells: []page.Cell{page.Number(voice.Own(b.Count(q))), page.Number(voice.Own(b.Count(a))), page.Number(rate)}})
		if q, a, ok := tallied(m.Before); ok {
			before, answeredBefore = before+q, answeredBefore+a
		}
	}
	if !known {
		if b.q.Privacy.Replies {
			s.Lead = []voice.Line{b.Say("mood.none")}
		}
		return s
	}
	s.Heading = b.answeredHeading(data.Mood{Questions: &questions, Answered: &answered})
	s.Lead = []voice.Line{b.Say("ministry.not_ranked")}
	if before > 0 {
		s.Lead = append([]voice.Line{b.Say("quarter.before", "answered", answeredBefore, "questions", b.Say("n.question", "n", before))}, s.Lead...)
	}
	s.Groups = []page.Group{{Parts: []page.Part{{Table: table}}}}
	if part, ok := b.topics(); ok {
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{part}})
	}
	return s
}

// topics draws what was asked by topic, of the weeks whose topics may be shown.
func (b *quarterBuilder) topics() (page.Part, bool) {
	sums := map[string]*chart.AskedRow{}
	for _, m := range b.q.Missions {
		for _, cell := range m.Mood {
			if cell.Breakdown != data.DimTopic || !counted(cell) {
				continue
			}
			if sums[cell.Value] == nil {
				sums[cell.Value] = &chart.AskedRow{Name: b.moodName(cell)}
			}
			sums[cell.Value].Questions += *cell.Questions
			sums[cell.Value].Answered += *cell.Answered
		}
	}
	if len(sums) == 0 {
		return page.Part{}, false
	}
	topics := make([]string, 0, len(sums))
	for topic := range sums {
		topics = append(topics, topic)
	}
	slices.SortFunc(topics, func(x, y string) int {
		return cmp.Or(cmp.Compare(order(x == mergedSmall), order(y == mergedSmall)), cmp.Compare(sums[y].Questions, sums[x].Questions), byLevel("topic", x, y))
	})
	var rows []chart.AskedRow
	for _, topic := range topics[:min(len(topics), moodValues)] {
		rows = append(rows, *sums[topic])
	}
	heading := b.Say("quarter.topics")
	part := page.Part{Heading: heading, Under: b.Say("quarter.topics_under"), Fold: b.Word("page.numbers")}
	part.Drawing = chart.Asked(b.Voice, "asked-1", heading, rows, nil)
	part.Table = b.askedTable(heading, rows, nil)
	return part, true
}

// needs lists the gaps between what was asked and what was posted in the quarter.
func (b *quarterBuilder) needs() page.Section {
	s := page.Section{ID: "needs", Short: b.Word("short.compared"), Heading: b.Say("compared.unknown"), Lead: []voice.Line{b.Say("quarter.needs_few")}}
	table := &page.Table{Caption: b.Say("quarter.gaps"), Head: b.heads("mission", "topic", "asked", "posted", "gap")}
	known, gaps := false, 0
	var topics []voice.Line
	for _, m := range b.q.Missions {
		rows := slices.Clone(m.Needs)
		slices.SortFunc(rows, func(x, y data.Need) int {
			return cmp.Or(cmp.Compare(x.Rank, y.Rank), byLevel("topic", string(x.Topic), string(y.Topic)))
		})
		for _, n := range rows {
			known = known || n.Gap == data.GapAlike || n.Gap == data.GapUnclear && voice.Finite(n.DiffLow) && n.AskedOf != nil
			if n.Topic == "" || !sureGap(n) {
				continue
			}
			known = true
			if name := b.TopicOr(string(n.Topic)); len(topics) < 3 && !slices.ContainsFunc(topics, func(l voice.Line) bool { return l.String() == name.String() }) {
				topics = append(topics, name)
			}
			if gaps++; gaps <= needsShown {
				table.Rows = append(table.Rows, page.Row{Head: page.Cell{Text: b.mission(m.Mission)}, Cells: []page.Cell{{Text: voice.Capital(b.TopicOr(string(n.Topic)))}, page.Number(b.askedShare(n)),
					page.Number(b.postedShare(n)), page.Number(b.Say("compared.points", "low", b.Points(*n.DiffLow), "high", b.Points(*n.DiffHigh)))}})
			}
		}
	}
	switch {
	case gaps > 0:
		s.Heading, s.Lead = b.Say("quarter.gaps_found", "topics", b.List(topics)), nil
		s.Groups = []page.Group{{Class: "wide", Parts: []page.Part{{Table: table}}}}
	case known:
		s.Heading, s.Lead = b.Say("compared.unsure"), nil
	}
	return s
}
