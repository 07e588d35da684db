package planner

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// messageLimit is the most characters of a message for a group.
const messageLimit = 700

// Message is the calendar in at most 700 characters, for a messaging group. What does
// not fit is counted in its last line.
func (cal *Plan) Message() string {
	var b strings.Builder
	head := fmt.Sprintf("What to post, %s to %s", weekdayOf(cal.From), weekdayOf(cal.To))
	if cal.MadeUp {
		head = madeUp + " " + head
	}
	b.WriteString(head + "\n")
	used := utf8.RuneCountInString(b.String())
	accounts := map[string]bool{}
	for i := range cal.Entries {
		accounts[string(cal.Entries[i].Account)] = true
	}
	tail := func(left int) string { return fmt.Sprintf("and %d more: see the calendar", left) }
	drawn := false
	for i := range cal.Entries {
		e := &cal.Entries[i]
		line := cal.messageLine(e, len(accounts) > 1)
		reserve := 0
		if left := len(cal.Entries) - i - 1; left > 0 {
			reserve = utf8.RuneCountInString(tail(left)) + 1
		}
		if used+utf8.RuneCountInString(line)+reserve > messageLimit-utf8.RuneCountInString(lots) {
			b.WriteString(tail(len(cal.Entries) - i))
			b.WriteByte('\n')
			break
		}
		drawn = drawn || e.Kind == KindTest
		b.WriteString(line)
		used += utf8.RuneCountInString(line)
	}
	if drawn {
		b.WriteString(lots)
	}
	return b.String()
}

// lots explains the mark of posts drawn by lot in a message.
const lots = "* drawn by lot: please post just that\n"

func (cal *Plan) messageLine(e *Entry, several bool) string {
	mark := ""
	if e.Kind == KindTest {
		mark = "*"
	}
	when := e.Day
	if t, err := time.Parse(time.DateOnly, e.Day); err == nil {
		when = t.Format("Mon 2.1.")
	}
	if e.Time != "" {
		when += " " + e.Time
	}
	if several {
		when += " " + voice.PlatformName(e.Platform)
	}
	what := strings.TrimPrefix(strings.TrimPrefix(e.What(), "a "), "an ")
	return when + " " + what + mark + "\n"
}
