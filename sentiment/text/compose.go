package text

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Canonical composition, as UAX #15 defines it. Package norm does the same, but
// allocates, and Yoruba, Igbo, Vietnamese, Bengali and Tamil texts need it in every
// other word. Conjoining Hangul and a few rare signs are left to package norm.

// The combining marks of Latin, Greek and Cyrillic. They may stand in any order.
const firstMark, lastMark = 0x0300, 0x036F

// lastPair bounds the letters that compositions know: up to Kana.
const lastPair = 0x30FF

// composition is the composed letter of a letter and a mark.
type composition struct {
	pair     uint32 // letter << 16 | mark
	composed rune
}

// compositions lists the pairs that compose, sorted by pair.
func compositions() []composition {
	var list []composition
	for r := rune(0xC0); r <= lastPair; r++ {
		d := norm.NFC.PropertiesString(string(r)).Decomposition()
		if len(d) == 0 || norm.NFC.String(string(r)) != string(r) {
			continue
		}
		mark, n := utf8.DecodeLastRune(d)
		letter, m := utf8.DecodeRune(norm.NFC.Bytes(d[:len(d)-n]))
		if m > 0 && mark <= lastPair {
			list = append(list, composition{uint32(letter)<<16 | uint32(mark), r})
		}
	}
	slices.SortFunc(list, func(a, b composition) int { return cmp.Compare(a.pair, b.pair) })
	return list
}

// markClasses are the combining classes of the marks.
func markClasses() (classes [lastMark - firstMark + 1]uint8) {
	for m := range classes {
		classes[m] = norm.NFC.PropertiesString(string(rune(firstMark + m))).CCC()
	}
	return classes
}

// joins reports whether a rune above the combining marks may join the rune before it:
// Arabic hamza signs, the second halves of Indic and Burmese vowels, voiced Kana.
func joins(r rune) bool {
	switch {
	case r < 0x0653:
		return false
	case r < 0x0980:
		return r <= 0x0655 || r == devaNukta
	case r < 0x0E00:
		switch r {
		case 0x09BE, 0x09D7, 0x0B3E, 0x0B56, 0x0B57, 0x0BBE, 0x0BD7, 0x0C56, 0x0CC2, 0x0CD5, 0x0CD6, 0x0D3E, 0x0D57, 0x0DCA, 0x0DCF, 0x0DDF:
			return true
		}
		return false
	}
	return r == 0x102E || r == 0x3099 || r == 0x309A
}

// halves returns the letter and the nukta of a letter that Unicode never composes,
// in Devanagari, Bengali, Gurmukhi and Oriya; 0 if r is none.
func halves(r rune) (letter, nukta rune) {
	switch {
	case r < 0x0958 || r > 0x0B5D:
		return 0, 0
	case r <= 0x095F:
		return nuktaLetters[r-0x0958], devaNukta
	}
	switch r {
	case 0x09DC, 0x09DD:
		return r - 0x3B, 0x09BC
	case 0x09DF:
		return 0x09AF, 0x09BC
	case 0x0A33:
		return 0x0A32, guruNukta
	case 0x0A36:
		return 0x0A38, guruNukta
	case 0x0A59, 0x0A5A, 0x0A5B:
		return [...]rune{0x0A16, 0x0A17, 0x0A1C}[r-0x0A59], guruNukta
	case 0x0A5E:
		return 0x0A2B, guruNukta
	case 0x0B5C, 0x0B5D:
		return r - 0x3B, 0x0B3C
	}
	return 0, 0
}

// maxMarks bounds the marks of one letter: more than any writing system has. Longer
// runs stay as they are, so that time stays linear.
const maxMarks = 16

// composeMarks appends b to dst with its letters and marks composed.
func (t *tables) composeMarks(dst, b []byte) []byte {
	letter := -1 // where in dst the last letter begins
	for i := 0; i < len(b); {
		r, n := decode(b[i:])
		if r < firstMark || r > lastMark {
			letter = len(dst)
			dst = append(dst, b[i:i+n]...)
			i += n
			continue
		}
		end := i
		for end < len(b) {
			if m, _ := decode(b[end:]); m < firstMark || m > lastMark {
				break
			}
			end += 2 // marks are of two bytes
		}
		switch {
		case end-i > 2*maxMarks:
			dst = append(dst, b[i:end]...)
		case letter < 0: // at the start of the text
			dst = append(dst, b[i:end]...)
			t.sortMarks(dst)
		default:
			dst = t.composeOne(dst, letter, b[i:end])
		}
		i = end
	}
	return dst
}

// composeOne composes the letter that dst ends with, at letter, and the marks after it:
// all are taken apart, put in the order of their classes, and joined from the left.
func (t *tables) composeOne(dst []byte, letter int, marks []byte) []byte {
	var parts [4*maxMarks + 8]byte
	seq := append(parts[:0], dst[letter:]...)
	if d := norm.NFC.Properties(seq).Decomposition(); d != nil && len(d) < 2*maxMarks {
		seq = append(seq[:0], d...)
	}
	_, size := utf8.DecodeRune(seq)
	seq = append(seq, marks...)
	rest := seq[size:]
	t.sortMarks(rest)
	base, _ := utf8.DecodeRune(seq)
	left, blocked := rest[:0], uint8(0) // what did not join, and the class of the last of it
	for i := 0; i < len(rest); i += 2 {
		m, _ := decode(rest[i:])
		class := t.markClass[m-firstMark]
		if len(left) == 0 || blocked < class {
			if c, ok := t.composition(base, m); ok {
				base = c
				continue
			}
		}
		left, blocked = append(left, rest[i], rest[i+1]), class
	}
	return append(utf8.AppendRune(dst[:letter], base), left...)
}

// sortMarks sorts marks by class, by insertion, equal ones as they stand.
func (t *tables) sortMarks(b []byte) {
	for i := 2; i < len(b); i += 2 {
		for j := i; j > 0 && t.class2(b[j-2:]) > t.class2(b[j:]); j -= 2 {
			b[j-2], b[j-1], b[j], b[j+1] = b[j], b[j+1], b[j-2], b[j-1]
		}
	}
}

// class2 returns the combining class of the mark that b begins with.
func (t *tables) class2(b []byte) uint8 {
	r, _ := decode(b)
	return t.markClass[r-firstMark]
}

// composition finds the composed letter by binary search.
func (t *tables) composition(letter, mark rune) (rune, bool) {
	pair := uint32(letter)<<16 | uint32(mark)
	lo, hi := 0, len(t.compositions)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if t.compositions[mid].pair < pair {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(t.compositions) && t.compositions[lo].pair == pair {
		return t.compositions[lo].composed, true
	}
	return 0, false
}
