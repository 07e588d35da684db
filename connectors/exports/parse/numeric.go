package parse

import "time"

// numeric reads the moments that most exports print, without taking them apart word
// by word: 05/28/2026 08:30, 28.05.2026 08:30:05, 2026-05-28 08:30, 2026-05-28T08:30:05Z.
// Whatever it does not read is left to split.
func numeric(s string, o Order) (p Parts, ok bool) {
	if len(s) < 10 || len(s) > 20 {
		return p, false
	}
	mark := s[2]
	switch {
	case mark == '/' || mark == '.' || mark == '-':
		a, ok1 := two(s[0:2])
		b, ok2 := two(s[3:5])
		c, ok3 := two(s[6:8])
		e, ok4 := two(s[8:10])
		if !ok1 || !ok2 || !ok3 || !ok4 || s[5] != mark {
			return p, false
		}
		p.Year, p.Month, p.Day = 100*c+e, a, b
		switch {
		case o == DayFirst || o == OrderUnknown && mark == '.':
			p.Month, p.Day = b, a
		case o != MonthFirst:
			p.swap = true
		}
	case s[4] == '-' && s[7] == '-' && o != YearDay:
		a, ok1 := two(s[0:2])
		b, ok2 := two(s[2:4])
		c, ok3 := two(s[5:7])
		e, ok4 := two(s[8:10])
		if !ok1 || !ok2 || !ok3 || !ok4 {
			return p, false
		}
		p.Year, p.Month, p.Day = 100*a+b, c, e
	default:
		return p, false
	}
	rest := s[10:]
	if rest == "" {
		return p, true
	}
	if rest[0] != ' ' && rest[0] != 'T' {
		return p, false
	}
	return p, p.hands(rest[1:])
}

// hands reads 08:30, 08:30:05 and 08:30:05Z.
func (p *Parts) hands(s string) (ok bool) {
	if len(s) == 9 && s[8] == 'Z' {
		p.zone, s = time.UTC, s[:8]
	}
	if len(s) != 5 && len(s) != 8 || s[2] != ':' {
		return false
	}
	p.Timed = true
	if p.Hour, ok = two(s[0:2]); !ok {
		return false
	}
	if p.minute, ok = two(s[3:5]); !ok || len(s) == 5 {
		return ok
	}
	p.second, ok = two(s[6:8])
	return ok && s[5] == ':'
}

// two reads two digits.
func two(s string) (int, bool) {
	a, b := s[0]-'0', s[1]-'0'
	return 10*int(a) + int(b), a <= 9 && b <= 9
}
