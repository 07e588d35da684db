package text

import "unicode/utf8"

// isPicture reports whether a rune is drawn as a picture: Unicode's emoji, without
// digits, # and *, which are pictures only as keycaps, and arrows and signs that are
// text by default below U+2600.
func isPicture(r rune) bool {
	switch {
	case r < 0x2190:
		return r == '©' || r == '®' || r == '‼' || r == '⁉' || r == '™' || r == 'ℹ'
	case r < 0x2600:
		return r == 0x231A || r == 0x231B || r == 0x2328 || r >= 0x23E9 && r <= 0x23FA || r == 0x24C2 || r == 0x25B6 || r == 0x25C0
	case r <= 0x27BF:
		return true
	case r < 0x1F000:
		return r >= 0x2B05 && r <= 0x2B55 || r == 0x3297 || r == 0x3299
	}
	return r <= 0x1FAFF
}

func isRegional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// pictureLength returns the length of the emoji that b begins with, as UTS #51
// defines a ZWJ sequence, a flag and a tag sequence. r of n bytes is its first rune.
func pictureLength(b []byte, r rune, n int) int {
	if isRegional(r) {
		if next, m := utf8.DecodeRune(b[n:]); isRegional(next) {
			return n + m
		}
		return n
	}
	for n < len(b) {
		next, m := utf8.DecodeRune(b[n:])
		switch {
		case next >= 0xE0020 && next <= 0xE007F:
			n += m
		case next == zwj:
			after, k := utf8.DecodeRune(b[n+m:])
			if !isPicture(after) || isRegional(after) {
				return n + m // a joiner that joins nothing
			}
			n += m + k
		default:
			return n
		}
	}
	return n
}

// keycapLength returns the length of the keycap that b begins with, 0 if there is
// none: a digit, # or * and U+20E3.
func keycapLength(b []byte) int {
	const width = len("\u20E3")
	if len(b) > width && string(b[1:1+width]) == "\u20E3" {
		return 1 + width
	}
	return 0
}
