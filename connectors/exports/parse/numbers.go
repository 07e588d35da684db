package parse

import (
	"strings"
	"unicode"
)

// maxCount is the largest counter that is believed.
const maxCount = 1_000_000_000_000

// NumberVerdict says what a cell of a counter held.
type NumberVerdict uint8

// Verdicts on numbers.
const (
	NumberRead       NumberVerdict = iota
	NumberBlank                    // nothing, or a word for nothing
	NumberImpossible               // negative, or beyond belief
	NumberUnreadable               // not a number, or one that lost digits
)

// Count reads a whole number as people and programs write it: digits with
// thousands marks (1,234 1.234 1 234 1'234, and 1,23,456), in any script's digits,
// and with a fraction of zeros (1234.0). A count has no other fraction, so a mark
// followed by three digits separates thousands. Numbers with an exponent lost
// digits and are not read.
func Count(s string) (n int64, verdict NumberVerdict) {
	if plain, ok := PlainDigits(s); ok {
		return plain, NumberRead
	}
	s = ASCIIDigits(strings.TrimFunc(s, Blank))
	if IsNothing(s) {
		return 0, NumberBlank
	}
	negative := false
	for _, sign := range []string{"-", "−", "+"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			negative, s = sign != "+", strings.TrimFunc(rest, Blank)
			break
		}
	}
	digits, ok := Ungroup(s)
	if !ok {
		return 0, NumberUnreadable
	}
	digits = strings.TrimLeft(digits, "0")
	if len(digits) > 13 {
		return 0, NumberImpossible
	}
	for _, d := range digits {
		n = 10*n + int64(d-'0')
	}
	if n > maxCount || negative && n != 0 {
		return 0, NumberImpossible
	}
	return n, NumberRead
}

// PlainDigits is the fast path for up to twelve ASCII digits.
func PlainDigits(s string) (n int64, ok bool) {
	if len(s) == 0 || len(s) > 12 {
		return 0, false
	}
	for i := range len(s) {
		c := s[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int64(c-'0')
	}
	return n, true
}

// Ungroup removes thousands marks and a fraction of zeros.
func Ungroup(s string) (digits string, ok bool) {
	last := strings.LastIndexAny(s, ".,")
	if last >= 0 && strings.Trim(s[last+1:], "0") == "" && last+1 < len(s) {
		// Zeros behind the last point or comma are a fraction, unless that mark
		// groups: three of them after one to three digits, or after an equal mark.
		whole, zeros := s[:last], s[last+1:]
		mark := s[last : last+1]
		groups := len(zeros) == 3 && (strings.Contains(whole, mark) || len(whole) <= 3 && whole != "0" && whole != "")
		if !groups {
			s = whole
		}
	}
	var groups []string
	mark, start := rune(0), 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			continue
		case r == '.' || r == ',' || r == '\'' || r == '’' || r == '٬' || Blank(r):
			if mark != 0 && mark != r {
				return "", false
			}
			mark = r
			groups = append(groups, s[start:i])
			start = i + len(string(r))
		default:
			return "", false
		}
	}
	groups = append(groups, s[start:])
	if len(groups) == 1 {
		return groups[0], groups[0] != ""
	}
	first, lastGroup := groups[0], groups[len(groups)-1]
	if len(first) == 0 || len(first) > 3 || first[0] == '0' || len(lastGroup) != 3 {
		return "", false
	}
	middle := groups[1 : len(groups)-1]
	width := 3
	if mark == ',' && len(middle) > 0 && len(middle[0]) == 2 { // lakh and crore
		width = 2
	}
	for _, g := range middle {
		if len(g) != width {
			return "", false
		}
	}
	if width == 2 && len(first) > 2 {
		return "", false
	}
	return strings.Join(groups, ""), true
}

// Blank reports white space of any width and the marks that hide in exports.
func Blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\u202f'
}

// IsNothing reports words that stand for no value.
func IsNothing(s string) bool {
	switch strings.ToLower(s) {
	case "", "-", "--", "–", "—", "?", "n/a", "#n/a", "na", "nan", "null", "none", "nil", "n.a.", "n. a.", "not available", "unavailable",
		"n.d.", "n. d.", "n/d", "s.o.", "s. o.", "s/o", "non disponible", "indisponible", // French: not available, without object
		"s/d", "no disponible", "k.a.", "k. a.", "nicht verfügbar", "não disponível", "нет данных", "н/д", "غير متاح", "غير متوفر", "لا يوجد":
		return true
	}
	return false
}

// IsRounded reports a count as screens show it: 1.2K, 3 M, 10+, ~100.
func IsRounded(s string) bool {
	s = strings.ToLower(ASCIIDigits(s))
	bare := strings.TrimRight(strings.TrimLeft(s, "~≈<>"), "+")
	for _, unit := range []string{"k", "tsd.", "mil", "mio.", "m", "тыс.", "тыс", "млн", "ألف", "مليون"} {
		bare = strings.TrimSuffix(bare, unit)
	}
	return bare != s && strings.Trim(bare, "0123456789., \u00a0\u202f") == "" && strings.ContainsAny(bare, "0123456789")
}

// ASCIIDigits writes decimal digits of other scripts as 0-9.
func ASCIIDigits(s string) string {
	if IsASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r > 0x7f && unicode.Is(unicode.Nd, r) {
			return '0' + digitValue(r)
		}
		return r
	}, s)
}

// digitValue of a decimal digit: Unicode puts the ten of a script side by side, in
// ranges that begin with zero and are multiples of ten long.
func digitValue(r rune) rune {
	for _, rng := range unicode.Nd.R16 {
		if r >= rune(rng.Lo) && r <= rune(rng.Hi) {
			return (r - rune(rng.Lo)) % 10
		}
	}
	for _, rng := range unicode.Nd.R32 {
		if r >= rune(rng.Lo) && r <= rune(rng.Hi) {
			return (r - rune(rng.Lo)) % 10
		}
	}
	return 0
}

// IsASCII reports a text of plain letters, digits and marks.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
