package text

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Runes that join or vary pictures.
const (
	zwj, vs16, keycap = '\u200D', '\uFE0F', '\u20E3'
	blackFlag         = '\U0001F3F4'
)

// compose fills t.clean with s without invisible runes, in plain shapes, in NFC.
func (t *Text) compose(s string) {
	t.clean = t.clean[:0]
	marks := false  // a combining mark was seen that composeMarks knows
	unsafe := false // a rune was seen that NFC may change otherwise
	last := rune(0)
	from := 0 // what stands from here on is not copied yet
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			last = rune(s[i])
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r < tableSize && t.tables.plain[r] {
			last = r
			continue
		}
		t.clean = append(t.clean, s[from:i-n]...)
		from = i
		switch {
		case r < 0xA0 || r == utf8.RuneError: // controls, broken bytes: they part words
			r = ' '
		case r < 0x0300:
			if r == 0xAD {
				continue
			}
			r = '\'' // what is typed for an apostrophe
		case r < 0x0370:
			if r == 0x034F {
				continue
			}
			marks = true
			unsafe = unsafe || r == 0x0340 || r == 0x0341 || r == 0x0343 || r == 0x0344 // aliases of others
		case r >= 0x2000:
			var ok bool
			if r, ok = t.shape(r, last, s[i-n:i]); !ok {
				continue
			}
			unsafe = unsafe || r >= 0xF900 && r < 0xFB00 || r == 0x212A || r == 0x212B
		case r == 0x061C || r == 0x180E:
			continue
		case r >= 0x0D7A && r <= 0x0D7F: // Malayalam chillu: consonant and virama
			t.clean = utf8.AppendRune(t.clean, chillus[r-0x0D7A])
			r = 0x0D4D
		case r == 0x1037 && last == 0x103A: // Burmese dot below, which comes before the killer
			t.clean = append(utf8.AppendRune(t.clean[:len(t.clean)-n], r), "\u103A"...)
			continue
		case !composed(r):
			unsafe = true
		}
		if joins(r) {
			if c, ok := t.tables.composition(last, r); ok {
				t.clean = t.clean[:len(t.clean)-utf8.RuneLen(last)]
				r = c
			}
		} else if first, nukta := halves(r); first != 0 {
			t.clean = utf8.AppendRune(t.clean, first)
			r = nukta
		}
		t.clean = utf8.AppendRune(t.clean, r)
		last = r
	}
	t.clean = append(t.clean, s[from:]...)
	if unsafe && norm.NFC.QuickSpan(t.clean) < len(t.clean) {
		t.spare = norm.NFC.Append(t.spare[:0], t.clean...)
	} else if marks {
		t.spare = t.tables.composeMarks(t.spare[:0], t.clean)
	} else {
		return
	}
	t.clean, t.spare = t.spare, t.clean
}

// plain reports whether compose copies a rune as it is.
func plain(r rune) bool {
	switch {
	case r < 0xA0:
		return r < utf8.RuneSelf
	case r == 0xAD, r == '´', r == 'ʼ', r == 'ʻ', r == 'ʹ':
		return false
	case r < 0x0300:
		return true
	case r < 0x0370, r == 0x061C, r == 0x180E, r >= 0x0D7A && r <= 0x0D7F, r == 0x1037:
		return false
	case r < 0x2000:
		first, _ := halves(r)
		return composed(r) && !joins(r) && first == 0
	case r >= 0x2070 && r < 0x2100:
		return true
	}
	return r >= 0x3041 && r <= 0xD7A3 && !joins(r)
}

// shape handles the runes from U+2000: it returns the rune to keep, false if none or
// if it appended another shape itself.
func (t *Text) shape(r, last rune, raw string) (rune, bool) {
	switch {
	case r == '’', r == '‘', r == '′', r == '‛':
		return '\'', true
	case r == zwj:
		return r, isPicture(last) || last == keycap
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r >= 0xFE00 && r <= vs16, r == 0xFEFF:
		return 0, false
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFF01 + '!', true
	case r >= 0xFB00 && r <= 0xFB06, r >= 0xFB13 && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFC, r >= 0xFF66 && r <= 0xFFDC,
		r >= 0x1D400 && r <= 0x1D7FF, r >= 0x1F130 && r <= 0x1F149, r >= 0x1F150 && r <= 0x1F169, r >= 0x24B6 && r <= 0x24E9:
		// Ligatures, Hebrew and Arabic presentation forms, half-width Kana and Hangul,
		// and the letters that pass for bold, italic, boxed or ringed ones.
		t.clean = norm.NFKC.AppendString(t.clean, unboxed(r, raw))
		return 0, false
	case r >= 0x1F3FB && r <= 0x1F3FF: // skin tones
		return 0, false
	case r >= 0xE0000 && r <= 0xE0FFF: // tags: they name the flags of England, Scotland and Wales
		return r, r >= 0xE0020 && r <= 0xE007F && (last == blackFlag || last >= 0xE0020 && last <= 0xE007F)
	}
	return r, true
}

// unboxed returns the letter inside a boxed or ringed white-on-black one, which has
// no decomposition; other text as it is.
func unboxed(r rune, raw string) string {
	const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if r >= 0x1F150 && r <= 0x1F169 {
		return capitals[r-0x1F150 : r-0x1F150+1]
	}
	return raw
}

// chillus are the consonants of U+0D7A to U+0D7F.
var chillus = [...]rune{'ണ', 'ന', 'ര', 'ല', 'ള', 'ക'}

// composed reports whether NFC leaves a rune between U+0370 and U+2000 as it is
// whatever stands before or after it, but for what compose sees to itself.
func composed(r rune) bool {
	switch {
	case r < 0x0400: // Greek, but for three marks that are aliases
		return r != 0x0374 && r != 0x037E && r != 0x0387
	case r < 0x0E00: // Cyrillic to Sinhala; Hebrew and Arabic signs, in whatever order, are dropped
		return r < 0x0483 || r > 0x0487
	case r < 0x0F00: // Thai and Lao, but for signs that have an order
		return r&^0x80 < 0x0E38 || r&^0x80 > 0x0E3A && r&^0x80 < 0x0E48 || r&^0x80 > 0x0E4B
	case r < 0x1100: // Tibetan; Burmese
		return r >= 0x1000
	case r < 0x1200: // Hangul in pieces
		return false
	case r < 0x1380: // Ethiopic
		return r < 0x135D || r > 0x135F
	}
	return r >= 0x1E00 && r < 0x1F00 // Latin; Greek with accents has aliases
}
