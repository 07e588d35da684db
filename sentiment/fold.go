package sentiment

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// dropped is what foldRune returns for a mark that carries no meaning here.
const dropped = rune(-1)

// Runes that the folding rules name.
const (
	alef, alefMadda, alefHamzaAbove, alefHamzaBelow, alefWasla = '\u0627', '\u0622', '\u0623', '\u0625', '\u0671'
	waw, wawHamza                                              = '\u0648', '\u0624'
	yeh, yehHamza, alefMaksura, farsiYeh                       = '\u064A', '\u0626', '\u0649', '\u06CC'
	kaf, keheh                                                 = '\u0643', '\u06A9'
	heh, tehMarbuta, hehGoal, hehDoachashmee, ae               = '\u0647', '\u0629', '\u06C1', '\u06BE', '\u06D5'
	tatweel, superscriptAlef                                   = '\u0640', '\u0670'
	devaNukta, devaCandrabindu, devaAnusvara                   = '\u093C', '\u0901', '\u0902'
)

// foldRune maps a rune of NFC text to the one that lexicons are keyed by: lower
// case, and per script the spelling variants that writers mix. It returns dropped
// for marks that writers leave out.
func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r >= 0x0590 && r <= 0x05FF:
		return foldHebrew(r)
	case r >= 0x0600 && r <= 0x06FF:
		return foldArabic(r)
	case r >= 0x0900 && r <= 0x097F:
		return foldDevanagari(r)
	case r >= 0x1200 && r <= 0x137F:
		return foldEthiopic(r)
	case r == 'ё' || r == 'Ё':
		return 'е'
	}
	// Through upper case, so that final sigma, long s and the micro sign meet
	// their plain letters; dotless i meets i, as in all-capitals Turkish.
	return unicode.ToLower(unicode.ToUpper(r))
}

// foldHebrew drops points and accents and writes final letters as plain ones, so
// that a stretched ending matches.
func foldHebrew(r rune) rune {
	switch r {
	case 'ך':
		return 'כ'
	case 'ם':
		return 'מ'
	case 'ן':
		return 'נ'
	case 'ף':
		return 'פ'
	case 'ץ':
		return 'צ'
	case 0x05BE, 0x05C0, 0x05C3, 0x05C6: // maqaf and other separators
		return r
	}
	if r >= 0x0591 && r <= 0x05C7 {
		return dropped
	}
	return r
}

// foldArabic writes the variants of alef, hamza seats, yeh, kaf and heh alike,
// for Arabic, Persian and Urdu keyboards, and drops vowel signs and tatweel.
func foldArabic(r rune) rune {
	switch r {
	case alefMadda, alefHamzaAbove, alefHamzaBelow, alefWasla:
		return alef
	case wawHamza:
		return waw
	case yehHamza, alefMaksura, farsiYeh:
		return yeh
	case keheh:
		return kaf
	case tehMarbuta, hehGoal, hehDoachashmee, ae:
		return heh
	case tatweel, superscriptAlef:
		return dropped
	}
	switch {
	case r >= 0x064B && r <= 0x065F, r >= 0x06D6 && r <= 0x06DC, r >= 0x06DF && r <= 0x06E8, r >= 0x06EA && r <= 0x06ED:
		return dropped
	case r >= 0x0660 && r <= 0x0669:
		return '0' + r - 0x0660
	case r >= 0x06F0 && r <= 0x06F9:
		return '0' + r - 0x06F0
	}
	return r
}

// foldDevanagari drops the nukta, which is often not typed, and writes
// candrabindu as anusvara.
func foldDevanagari(r rune) rune {
	switch {
	case r == devaNukta:
		return dropped
	case r == devaCandrabindu:
		return devaAnusvara
	case r >= 0x0966 && r <= 0x096F:
		return '0' + r - 0x0966
	}
	return r
}

// foldEthiopic joins the letters that Amharic writers use for one sound.
func foldEthiopic(r rune) rune {
	switch {
	case r >= 0x1210 && r <= 0x1216:
		r -= 0x10
	case r >= 0x1280 && r <= 0x1286:
		r -= 0x80
	case r >= 0x1220 && r <= 0x1226:
		r += 0x10
	case r >= 0x12D0 && r <= 0x12D6:
		r -= 0x30
	case r >= 0x1340 && r <= 0x1346:
		r -= 0x08
	}
	switch r {
	case 0x1203:
		return 0x1200
	case 0x12A3:
		return 0x12A0
	}
	return r
}

// bareRune strips the diacritics of a folded Latin or Greek letter. It returns
// dropped for a combining mark. Other scripts keep theirs: there they make
// different letters.
func bareRune(r rune) rune {
	switch {
	case r < 0xC0:
		return r
	case r >= 0x0300 && r <= 0x036F:
		return dropped
	case r >= 0x0400 && r < 0x1E00, r >= 0x2000:
		return r
	}
	switch r {
	case 'ø':
		return 'o'
	case 'đ', 'ð', 'ɗ':
		return 'd'
	case 'ł':
		return 'l'
	case 'ħ':
		return 'h'
	case 'ɓ':
		return 'b'
	case 'ƙ':
		return 'k'
	case 'ƴ':
		return 'y'
	case 'æ':
		return 'a'
	case 'ß':
		return 's'
	}
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	if d := norm.NFD.Properties(b[:n]).Decomposition(); d != nil {
		first, _ := utf8.DecodeRune(d)
		return first
	}
	return r
}

// invisible reports whether a rune shows nothing by itself: joiners, direction
// marks, variation selectors, skin tones, tags.
func invisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x034F, r == 0x061C, r == 0x180E, r == 0xFEFF:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r >= 0xFE00 && r <= 0xFE0F:
		return true
	case r >= 0x1F3FB && r <= 0x1F3FF, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return false
}

// appendClean appends text without invisible runes, with full-width and
// presentation forms and apostrophes in their plain shape, and invalid bytes as
// spaces. The result still has to be composed.
func appendClean(dst []byte, text string) []byte {
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf:
			dst = append(dst, byte(r))
		case r == utf8.RuneError:
			// A literal U+FFFD and a broken byte both part words.
			dst = append(dst, ' ')
		case r == '’', r == '‘', r == 'ʼ', r == '´', r == 'ʻ', r == '′':
			dst = append(dst, '\'')
		case r >= 0xFF01 && r <= 0xFF5E:
			dst = append(dst, byte(r-0xFF01+'!'))
		case r >= 0xFB1D && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFC:
			n := utf8.RuneLen(r)
			dst = norm.NFKC.AppendString(dst, text[i:i+n])
		case invisible(r):
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}
