package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// asked says what people ask and whether it was answered, from cells that may be
// shown.
func (b *builder) asked() Section {
	s := Section{ID: "asked", Short: shortAsked()}
	totals := b.totals()
	if len(totals) == 0 {
		s.Heading, s.Lead = sayAskedUnknown(), []Line{sayMoodNone()}
		if !b.in.Privacy.Replies {
			s.Lead = []Line{sayMoodOff()}
		}
		return s
	}
	i := slices.IndexFunc(totals, counted)
	if i < 0 {
		s.Heading, s.Lead = sayAskedHidden(), []Line{capital(own(sayTooFew() + "."))}
		return s
	}
	newest := totals[i]
	for _, m := range totals[i:] {
		if counted(m) {
			newest = m
		}
	}
	s.Heading = sayAnswered(*newest.Questions, *newest.Answered)
	s.Lead = []Line{}
	if newest.N != nil {
		s.Lead = append(s.Lead, sayMoodN(*newest.N, moodPeriod(newest)))
	}
	if open := *newest.Questions - *newest.Answered; open > 0 {
		s.Lead = append(s.Lead, sayUnanswered(open))
	}
	if finite(newest.AnswerSecs) && *newest.AnswerSecs >= 0 {
		s.Lead = append(s.Lead, sayAnswerTime(*newest.AnswerSecs))
	}
	if part, most, ok := b.askedByTopic(); ok {
		if most != nil {
			s.Lead = append(s.Lead, sayAskedMost(most))
		}
		s.Groups = []Group{{Parts: []Part{part}}}
	}
	return s
}

func counted(m data.Mood) bool { return m.Questions != nil && m.Answered != nil }

// askedByTopic draws the newest period's topics. The topic asked about most is
// named if it holds more than half of the questions.
func (b *builder) askedByTopic() (part Part, most Line, ok bool) {
	cells := slices.DeleteFunc(b.cells(data.DimTopic), func(m data.Mood) bool { return !counted(m) })
	if len(cells) == 0 {
		return Part{}, nil, false
	}
	period := cells[len(cells)-1].Period
	cells = slices.DeleteFunc(cells, func(m data.Mood) bool { return m.Period != period })
	cells = cells[:min(len(cells), moodValues)]
	slices.SortStableFunc(cells, func(a, c data.Mood) int {
		return cmp.Compare(order(a.Value == mergedSmall), order(c.Value == mergedSmall))
	})
	part = Part{Heading: sayAskedPart(moodPeriod(cells[0])), Under: sayAskedUnder(), Fold: fixedWords().Numbers}
	table := &Table{Caption: part.Heading, Head: heads(askedHead())}
	var rows []askedRow
	var sum int64
	for _, m := range cells {
		r := askedRow{b.moodName(m), *m.Questions, *m.Answered}
		rows, sum = append(rows, r), sum+r.questions
		table.Rows = append(table.Rows, Row{Head: Cell{Text: r.name}, Cells: []Cell{{own(count(r.questions)), "n"}, {own(count(r.answered)), "n"}}})
	}
	for _, m := range cells {
		if *m.Questions*2 > sum && m.Value != mergedSmall && topicName(data.Topic(m.Value)) != "" {
			most = own(topicName(data.Topic(m.Value)))
			break
		}
	}
	part.Table, part.Drawing = table, drawAsked("asked-1", part.Heading, rows)
	return part, most, true
}
