package exports

import (
	"strings"
	"unicode"
)

// maxCount is the largest counter that is believed.
const maxCount = 1_000_000_000_000

// numberVerdict says what a cell of a counter held.
type numberVerdict uint8

const (
	numberRead       numberVerdict = iota
	numberBlank                    // nothing, or a word for nothing
	numberImpossible               // negative, or beyond belief
	numberUnreadable               // not a number, or one that lost digits
)

// parseCount reads a whole number as people and programs write it: digits with
// thousands marks (1,234 1.234 1 234 1'234, and 1,23,456), in any script's digits,
// and with a fraction of zeros (1234.0). A count has no other fraction, so a mark
// followed by three digits separates thousands. Numbers with an exponent lost
// digits and are not read.
func parseCount(s string) (n int64, verdict numberVerdict) {
	if plain, ok := plainDigits(s); ok {
		return plain, numberRead
	}
	s = asciiDigits(strings.TrimFunc(s, blank))
	if isNothing(s) {
		return 0, numberBlank
	}
	negative := false
	for _, sign := range []string{"-", "−", "+"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			negative, s = sign != "+", strings.TrimFunc(rest, blank)
			break
		}
	}
	digits, ok := ungroup(s)
	if !ok {
		return 0, numberUnreadable
	}
	digits = strings.TrimLeft(digits, "0")
	if len(digits) > 13 {
		return 0, numberImpossible
	}
	for _, d := range digits {
		n = 10*n + int64(d-'0')
	}
	if n > maxCount || negative && n != 0 {
		return 0, numberImpossible
	}
	return n, numberRead
}

// plainDigits is the fast path for up to twelve ASCII digits.
func plainDigits(s string) (n int64, ok bool) {
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

// ungroup removes thousands marks and a fraction of zeros.
func ungroup(s string) (digits string, ok bool) {
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
		case r == '.' || r == ',' || r == '\'' || r == '’' || r == '٬' || blank(r):
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

// blank reports white space of any width and the marks that hide in exports.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\u202f'
}

// isNothing reports words that stand for no value.
func isNothing(s string) bool {
	switch strings.ToLower(s) {
	case "", "-", "--", "–", "—", "?", "n/a", "#n/a", "na", "nan", "null", "none", "nil", "n.a.", "n. a.", "not available", "unavailable",
		"n.d.", "n. d.", "n/d", "s.o.", "s. o.", "s/o", "non disponible", "indisponible", // French: not available, without object
		"s/d", "no disponible", "k.a.", "k. a.", "nicht verfügbar", "não disponível", "غير متاح", "غير متوفر", "لا يوجد":
		return true
	}
	return false
}

// isRounded reports a count as screens show it: 1.2K, 3 M, 10+, ~100.
func isRounded(s string) bool {
	s = strings.ToLower(asciiDigits(s))
	bare := strings.TrimRight(strings.TrimLeft(s, "~≈<>"), "+")
	for _, unit := range []string{"k", "tsd.", "mil", "mio.", "m", "ألف", "مليون"} {
		bare = strings.TrimSuffix(bare, unit)
	}
	return bare != s && strings.Trim(bare, "0123456789., \u00a0\u202f") == "" && strings.ContainsAny(bare, "0123456789")
}

// asciiDigits writes decimal digits of other scripts as 0-9.
func asciiDigits(s string) string {
	if isASCII(s) {
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

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
