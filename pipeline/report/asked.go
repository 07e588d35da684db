package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// asked says what people ask and whether it was answered, from cells that may be
// shown.
func (b *builder) asked() Section {
	s := Section{ID: "asked", Short: b.word("short.asked")}
	totals := b.totals()
	if len(totals) == 0 {
		s.Heading, s.Lead = b.say("asked.unknown"), []Line{b.say("mood.none")}
		if !b.in.Privacy.Replies {
			s.Lead = []Line{b.say("mood.not_read")}
		}
		return s
	}
	newest := slices.DeleteFunc(totals, func(m data.Mood) bool { return !counted(m) })
	if len(newest) == 0 {
		s.Heading, s.Lead = b.say("asked.hidden"), []Line{capital(b.say("mood.too_few"))}
		return s
	}
	m := newest[len(newest)-1]
	s.Heading, s.Follow = b.answeredHeading(m), b.command("tailor questions")
	if m.N != nil {
		s.Lead = append(s.Lead, b.say("mood.count", "replies", b.say("n.reply", "n", *m.N), "period", b.moodPeriod(m)))
	}
	if open := *m.Questions - *m.Answered; open > 0 && *m.Answered > 0 {
		s.Lead = append(s.Lead, b.say("asked.open", "questions", b.say("n.question", "n", open)))
	}
	if finite(m.AnswerSecs) && *m.AnswerSecs >= 0 {
		s.Lead = append(s.Lead, b.answerTime(*m.AnswerSecs))
	}
	if part, ok := b.askedByTopic(); ok {
		s.Groups = []Group{{Parts: []Part{part}}}
	}
	return s
}

func (b *builder) answeredHeading(m data.Mood) Line {
	questions := b.say("n.question", "n", *m.Questions)
	switch {
	case *m.Questions == 0:
		return b.say("asked.nobody")
	case *m.Answered == 0:
		return b.say("asked.ignored", "questions", questions)
	}
	return b.say("asked.answered", "answered", *m.Answered, "questions", questions)
}

func (b *builder) answerTime(secs float64) Line {
	hours := int64(secs/3600 + 0.5)
	switch {
	case hours < 1:
		return b.say("asked.hour")
	case hours < 48:
		return b.say("asked.time", "time", b.say("n.hour", "n", hours))
	}
	return b.say("asked.time", "time", b.say("n.day", "n", (hours+12)/24))
}

func counted(m data.Mood) bool { return m.Questions != nil && m.Answered != nil }

// askedByTopic draws the newest period's topics. The topic asked about most is
// named if it holds more than half of the questions.
func (b *builder) askedByTopic() (Part, bool) {
	cells := slices.DeleteFunc(b.cells(data.DimTopic), func(m data.Mood) bool { return !counted(m) })
	if len(cells) == 0 {
		return Part{}, false
	}
	period := cells[len(cells)-1].Period
	cells = slices.DeleteFunc(cells, func(m data.Mood) bool { return m.Period != period })
	cells = cells[:min(len(cells), moodValues)]
	slices.SortStableFunc(cells, func(a, c data.Mood) int {
		return cmp.Compare(order(a.Value == mergedSmall), order(c.Value == mergedSmall))
	})
	var rows []askedRow
	var sum int64
	for _, m := range cells {
		rows, sum = append(rows, askedRow{b.moodName(m), *m.Questions, *m.Answered}), sum+*m.Questions
	}
	heading := b.say("asked.spread")
	for _, m := range cells {
		if topic := b.topic(m.Value); *m.Questions*2 > sum && m.Value != mergedSmall && topic != nil {
			heading = b.say("asked.most", "topic", topic)
			break
		}
	}
	part := Part{Heading: heading, Under: b.say("asked.under", "period", b.moodPeriod(cells[0])), Fold: b.word("page.numbers")}
	part.Drawing = b.drawAsked("asked-1", heading, rows, nil)
	part.Table = b.askedTable(heading, rows, nil)
	return part, true
}

// askedTable is the data behind a chart of questions.
func (b *builder) askedTable(caption Line, rows []askedRow, number func(int64) Line) *Table {
	if number == nil {
		number = func(n int64) Line { return own(b.count(n)) }
	}
	table := &Table{Caption: caption, Head: b.heads("topic", "questions", "answered")}
	for _, r := range rows {
		table.Rows = append(table.Rows, Row{Head: Cell{Text: r.name}, Cells: []Cell{{number(r.questions), "n"}, {number(r.answered), "n"}}})
	}
	return table
}
