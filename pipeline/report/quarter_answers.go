package report

import (
	"maps"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// answers sets what offices answered beside the themes.
func (b *quarterBuilder) answers(themes []theme) page.Section {
	s := page.Section{ID: "answers", Open: true, Short: b.Word("short.answers")}
	byTheme := map[data.Topic][]data.PolicyAnswer{}
	for _, a := range b.q.Answers {
		byTheme[a.Theme] = append(byTheme[a.Theme], a)
	}
	topics := slices.SortedFunc(maps.Keys(byTheme), func(x, y data.Topic) int { return byLevel("topic", string(x), string(y)) })
	var open []voice.Line
	for _, t := range themes {
		if t.stands && byTheme[t.topic] == nil {
			open = append(open, b.TopicOr(string(t.topic)))
		}
	}
	switch {
	case len(open) > 0:
		s.Heading = b.Say("quarter.unanswered", "topics", b.List(open))
	case len(topics) > 0:
		var names []voice.Line
		for _, topic := range topics[:min(len(topics), 3)] {
			names = append(names, b.TopicOr(string(topic)))
		}
		s.Heading = b.Say("quarter.answered", "topics", b.List(names))
	default:
		s.Heading = b.Say("quarter.no_answers")
	}
	s.Lead = []voice.Line{b.Say("quarter.enter")}
	part := page.Part{}
	for _, topic := range topics {
		rows := byTheme[topic]
		slices.SortFunc(rows, func(x, y data.PolicyAnswer) int { return data.ComparePolicyAnswers(&x, &y) })
		for _, a := range rows[:min(len(rows), themesShown)] {
			part.Terms = append(part.Terms, page.Term{Name: b.answerName(a), Text: voice.ForeignTo(a.Answer, longestAnswer)})
		}
	}
	if len(part.Terms) > 0 {
		s.Groups = []page.Group{{Parts: []page.Part{part}}}
	}
	return s
}

// longestAnswer is how many characters of an office's answer are printed.
const longestAnswer = 600

func (b *quarterBuilder) answerName(a data.PolicyAnswer) voice.Line {
	day := voice.ForeignName(a.AnsweredOn)
	if t, err := time.Parse(time.DateOnly, a.AnsweredOn); err == nil {
		day = voice.Own(b.Day(t))
	}
	args := []any{"topic", voice.Capital(b.TopicOr(string(a.Theme))), "office", voice.Foreign(a.Office), "day", day}
	if mission := voice.Foreign(a.Mission); mission != nil {
		return b.Say("quarter.answer_at", append(args, "mission", mission)...)
	}
	return b.Say("quarter.answer", args...)
}
