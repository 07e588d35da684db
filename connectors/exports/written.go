package exports

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// split takes a written moment apart, word by word.
func split(s string, o order) (parts, bool) {
	var p parts
	dated := false
	if !isASCII(s) {
		s = plainMoment(s)
	}
	s = spellHalf(strings.ToLower(s))
	if strings.Contains(s, " h ") || strings.Contains(s, "\u00a0h") || strings.Contains(s, "\u202fh") {
		s = spacedHour.ReplaceAllString(s, "${1}h$2")
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '،' || r == '|' || blank(r) })
	if len(words) == 1 || len(words) == 2 || len(words) == 3 {
		// 2026-05-31T10:00:00Z is one word of two.
		if day, clock, ok := strings.Cut(words[0], "t"); ok && len(day) == 10 && clock != "" {
			words = append([]string{day, clock}, words[1:]...)
		}
	}
	for _, w := range words {
		switch {
		case isDate(w) && !dated:
			if !p.date(w, o) {
				return p, false
			}
			dated = true
		case w[0] >= '0' && w[0] <= '9' && strings.ContainsAny(w, ":h") && !p.timed && p.clock(w):
		case w[0] >= '0' && w[0] <= '9' && strings.ContainsRune(w, ':'):
			return p, false
		case p.year != 0 && p.month != 0 && !p.timed && dottedClock.MatchString(w) && p.clock(strings.Replace(w, ".", ":", 1)):
		case !p.word(w):
			return p, false
		}
	}
	return p, p.year != 0 && p.month != 0 && p.day != 0
}

// A time as it is written in Canadian French, 18 h 05, and in Danish or Italian, 18.05.
var (
	spacedHour  = regexp.MustCompile(`\b(\d{1,2})[ \x{a0}\x{202f}]h[ \x{a0}\x{202f}](\d{2})\b`)
	dottedClock = regexp.MustCompile(`^\d{1,2}\.\d{2}$`)
)

// plainMoment writes digits of other scripts as 0-9, and leaves out the marks that
// set the direction of writing.
func plainMoment(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case r == '‐' || r == '‑' || r == '–':
			return '-'
		}
		return r
	}, asciiDigits(norm.NFC.String(s)))
	for _, two := range [...][2]string{{"كانون الثاني", "كانونثاني"}, {"كانون الأول", "كانوناول"}, {"كانون الاول", "كانوناول"},
		{"تشرين الثاني", "تشرينثاني"}, {"تشرين الأول", "تشريناول"}, {"تشرين الاول", "تشريناول"}} {
		s = strings.ReplaceAll(s, two[0], two[1])
	}
	return s
}

// spellHalf joins what some languages write in two words for the half of the day:
// p. m.
func spellHalf(s string) string {
	if !strings.Contains(s, ". m") && !strings.Contains(s, ".\u00a0m") && !strings.Contains(s, ".\u202fm") {
		return s
	}
	for _, half := range []string{"a", "p"} {
		for _, space := range []string{" ", "\u00a0", "\u202f"} {
			s = strings.ReplaceAll(s, half+"."+space+"m", half+".m")
		}
	}
	return s
}

// word reads a month's name, a day or year on its own, a weekday, AM or PM, a zone.
func (p *parts) word(w string) bool {
	if day := strings.TrimRight(w, ".ºª"); day != "" {
		for _, ordinal := range [...]string{"er", "st", "nd", "rd", "th"} { // le 1er mai, May 1st
			day = strings.TrimSuffix(day, ordinal)
		}
		if n, ok := plainDigits(day); ok {
			switch {
			case len(day) == 4 && p.year == 0:
				p.year = int(n)
			case len(day) <= 2 && p.day == 0:
				p.day = int(n)
			default:
				return false
			}
			return true
		}
	}
	if p.timed {
		switch strings.ReplaceAll(w, ".", "") {
		case "am", "ص", "صباحا", "صباحًا":
			p.am = true
			return true
		case "pm", "م", "مساء", "مساءً":
			p.pm = true
			return true
		case "uhr", "h", "hrs":
			return true
		}
		if z, ok := zoneOf(w); ok && p.zone == nil {
			p.zone = z
			return true
		}
	}
	f := fold(w)
	// The French, Spanish and Italian shorten Tuesday as they do March: mar. 3 mars 2026.
	tuesday := f == "mar"
	switch m := monthOf(f); {
	case m != 0 && (p.month == 0 || p.tuesday):
		p.month, p.tuesday = m, tuesday && p.month == 0
		return true
	case f == "" || isFiller(f) || tuesday:
		return true
	}
	if p.timed && p.zone == nil && p.abbreviation == "" && len(w) >= 3 && len(w) <= 5 && isASCII(w) {
		p.abbreviation = w
		return true
	}
	return false
}

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
func (p *parts) date(w string, o order) bool {
	mark := dateMark(w)
	f := strings.Split(w, mark)
	if m := monthOf(fold(f[1])); m != 0 {
		d, ok1 := plainDigits(f[0])
		y, ok2 := plainDigits(f[2])
		p.day, p.month, p.year = int(d), m, int(y)
		return ok1 && ok2 && len(f[2]) == 4 && len(f[0]) <= 2
	}
	a, ok1 := plainDigits(f[0])
	b, ok2 := plainDigits(f[1])
	c, ok3 := plainDigits(f[2])
	if !ok1 || !ok2 || !ok3 || len(f[1]) > 2 {
		return false
	}
	switch {
	case len(f[0]) == 4 && len(f[2]) <= 2:
		p.year, p.month, p.day = int(a), int(b), int(c)
		if o == yearDay {
			p.month, p.day = p.day, p.month
		}
	case len(f[2]) == 4 && len(f[0]) <= 2:
		p.year, p.month, p.day = int(c), int(a), int(b)
		switch {
		case o == dayFirst || o == orderUnknown && mark == ".":
			p.month, p.day = p.day, p.month
		case o != monthFirst:
			p.swap = true
		}
	default:
		return false
	}
	return true
}

// clock reads 06:08, 6:08:01.5pm, 14h30, 10:00:00z and 10:00+02:00.
func (p *parts) clock(w string) bool {
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
	h, ok1 := plainDigits(f[0])
	m, ok2 := plainDigits(f[1])
	if !ok1 || !ok2 || len(f[0]) > 2 || len(f[1]) != 2 {
		return false
	}
	p.hour, p.minute, p.timed = int(h), int(m), true
	if len(f) == 3 {
		whole, fraction, _ := strings.Cut(f[2], ".")
		sec, ok := plainDigits(whole)
		if !ok || len(whole) != 2 {
			return false
		}
		p.second = int(sec)
		if fraction != "" {
			n, ok := plainDigits((fraction + "000000000")[:9])
			if !ok || len(fraction) > 9 {
				return false
			}
			p.nanos = int(n)
		}
	}
	return true
}
