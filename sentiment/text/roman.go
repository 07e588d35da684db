package text

// Romanised spelling is nobody's rule, so writers of Hindi, Urdu and Arabic in Latin
// letters spell one word in many ways. The keys below join the commonest of them. They
// are made from Token.Bare, only for texts of these languages: in others they would
// join different words.

// letters holds every ASCII byte, to slice one-letter strings from.
var letters = func() string {
	var b [0x80]byte
	for i := range b {
		b[i] = byte(i)
	}
	return string(b[:])
}()

// pair is two letters that are written as one or two others.
type pair struct {
	from [2]byte
	to   string
}

// hinglish are the spellings that UrduPhone joins (Rafae et al., EMNLP 2015, table
// 2), with long vowels as Hindi writers spell them too.
var hinglish = [...]pair{
	{[2]byte{'a', 'a'}, "a"}, {[2]byte{'e', 'e'}, "i"}, {[2]byte{'i', 'i'}, "i"}, {[2]byte{'o', 'o'}, "u"}, {[2]byte{'u', 'u'}, "u"},
	{[2]byte{'a', 'i'}, "e"}, {[2]byte{'a', 'y'}, "e"}, {[2]byte{'a', 'e'}, "e"}, {[2]byte{'e', 'y'}, "e"}, {[2]byte{'e', 'i'}, "e"},
	{[2]byte{'a', 'u'}, "o"}, {[2]byte{'a', 'w'}, "o"}, {[2]byte{'o', 'u'}, "o"}, {[2]byte{'i', 'e'}, "e"},
	{[2]byte{'p', 'h'}, "f"}, {[2]byte{'c', 'k'}, "k"}, {[2]byte{'c', 'h'}, "ch"}, {[2]byte{'c', 'c'}, "c"}, {[2]byte{'k', 's'}, "x"},
}

// arabizi are the digits and letter pairs that stand for Arabic letters (Darwish,
// Arabizi Detection and Conversion to Arabic, ANLP 2014, table 1), with the French
// spellings of the Maghreb.
var arabizi = [...]pair{
	{[2]byte{'c', 'h'}, "sh"}, {[2]byte{'o', 'u'}, "u"}, {[2]byte{'o', 'o'}, "u"}, {[2]byte{'e', 'e'}, "i"}, {[2]byte{'a', 'i'}, "i"},
	{[2]byte{'a', 'y'}, "i"}, {[2]byte{'e', 'i'}, "i"}, {[2]byte{'a', 'a'}, "a"}, {[2]byte{'d', 'j'}, "j"}, {[2]byte{'d', 'h'}, "d"},
	{[2]byte{'t', 'h'}, "t"}, {[2]byte{'k', 'h'}, "kh"}, {[2]byte{'g', 'h'}, "gh"}, {[2]byte{'s', 'h'}, "sh"},
}

// AppendHinglish appends the key of a romanised Hindi or Urdu word: "nahin", "nahiin"
// and "naheen" are alike, and so are "zindagi" and "jindagee", "wo" and "voh".
func AppendHinglish(dst, bare []byte) []byte {
	return appendKey(dst, bare, hinglish[:], func(c byte, last bool) string {
		switch c {
		case 'z':
			return "j"
		case 'w':
			return "v"
		case 'q', 'c':
			return "k"
		case 'y':
			if last {
				return "i"
			}
		case 'h':
			if last { // "yeh", "ye"
				return ""
			}
		}
		return letters[c : c+1]
	})
}

// AppendArabizi appends the key of a romanised Arabic word: "7abibi" and "habiibi"
// are alike, and so are "3lash", "alach" and "3lach".
func AppendArabizi(dst, bare []byte) []byte {
	return appendKey(dst, bare, arabizi[:], func(c byte, last bool) string {
		switch c {
		case '2', '\'':
			return ""
		case '3':
			return "a"
		case '5':
			return "kh"
		case '6':
			return "t"
		case '7':
			return "h"
		case '8':
			return "gh"
		case '9':
			return "q"
		case 'e', 'y':
			return "i"
		case 'o':
			return "u"
		case 'h':
			if last { // teh marbuta: "jamila", "jamilah"
				return ""
			}
		}
		return letters[c : c+1]
	})
}

// appendKey writes a word pair by pair, then letter by letter, each letter of the
// result once where it is doubled. Letters other than ASCII stay.
func appendKey(dst, w []byte, pairs []pair, one func(c byte, last bool) string) []byte {
	start := len(dst)
	put := func(s string) {
		for i := range len(s) {
			if n := len(dst); n == start || dst[n-1] != s[i] || s[i] >= 0x80 {
				dst = append(dst, s[i])
			}
		}
	}
next:
	for i := 0; i < len(w); {
		if i+1 < len(w) {
			for _, p := range pairs {
				if w[i] == p.from[0] && w[i+1] == p.from[1] {
					put(p.to)
					i += 2
					continue next
				}
			}
		}
		if w[i] >= 0x80 {
			dst = append(dst, w[i])
		} else {
			put(one(w[i], i > 1 && i == len(w)-1))
		}
		i++
	}
	return dst
}
