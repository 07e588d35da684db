package data

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// PolicyAnswer is what an office of the government answered to a theme of criticism, as
// the unit entered it. It names an office, never a person.
type PolicyAnswer struct {
	Quarter    string `parquet:"quarter" doc:"quarter of the 4-4-5 calendar that the criticism is of, like 2026-Q2"`
	Theme      Topic  `parquet:"theme" doc:"topic of the criticism"`
	Mission    string `parquet:"mission,optional" doc:"mission it was said at; null for all of the unit's"`
	Office     string `parquet:"office" doc:"office that answers for the policy; never a person"`
	Answer     string `parquet:"answer" doc:"what it answered"`
	AnsweredOn string `parquet:"answered_on" doc:"day of the answer"`
}

// Longest texts of an answer, in characters.
const (
	longestOffice = 120
	longestAnswer = 600
)

// Validate returns the column that cannot be right and why; both are empty for a valid
// row.
func (a *PolicyAnswer) Validate() (field, why string) {
	return first(
		check{"quarter", quarter(a.Quarter)},
		check{"theme", theme(a.Theme)},
		check{"mission", utf8Text(a.Mission)},
		check{"office", oneLine(a.Office, longestOffice)},
		check{"answer", oneLine(a.Answer, longestAnswer)},
		check{"date", dayLike(a.AnsweredOn)},
	)
}

func quarter(q string) string {
	if _, err := QuarterWeeks(q); err != nil {
		return err.Error()
	}
	return ""
}

func theme(t Topic) string {
	switch near := NearestWord(string(t), topicWords()); {
	case t == TopicOther:
		return "is no theme: name the topic"
	case slices.Contains(Topics(), t):
		return ""
	default:
		return fmt.Sprintf("%.40q is no topic; did you mean %s?", t, near)
	}
}

func topicWords() []string {
	var words []string
	for _, t := range Topics() {
		if t != TopicOther {
			words = append(words, string(t))
		}
	}
	return words
}

func oneLine(s string, longest int) string {
	switch n := utf8.RuneCountInString(s); {
	case s == "":
		return "is empty"
	case n > longest:
		return fmt.Sprintf("has %d characters; at most %d will do", n, longest)
	}
	return utf8Text(s)
}

func dayLike(day string) string {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fmt.Sprintf("%.40q is not a day like 2026-04-20", day)
	}
	return ""
}

// ComparePolicyAnswers orders answers by what they are about, then by their day.
func ComparePolicyAnswers(a, b *PolicyAnswer) int {
	for _, pair := range [][2]string{{a.Quarter, b.Quarter}, {string(a.Theme), string(b.Theme)}, {a.Mission, b.Mission}, {a.AnsweredOn, b.AnsweredOn},
		{a.Office, b.Office}, {a.Answer, b.Answer}} {
		if pair[0] < pair[1] {
			return -1
		}
		if pair[0] > pair[1] {
			return 1
		}
	}
	return 0
}
