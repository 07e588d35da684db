package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
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
func (b *quarterBuilder) questions() Section {
	s := Section{ID: "asked", Short: b.word("short.asked"), Heading: b.say("asked.unknown"), Lead: []Line{b.say("mood.not_read")}}
	var questions, answered, before, answeredBefore int64
	known := false
	table := &Table{Caption: b.say("quarter.by_mission"), Head: b.heads("mission", "questions", "answered", "rate")}
	for _, m := range b.q.Missions {
		q, a, ok := tallied(m.Mood)
		if !ok {
			continue
		}
		known = true
		questions, answered = questions+q, answered+a
		rate := own("–")
		if q > 0 {
			rate = own(b.percent(float64(a) / float64(q)))
		}
		table.Rows = append(table.Rows, Row{Head: Cell{Text: b.mission(m.Mission)}, Cells: []Cell{{own(b.count(q)), "n"}, {own(b.count(a)), "n"}, {rate, "n"}}})
		if q, a, ok := tallied(m.Before); ok {
			before, answeredBefore = before+q, answeredBefore+a
		}
	}
	if !known {
		if b.q.Privacy.Replies {
			s.Lead = []Line{b.say("mood.none")}
		}
		return s
	}
	s.Heading = b.answeredHeading(data.Mood{Questions: &questions, Answered: &answered})
	s.Lead = []Line{b.say("ministry.not_ranked")}
	if before > 0 {
		s.Lead = append([]Line{b.say("quarter.before", "answered", answeredBefore, "questions", b.say("n.question", "n", before))}, s.Lead...)
	}
	s.Groups = []Group{{Parts: []Part{{Table: table}}}}
	if part, ok := b.topics(); ok {
		s.Groups = append(s.Groups, Group{Parts: []Part{part}})
	}
	return s
}

// topics draws what was asked by topic, of the weeks whose topics may be shown.
func (b *quarterBuilder) topics() (Part, bool) {
	sums := map[string]*askedRow{}
	for _, m := range b.q.Missions {
		for _, cell := range m.Mood {
			if cell.Breakdown != data.DimTopic || !counted(cell) {
				continue
			}
			if sums[cell.Value] == nil {
				sums[cell.Value] = &askedRow{name: b.moodName(cell)}
			}
			sums[cell.Value].questions += *cell.Questions
			sums[cell.Value].answered += *cell.Answered
		}
	}
	if len(sums) == 0 {
		return Part{}, false
	}
	topics := make([]string, 0, len(sums))
	for topic := range sums {
		topics = append(topics, topic)
	}
	slices.SortFunc(topics, func(x, y string) int {
		return cmp.Or(cmp.Compare(order(x == mergedSmall), order(y == mergedSmall)), cmp.Compare(sums[y].questions, sums[x].questions), byLevel("topic", x, y))
	})
	var rows []askedRow
	for _, topic := range topics[:min(len(topics), moodValues)] {
		rows = append(rows, *sums[topic])
	}
	heading := b.say("quarter.topics")
	part := Part{Heading: heading, Under: b.say("quarter.topics_under"), Fold: b.word("page.numbers")}
	part.Drawing = b.drawAsked("asked-1", heading, rows, nil)
	part.Table = b.askedTable(heading, rows, nil)
	return part, true
}

// needs lists the gaps between what was asked and what was posted in the quarter.
func (b *quarterBuilder) needs() Section {
	s := Section{ID: "needs", Short: b.word("short.compared"), Heading: b.say("compared.unknown"), Lead: []Line{b.say("quarter.needs_few")}}
	table := &Table{Caption: b.say("quarter.gaps"), Head: b.heads("mission", "topic", "asked", "posted", "gap")}
	known, gaps := false, 0
	var topics []Line
	for _, m := range b.q.Missions {
		rows := slices.Clone(m.Needs)
		slices.SortFunc(rows, func(x, y data.Need) int {
			return cmp.Or(cmp.Compare(x.Rank, y.Rank), byLevel("topic", string(x.Topic), string(y.Topic)))
		})
		for _, n := range rows {
			known = known || n.Gap == data.GapAlike || n.Gap == data.GapUnclear && finite(n.DiffLow) && n.AskedOf != nil
			if n.Topic == "" || !sureGap(n) {
				continue
			}
			known = true
			if name := b.topicOr(string(n.Topic)); len(topics) < 3 && !slices.ContainsFunc(topics, func(l Line) bool { return l.String() == name.String() }) {
				topics = append(topics, name)
			}
			if gaps++; gaps <= needsShown {
				table.Rows = append(table.Rows, Row{Head: Cell{Text: b.mission(m.Mission)}, Cells: []Cell{{Text: capital(b.topicOr(string(n.Topic)))}, {b.askedShare(n), "n"},
					{b.postedShare(n), "n"}, {b.say("compared.points", "low", b.points(*n.DiffLow), "high", b.points(*n.DiffHigh)), "n"}}})
			}
		}
	}
	switch {
	case gaps > 0:
		s.Heading, s.Lead = b.say("quarter.gaps_found", "topics", b.list(topics)), nil
		s.Groups = []Group{{Class: "wide", Parts: []Part{{Table: table}}}}
	case known:
		s.Heading, s.Lead = b.say("compared.unsure"), nil
	}
	return s
}
