package report

import (
	"maps"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// answers sets what offices answered beside the themes.
func (b *quarterBuilder) answers(themes []theme) Section {
	s := Section{ID: "answers", Open: true, Short: b.word("short.answers")}
	byTheme := map[data.Topic][]data.PolicyAnswer{}
	for _, a := range b.q.Answers {
		byTheme[a.Theme] = append(byTheme[a.Theme], a)
	}
	topics := slices.SortedFunc(maps.Keys(byTheme), func(x, y data.Topic) int { return byLevel("topic", string(x), string(y)) })
	var open []Line
	for _, t := range themes {
		if t.stands && byTheme[t.topic] == nil {
			open = append(open, b.topicOr(string(t.topic)))
		}
	}
	switch {
	case len(open) > 0:
		s.Heading = b.say("quarter.unanswered", "topics", b.list(open))
	case len(topics) > 0:
		var names []Line
		for _, topic := range topics[:min(len(topics), 3)] {
			names = append(names, b.topicOr(string(topic)))
		}
		s.Heading = b.say("quarter.answered", "topics", b.list(names))
	default:
		s.Heading = b.say("quarter.no_answers")
	}
	s.Lead = []Line{b.say("quarter.enter")}
	part := Part{}
	for _, topic := range topics {
		rows := byTheme[topic]
		slices.SortFunc(rows, func(x, y data.PolicyAnswer) int { return data.ComparePolicyAnswers(&x, &y) })
		for _, a := range rows[:min(len(rows), themesShown)] {
			part.Terms = append(part.Terms, Term{Name: b.answerName(a), Text: foreignAnswer(a.Answer)})
		}
	}
	if len(part.Terms) > 0 {
		s.Groups = []Group{{Parts: []Part{part}}}
	}
	return s
}

// longestAnswer is how many characters of an office's answer are printed.
const longestAnswer = 600

func foreignAnswer(s string) Line { return marked(clean(s, longestAnswer)) }

func (b *quarterBuilder) answerName(a data.PolicyAnswer) Line {
	day := foreignName(a.AnsweredOn)
	if t, err := time.Parse(time.DateOnly, a.AnsweredOn); err == nil {
		day = own(b.day(t))
	}
	args := []any{"topic", capital(b.topicOr(string(a.Theme))), "office", foreign(a.Office), "day", day}
	if mission := foreign(a.Mission); mission != nil {
		return b.say("quarter.answer_at", append(args, "mission", mission)...)
	}
	return b.say("quarter.answer", args...)
}
