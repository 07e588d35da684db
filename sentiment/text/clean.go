package text

import (
	"encoding/binary"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Runes that join or vary pictures.
const (
	zwj, vs16, keycap = '\u200D', '\uFE0F', '\u20E3'
	blackFlag         = '\U0001F3F4'
)

// compose fills t.clean with s without invisible runes, in plain shapes, in NFC.
func (t *Text) compose(s []byte) {
	t.clean = t.clean[:0]
	marks := false  // a combining mark was seen that composeMarks knows
	unsafe := false // a rune was seen that NFC may change otherwise
	last := rune(0)
	from := 0 // what stands from here on is not copied yet
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i += asciiLength(s[i:])
			last = rune(s[i-1])
			continue
		}
		r, n := utf8.DecodeRune(s[i:])
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

// asciiLength returns how many bytes of ASCII b begins with.
func asciiLength(b []byte) int {
	n := 0
	for len(b)-n >= 8 && binary.LittleEndian.Uint64(b[n:])&0x8080808080808080 == 0 {
		n += 8
	}
	for n < len(b) && b[n] < utf8.RuneSelf {
		n++
	}
	return n
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
func (t *Text) shape(r, last rune, raw []byte) (rune, bool) {
	switch {
	case r == '’', r == '‘', r == '′', r == '‛':
		return '\'', true
	case r == zwj:
		return r, isPicture(last) || last == keycap
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r >= 0xFE00 && r <= vs16, r == 0xFEFF:
		return 0, false
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFF01 + '!', true
	case styled(r):
		if plain, ok := t.tables.styled[r]; ok {
			t.clean = append(t.clean, plain...)
		} else {
			t.clean = norm.NFKC.Append(t.clean, raw...)
		}
		return 0, false
	case r >= 0x1F150 && r <= 0x1F169: // white on black, which have no decomposition
		t.clean = append(t.clean, 'A'+byte(r-0x1F150))
		return 0, false
	case r >= 0x1F3FB && r <= 0x1F3FF: // skin tones
		return 0, false
	case r >= 0xE0000 && r <= 0xE0FFF: // tags: they name the flags of England, Scotland and Wales
		return r, r >= 0xE0020 && r <= 0xE007F && (last == blackFlag || last >= 0xE0020 && last <= 0xE007F)
	}
	return r, true
}

// styled reports whether a rune is another's shape: a ligature, a Hebrew or Arabic
// presentation form, half-width Kana or Hangul, or one of the letters that pass for bold,
// italic, boxed or ringed ones.
func styled(r rune) bool {
	for _, x := range styles {
		if r >= x[0] && r <= x[1] {
			return true
		}
	}
	return false
}

var styles = [...][2]rune{{0xFB00, 0xFB06}, {0xFB13, 0xFDFF}, {0xFE70, 0xFEFC}, {0xFF66, 0xFFDC},
	{0x1D400, 0x1D7FF}, {0x1F130, 0x1F149}, {0x24B6, 0x24E9}}

// plainStyles are the plain letters of what is styled, as package norm gives them, which
// allocates. Those that may join the rune before them are left to it.
func plainStyles() map[rune]string {
	plain := map[rune]string{}
	for _, x := range styles {
		for r := x[0]; r <= x[1]; r++ {
			s := string(r)
			p, letters := norm.NFKC.PropertiesString(s), norm.NFKC.String(s)
			jamo := letters >= "\u1160" && letters < "\u1200" // vowels and ends of Hangul syllables
			if p.BoundaryBefore() && p.LeadCCC() == 0 && !jamo {
				plain[r] = letters
			}
		}
	}
	return plain
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
