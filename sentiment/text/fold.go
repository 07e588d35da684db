package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// dropped is what a folding returns for a rune that is left out.
const dropped = rune(-1)

// Runes that the folding rules name.
const (
	alef, alefMadda, alefHamzaAbove, alefHamzaBelow, alefWasla = '\u0627', '\u0622', '\u0623', '\u0625', '\u0671'
	waw, wawHamza                                              = '\u0648', '\u0624'
	yeh, yehHamza, alefMaksura, farsiYeh, yehBarree            = '\u064A', '\u0626', '\u0649', '\u06CC', '\u06D2'
	kaf, keheh                                                 = '\u0643', '\u06A9'
	heh, tehMarbuta, hehGoal, hehDoachashmee, ae               = '\u0647', '\u0629', '\u06C1', '\u06BE', '\u06D5'
	tehMarbutaGoal, hehYeh                                     = '\u06C3', '\u06C0'
	tatweel, superscriptAlef                                   = '\u0640', '\u0670'
	devaNukta, guruNukta, devaCandrabindu, devaAnusvara        = '\u093C', '\u0A3C', '\u0901', '\u0902'
)

// lowerRune writes a rune of NFC text in lower case and drops the signs that
// ordinary writing leaves out: Hebrew points, Arabic vowel signs and tatweel. Both
// have no part in naming a language.
func lowerRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r >= 0x0591 && r <= 0x05C7:
		switch r {
		case 0x05BE, 0x05C0, 0x05C3, 0x05C6: // maqaf and other separators
			return r
		}
		return dropped
	case r == tatweel, r == superscriptAlef, r >= 0x064B && r <= 0x065F, r >= 0x06D6 && r <= 0x06DC,
		r >= 0x06DF && r <= 0x06E4, r == 0x06E7, r == 0x06E8, r >= 0x06EA && r <= 0x06ED, r >= 0x0610 && r <= 0x061A:
		return dropped
	case r == 'İ':
		return 'i'
	}
	return unicode.ToLower(r)
}

// normRune maps a rune of Lower to the one that lexicons are keyed by: per script,
// the spelling variants that writers mix.
func normRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case r >= 0x0590 && r <= 0x05FF:
		return foldHebrew(r)
	case r >= 0x0600 && r <= 0x06FF:
		return foldArabic(r)
	case r >= 0x0900 && r <= 0x0DFF:
		return foldIndic(r)
	case r >= 0x1200 && r <= 0x137F:
		return foldEthiopic(r)
	case r == 'ё':
		return 'е'
	case r == 'ґ': // left out of Soviet Ukrainian spelling, and of many keyboards
		return 'г'
	}
	// Through upper case, so that final sigma, long s and the micro sign meet
	// their plain letters; dotless i meets i, as in all-capitals Turkish.
	if u := unicode.ToLower(unicode.ToUpper(r)); u < foldSize {
		return u
	}
	return r
}

// foldHebrew writes final letters as plain ones, so that a stretched ending matches.
func foldHebrew(r rune) rune {
	switch r {
	case 'ך', 'ם', 'ן', 'ף', 'ץ':
		return r + 1
	}
	return r
}

// foldArabic writes the variants of alef, hamza seats, yeh, kaf and heh alike, for
// Arabic, Persian, Pashto and Urdu keyboards, and digits as ASCII.
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
	case tehMarbuta, hehGoal, hehDoachashmee, ae, tehMarbutaGoal, hehYeh:
		return heh
	}
	switch {
	case r >= 0x0660 && r <= 0x0669:
		return '0' + r - 0x0660
	case r >= 0x06F0 && r <= 0x06F9:
		return '0' + r - 0x06F0
	}
	return r
}

// foldIndic drops the nukta of Devanagari and Gurmukhi, which is often not typed,
// writes Devanagari's candrabindu as anusvara, and digits as ASCII. The nine scripts
// share one layout, 0x80 apart; only Sinhala has its own.
func foldIndic(r rune) rune {
	switch offset := r & 0x7F; {
	case r == 0x0929 || r == 0x0931 || r == 0x0934: // NNNA, RRA, LLLA, composed with a nukta
		return r - 1
	case r >= 0x0958 && r <= 0x095F:
		return nuktaLetters[r-0x0958]
	case r == devaNukta || r == guruNukta:
		return dropped
	case r == devaCandrabindu:
		return devaAnusvara
	case offset >= 0x66 && offset <= 0x6F && r < 0x0D80:
		return '0' + offset - 0x66
	}
	return r
}

// nuktaLetters are U+0958 to U+095F without their nukta.
var nuktaLetters = [...]rune{'क', 'ख', 'ग', 'ज', 'ड', 'ढ', 'फ', 'य'}

// foldEthiopic joins the letters that Amharic writers use for one sound: the three
// h, the two s, the two glottal a, the two ts, and the a of the first and fourth
// order that sound alike after h and a.
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
	case 'ø', 'ɔ', 'œ': // ɔ: Twi
		return 'o'
	case 'đ', 'ð', 'ɗ', 'ɖ':
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
	case 'ŋ':
		return 'n'
	case 'ɲ':
		return 'n'
	case 'ƒ':
		return 'f'
	case 'ɛ', 'ǝ', 'ə': // ɛ: Twi, Ewe; ə: Azerbaijani, typed e
		return 'e'
	case 'ı':
		return 'i'
	case 'æ':
		return 'a'
	case 'ß':
		return 's'
	case 'þ':
		return 't'
	}
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	if d := norm.NFD.Properties(b[:n]).Decomposition(); d != nil {
		first, _ := utf8.DecodeRune(d)
		return first
	}
	return r
}
