package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// asked says what people ask and whether it was answered, from cells that may be
// shown.
func (b *builder) asked() page.Section {
	s := page.Section{ID: "asked", Short: b.Word("short.asked")}
	totals := b.totals()
	if len(totals) == 0 {
		s.Heading, s.Lead = b.Say("asked.unknown"), []voice.Line{b.Say("mood.none")}
		if !b.in.Privacy.Replies {
			s.Lead = []voice.Line{b.Say("mood.not_read")}
		}
		return s
	}
	newest := slices.DeleteFunc(totals, func(m data.Mood) bool { return !counted(m) })
	if len(newest) == 0 {
		s.Heading, s.Lead = b.Say("asked.hidden"), []voice.Line{voice.Capital(b.Say("mood.too_few"))}
		return s
	}
	m := newest[len(newest)-1]
	s.Heading, s.Follow = b.answeredHeading(m), b.command("tailor questions")
	if m.N != nil {
		s.Lead = append(s.Lead, b.Say("mood.count", "replies", b.Say("n.reply", "n", *m.N), "period", b.moodPeriod(m)))
	}
	if open := *m.Questions - *m.Answered; open > 0 && *m.Answered > 0 {
		s.Lead = append(s.Lead, b.Say("asked.open", "questions", b.Say("n.question", "n", open)))
	}
	if voice.Finite(m.AnswerSecs) && *m.AnswerSecs >= 0 {
		s.Lead = append(s.Lead, b.answerTime(*m.AnswerSecs))
	}
	if part, ok := b.askedByTopic(); ok {
		s.Groups = []page.Group{{Parts: []page.Part{part}}}
	}
	return s
}

func (b *builder) answeredHeading(m data.Mood) voice.Line {
	questions := b.Say("n.question", "n", *m.Questions)
	switch {
	case *m.Questions == 0:
		return b.Say("asked.nobody")
	case *m.Answered == 0:
		return b.Say("asked.ignored", "questions", questions)
	}
	return b.Say("asked.answered", "answered", *m.Answered, "questions", questions)
}

func (b *builder) answerTime(secs float64) voice.Line {
	hours := int64(secs/3600 + 0.5)
	switch {
	case hours < 1:
		return b.Say("asked.hour")
	case hours < 48:
		return b.Say("asked.time", "time", b.Say("n.hour", "n", hours))
	}
	return b.Say("asked.time", "time", b.Say("n.day", "n", (hours+12)/24))
}

func counted(m data.Mood) bool { return m.Questions != nil && m.Answered != nil }

// askedByTopic draws the newest period's topics. The topic asked about most is
// named if it holds more than half of the questions.
func (b *builder) askedByTopic() (page.Part, bool) {
	cells := slices.DeleteFunc(b.cells(data.DimTopic), func(m data.Mood) bool { return !counted(m) })
	if len(cells) == 0 {
		return page.Part{}, false
	}
	period := cells[len(cells)-1].Period
	cells = slices.DeleteFunc(cells, func(m data.Mood) bool { return m.Period != period })
	cells = cells[:min(len(cells), moodValues)]
	slices.SortStableFunc(cells, func(a, c data.Mood) int {
		return cmp.Compare(order(a.Value == mergedSmall), order(c.Value == mergedSmall))
	})
	var rows []chart.AskedRow
	var sum int64
	for _, m := range cells {
		rows, sum = append(rows, chart.AskedRow{Name: b.moodName(m), Questions: *m.Questions, Answered: *m.Answered}), sum+*m.Questions
	}
	heading := b.Say("asked.spread")
	for _, m := range cells {
		if topic := b.Topic(m.Value); *m.Questions*2 > sum && m.Value != mergedSmall && topic != nil {
			heading = b.Say("asked.most", "topic", topic)
			break
		}
	}
	part := page.Part{Heading: heading, Under: b.Say("asked.under", "period", b.moodPeriod(cells[0])), Fold: b.Word("page.numbers")}
	part.Drawing = chart.Asked(b.Voice, "asked-1", heading, rows, nil)
	part.Table = b.askedTable(heading, rows, nil)
	return part, true
}

// askedTable is the data behind a chart of questions.
func (b *builder) askedTable(caption voice.Line, rows []chart.AskedRow, number func(int64) voice.Line) *page.Table {
	if number == nil {
		number = func(n int64) voice.Line { return voice.Own(b.Count(n)) }
	}
	table := &page.Table{Caption: caption, Head: b.heads("topic", "questions", "answered")}
	for _, r := range rows {
		table.Rows = append(table.Rows, page.Row{Head: page.Cell{Text: r.Name}, Cells: []page.Cell{page.Number(number(r.Questions)), page.Number(number(r.Answered))}})
	}
	return table
}
