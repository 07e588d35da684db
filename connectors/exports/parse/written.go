package parse

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// split takes a written moment apart, word by word. The year may be missing.
func split(s string, o Order) (Parts, bool) {
	var p Parts
	dated := false
	if !IsASCII(s) {
		s = PlainMoment(s)
	} else if strings.Contains(s, "thg") {
		s = numberedMonth(s)
	}
	s = spellHalf(strings.ToLower(s))
	if strings.Contains(s, ". ") {
		s = yearFirst.ReplaceAllString(s, "$1-$2-$3 ")
		s = spacedDots.ReplaceAllString(s, "$1.$2.$3")
	}
	if strings.Contains(s, " h ") || strings.Contains(s, "\u00a0h") || strings.Contains(s, "\u202fh") {
		s = spacedHour.ReplaceAllString(s, "${1}h$2")
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '،' || r == '|' || Blank(r) })
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
		case w[0] >= '0' && w[0] <= '9' && strings.ContainsAny(w, ":h") && !p.Timed && p.clock(w):
		case w[0] >= '0' && w[0] <= '9' && strings.ContainsRune(w, ':'):
			return p, false
		case p.Year != 0 && p.Month != 0 && !p.Timed && dottedClock.MatchString(w) && p.clock(strings.Replace(w, ".", ":", 1)):
		case !p.word(w):
			return p, false
		}
	}
	return p, p.Month != 0 && p.Day != 0
}

// A time as it is written in Canadian French, 18 h 05, and in Danish or Italian, 18.05.
var (
	spacedHour  = regexp.MustCompile(`\b(\d{1,2})[ \x{a0}\x{202f}]h[ \x{a0}\x{202f}](\d{2})\b`)
	dottedClock = regexp.MustCompile(`^\d{1,2}\.\d{2}$`)

	// Dates of Korean, 2026. 1. 13., and of Czech, 13. 1. 2026.
	yearFirst  = regexp.MustCompile(`^(\d{4})\. (\d{1,2})\. (\d{1,2})(?:\.|$) ?`)
	spacedDots = regexp.MustCompile(`\b(\d{1,2})\. (\d{1,2})\. (\d{4})\b`)
)

// PlainMoment writes digits of other scripts as 0-9, and leaves out the marks that
// set the direction of writing.
func PlainMoment(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case r == '‐' || r == '‑' || r == '–':
			return '-'
		}
		return r
	}, ASCIIDigits(norm.NFC.String(s)))
	for _, two := range [...][2]string{{"كانون الثاني", "كانونثاني"}, {"كانون الأول", "كانوناول"}, {"كانون الاول", "كانوناول"},
		{"تشرين الثاني", "تشرينثاني"}, {"تشرين الأول", "تشريناول"}, {"تشرين الاول", "تشريناول"}} {
		s = strings.ReplaceAll(s, two[0], two[1])
	}
	return numberedMonth(s)
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
func (p *Parts) word(w string) bool {
	if day := strings.TrimRight(w, ".ºª"); day != "" {
		for _, ordinal := range [...]string{"er", "st", "nd", "rd", "th"} { // le 1er mai, May 1st
			day = strings.TrimSuffix(day, ordinal)
		}
		if n, ok := PlainDigits(day); ok {
			switch {
			case len(day) == 4 && p.Year == 0:
				p.Year = int(n)
			case len(day) <= 2 && p.Day == 0:
				p.Day = int(n)
			default:
				return false
			}
			return true
		}
	}
	switch w { // before the clock
	case "오전", "午前", "上午":
		p.am = true
		return true
	case "오후", "午後", "下午":
		p.pm = true
		return true
	}
	if p.Timed {
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
	f := Fold(w)
	// The French, Spanish and Italian shorten Tuesday as they do March: mar. 3 mars 2026.
	tuesday := f == "mar"
	switch m := MonthOf(f); {
	case m != 0 && (p.Month == 0 || p.tuesday):
		p.Month, p.tuesday = m, tuesday && p.Month == 0
		return true
	case f == "" || isFiller(f) || tuesday:
		return true
	}
	if p.Timed && p.zone == nil && p.abbreviation == "" && len(w) >= 3 && len(w) <= 5 && IsASCII(w) {
		p.abbreviation = w
		return true
	}
	return false
}
