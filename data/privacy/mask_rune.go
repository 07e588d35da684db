package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// escapedAt is how links may write an "@".
const escapedAt = "%40"

// Invisible characters that carry meaning in some places.
const (
	zwnj        = '\u200c' // zero-width non-joiner: spelling in Persian and Indic scripts
	zwj         = '\u200d' // zero-width joiner: the same, and emoji
	textStyle   = '\ufe0e' // variation selectors: text or emoji look
	emojiStyle  = '\ufe0f'
	keycap      = '\u20e3' // combining enclosing keycap
	smallAt     = '\ufe6b' // small commercial at
	fullwidth   = '\uff01' // first and last of the full-width forms of ASCII
	fullwidthTo = '\uff5e'
)

// settle returns text as runes: valid UTF-8, NFC, and without invisible characters
// that could split a handle. Which joiner stays depends on its neighbours, so the
// order is: normalise, drop, normalise what the dropping brought together.
func settle(text string) []rune {
	if isPlain(text) {
		return []rune(strings.ReplaceAll(text, escapedAt, "@"))
	}
	in := []rune(norm.NFC.String(strings.ToValidUTF8(text, string(utf8.RuneError))))
	out := in[:0:0]
	for i, r := range in {
		if isIgnorable(r) && !keepsInvisible(out, r, in, i) {
			continue
		}
		out = append(out, r)
	}
	return []rune(strings.ReplaceAll(norm.NFC.String(string(out)), escapedAt, "@"))
}

func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// keepsInvisible reports whether an invisible rune in[i] = r may follow out: a joiner
// between two visible characters neither of which is ASCII, a variation selector
// behind such a one or in a keycap.
func keepsInvisible(out []rune, r rune, in []rune, i int) bool {
	if len(out) == 0 {
		return false
	}
	before := fold(out[len(out)-1])
	var after rune
	if i+1 < len(in) {
		after = in[i+1]
	}
	switch r {
	case textStyle, emojiStyle:
		return before >= utf8.RuneSelf && !isIgnorable(before) || after == keycap && before < utf8.RuneSelf && before != '@'
	case zwj, zwnj:
		return before >= utf8.RuneSelf && before != zwj && before != zwnj &&
			fold(after) >= utf8.RuneSelf && !isIgnorable(after)
	}
	return false
}

// isIgnorable reports whether a character is not seen: format characters (zero
// width, direction, tags, soft hyphen), variation selectors, and the fillers and
// invisible operators of Unicode's Default_Ignorable_Code_Point.
func isIgnorable(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0x034f, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x3164, r == 0xffa0, r == 0x2065:
		return true
	case 0x180b <= r && r <= 0x180f, 0xfe00 <= r && r <= 0xfe0f, 0xfff0 <= r && r <= 0xfff8, 0xe0000 <= r && r <= 0xe0fff:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// fold maps a rune to what it is compared as: full-width forms to ASCII, digits of
// any script to 0-9, letters to lower case.
func fold(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		return r
	case fullwidth <= r && r <= fullwidthTo:
		return fold(r - fullwidth + '!')
	case r == smallAt:
		return '@'
	case unicode.IsDigit(r):
		return digit(r)
	case isStyled(r):
		if plain := compatible(r); plain < utf8.RuneSelf {
			return fold(plain)
		}
	}
	return unicode.ToLower(r)
}

// isStyled reports whether a rune may be an ASCII letter or digit in another style:
// super- and subscripts, letterlike, circled, mathematical, squared.
func isStyled(r rune) bool {
	return 0x2070 <= r && r <= 0x214f || 0x2460 <= r && r <= 0x24ff || 0x1d400 <= r && r <= 0x1d7ff || 0x1f100 <= r && r <= 0x1f1ff
}

// compatible returns the first rune that NFKC makes of one, the rune itself if it
// is a letter or digit of its own.
func compatible(r rune) rune {
	if d := norm.NFKD.PropertiesString(string(r)).Decomposition(); len(d) > 0 {
		r, _ = utf8.DecodeRune(d)
	}
	return r
}

// digit maps a decimal digit of any script to 0-9. Unicode has them in runs of ten
// that begin with zero.
func digit(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10
		}
	}
	return r
}

func foldString(s string) string {
	runes := settle(s)
	for i, r := range runes {
		runes[i] = fold(r)
	}
	return string(runes)
}

// The classes below take folded runes.

func isDigit(r rune) bool  { return '0' <= r && r <= '9' }
func isLetter(r rune) bool { return 'a' <= r && r <= 'z' }
func isWord(r rune) bool   { return isLetter(r) || isDigit(r) }

// isNameRune reports whether a rune may begin a handle.
func isNameRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isWord(r) || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || r == zwj || r == zwnj ||
		unicode.Is(unicode.So, r) && isLetterlike(r)
}

// isLetterlike reports whether a symbol is read as letters: "㌦", "Ⓙ", "🅙".
func isLetterlike(r rune) bool {
	plain := compatible(r)
	return plain != r && (unicode.IsLetter(plain) || unicode.IsNumber(plain)) || 0x1f130 <= r && r <= 0x1f189
}

// isUnspaced reports whether a rune is of a script written without spaces.
func isUnspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// isHostRune reports whether a rune may be in a host name that we know.
func isHostRune(r rune) bool { return isWord(r) || r == '.' || r == '-' || r == '_' }

// isLocalRune reports whether a rune may be in the local part of an e-mail address.
func isLocalRune(r rune) bool { return isHostRune(r) || r == '%' || r == '+' }

// isLocal is isLocalRune for people who write their names in letters of their own: "иван@…".
// Scripts without spaces are left out, where a local part would be a whole sentence.
func isLocal(r rune) bool {
	return isLocalRune(r) || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)) && !isUnspaced(r)
}

// isURLRune reports whether a rune may be in a link.
func isURLRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isWord(r) || strings.ContainsRune("-._~:/?#@!$&'()*+,;=%", r)
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)
}
