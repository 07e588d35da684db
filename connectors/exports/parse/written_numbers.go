package parse

import (
	"strings"
)

// isDate reports three numbers, or two around a month's name, joined by one mark.
func isDate(w string) bool {
	mark := dateMark(w)
	if mark == "" || w[0] < '0' || w[0] > '9' {
		return false
	}
	last := w[len(w)-1]
	return strings.Count(w, mark) == 2 && last >= '0' && last <= '9'
}

func dateMark(w string) string {
	for _, mark := range []string{"/", ".", "-"} {
		if strings.Contains(w, mark) {
			return mark
		}
	}
	return ""
}

// date reads 2026-05-31, 31/05/2026, 31.05.2026 and 31-may-2026. With dots the day
// comes first: no locale of the Unicode CLDR writes month.day.year.
func (p *Parts) date(w string, o Order) bool {
	mark := dateMark(w)
	f := strings.Split(w, mark)
	if m := MonthOf(Fold(f[1])); m != 0 {
		d, ok1 := PlainDigits(f[0])
		y, ok2 := PlainDigits(f[2])
		p.Day, p.Month, p.Year = int(d), m, int(y)
		return ok1 && ok2 && len(f[2]) == 4 && len(f[0]) <= 2
	}
	a, ok1 := PlainDigits(f[0])
	b, ok2 := PlainDigits(f[1])
	c, ok3 := PlainDigits(f[2])
	if !ok1 || !ok2 || !ok3 || len(f[1]) > 2 {
		return false
	}
	switch {
	case len(f[0]) == 4 && len(f[2]) <= 2:
		p.Year, p.Month, p.Day = int(a), int(b), int(c)
		if o == YearDay {
			p.Month, p.Day = p.Day, p.Month
		}
	case len(f[2]) == 4 && len(f[0]) <= 2:
		p.Year, p.Month, p.Day = int(c), int(a), int(b)
		switch {
		case o == DayFirst || o == OrderUnknown && mark == ".":
			p.Month, p.Day = p.Day, p.Month
		case o != MonthFirst:
			p.swap = true
		}
	default:
		return false
	}
	return true
}

// clock reads 06:08, 6:08:01.5pm, 14h30, 10:00:00z and 10:00+02:00.
func (p *Parts) clock(w string) bool {
	if h, m, ok := strings.Cut(w, "h"); ok && !strings.Contains(w, ":") {
		if m == "" {
			m = "00"
		}
		w = h + ":" + strings.TrimSuffix(m, "m")
	}
	if i := strings.IndexAny(w[1:], "+-−z"); i >= 0 {
		z, ok := zoneOf(w[i+1:])
		if !ok {
			return false
		}
		p.zone, w = z, w[:i+1]
	}
	if rest, ok := strings.CutSuffix(w, "pm"); ok {
		p.pm, w = true, rest
	} else if rest, ok := strings.CutSuffix(w, "am"); ok {
		p.am, w = true, rest
	}
	f := strings.Split(w, ":")
	if len(f) != 2 && len(f) != 3 {
		return false
	}
	h, ok1 := PlainDigits(f[0])
	m, ok2 := PlainDigits(f[1])
	if !ok1 || !ok2 || len(f[0]) > 2 || len(f[1]) != 2 {
		return false
	}
	p.Hour, p.minute, p.Timed = int(h), int(m), true
	if len(f) == 3 {
		whole, fraction, _ := strings.Cut(f[2], ".")
		sec, ok := PlainDigits(whole)
		if !ok || len(whole) != 2 {
			return false
		}
		p.second = int(sec)
		if fraction != "" {
			n, ok := PlainDigits((fraction + "000000000")[:9])
			if !ok || len(fraction) > 9 {
				return false
			}
			p.nanos = int(n)
		}
	}
	return true
}
