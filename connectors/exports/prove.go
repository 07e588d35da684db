package exports

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// sequence follows a column of dates under one reading.
type sequence struct {
	last     time.Time
	up, down int64 // steps that go forward and back in time
}

func (q *sequence) add(t time.Time) {
	switch {
	case q.last.IsZero() || t.Equal(q.last):
	case t.After(q.last):
		q.up++
	default:
		q.down++
	}
	q.last = t
}

// sorted reports dates in one order throughout, of enough of them.
func (q *sequence) sorted() bool { return min(q.up, q.down) == 0 && max(q.up, q.down) >= 6 }

// prove takes one date as evidence of the order.
func (s *survey) prove(when string, t time.Time, verdict parse.DateVerdict) {
	if verdict == parse.DateAmbiguous {
		s.ambiguous++
		if len(when) == len("05/03/2026 06:08") && when[2] == '/' && when[13] == ':' {
			s.padded++
		}
		return
	}
	if !parse.IsASCII(when) {
		when = parse.PlainMoment(when)
	}
	a, b := slashed(when)
	switch {
	case a == b:
	case t.Day() == int(a) && t.Month() == time.Month(b):
		s.byDay++
	case t.Day() == int(b) && t.Month() == time.Month(a):
		s.byMonth++
	}
}

// slashed returns the first two numbers of a date of three whose order is open, like
// 31/05/2026; zeros if there is none.
func slashed(when string) (a, b int64) {
	for i := range len(when) {
		if when[i] != '/' && when[i] != '-' {
			continue
		}
		second := strings.IndexByte(when[i+1:], when[i])
		first := when[max(0, i-2):i]
		if i > 2 && when[i-3] != ' ' {
			return 0, 0
		}
		if second < 1 || second > 2 || len(when) < i+second+6 {
			return 0, 0
		}
		a, ok1 := parse.PlainDigits(strings.TrimLeft(first, " "))
		b, ok2 := parse.PlainDigits(when[i+1 : i+1+second])
		_, ok3 := parse.PlainDigits(when[i+second+2 : i+second+6])
		if !ok1 || !ok2 || !ok3 {
			return 0, 0
		}
		return a, b
	}
	return 0, 0
}

// decide settles the order if all evidence points one way, or by the platform's habit if there
// is none and the dates look as it writes them.
func (s *survey) decide(monthFirst bool) {
	switch {
	case s.byDay > 0 && s.byMonth > 0:
		s.mixed = true
	case s.byDay > 0:
		s.order, s.how = parse.DayFirst, "as other rows of the file prove"
	case s.byMonth > 0:
		s.order, s.how = parse.MonthFirst, "as other rows of the file prove"
	case s.ambiguous == 0:
	case s.future[1] > 0 && s.future[0] == 0:
		s.order, s.how = parse.DayFirst, "because some would lie in the future otherwise"
	case s.future[0] > 0 && s.future[1] == 0:
		s.order, s.how = parse.MonthFirst, "because some would lie in the future otherwise"
	case s.rises[0].sorted() && !s.rises[1].sorted():
		s.order, s.how = parse.DayFirst, "because only so are the rows in order of time"
	case s.rises[1].sorted() && !s.rises[0].sorted():
		s.order, s.how = parse.MonthFirst, "because only so are the rows in order of time"
	case monthFirst && s.padded == s.ambiguous:
		s.order, s.how = parse.MonthFirst, "as this platform writes them in every language"
	}
}
