package sentiment

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// The shapes of what is not a word: links, handles, tags, emoji, and where Romance
// languages join words.

// wordByte reports whether a byte belongs to a word: a letter, a digit, an
// underscore or a part of a longer rune.
func wordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf
}

// masks are what masking leaves in place of a link, an address or a number.
var masks = [...]string{"[link]", "[e-mail]", "[phone]"}

// linkLength returns the length of the link, e-mail address or mask that b begins
// with, 0 if there is none. atWord says that b does not begin inside a word.
func linkLength(b []byte, atWord bool) int {
	switch b[0] {
	case '[':
		for _, m := range masks {
			if len(b) >= len(m) && string(b[:len(m)]) == m {
				return len(m)
			}
		}
		return 0
	case 'h', 'H':
		// Some writers leave no space before a link, so it may begin in a word.
		if hasFold(b, "http://") || hasFold(b, "https://") {
			return untilSpace(b)
		}
	case 'w', 'W':
		if atWord && hasFold(b, "www.") {
			return untilSpace(b)
		}
	}
	if !atWord || !wordByte(b[0]) {
		return 0
	}
	return mailLength(b)
}

// mailLength returns the length of the e-mail address b begins with. It looks at
// no more than the 64 bytes that a local part may have.
func mailLength(b []byte) int {
	for i, c := range b[:min(len(b), 65)] {
		switch {
		case c == '@':
			n := handleLength(b[i+1:])
			if i > 0 && bytes.IndexByte(b[i+1:i+1+n], '.') > 0 {
				return i + 1 + n
			}
			return 0
		case c >= utf8.RuneSelf || !wordByte(c) && c != '.' && c != '-' && c != '+':
			return 0
		}
	}
	return 0
}

// linkInside returns where a link begins inside the word that b begins with, as
// writers of scripts without capitals leave out the space; 0 if none does.
func linkInside(word, b []byte) int {
	for i := 1; i+4 <= len(word); i++ {
		if (word[i] == 'h' || word[i] == 'H') && (hasFold(b[i:], "http://") || hasFold(b[i:], "https://")) {
			return i
		}
	}
	return 0
}

func hasFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}

func untilSpace(b []byte) int {
	if i := bytes.IndexFunc(b, unicode.IsSpace); i >= 0 {
		return i
	}
	return len(b)
}

// handleLength returns the length of the name after an @: letters of Latin,
// digits, dots and dashes inside, a second @ for a federated handle, or the
// ellipsis that masking leaves.
func handleLength(b []byte) int {
	if bytes.HasPrefix(b, []byte("…")) {
		return len("…")
	}
	n, at := 0, false
	for n < len(b) {
		c := b[n]
		inner := (c == '.' || c == '-' || c == '@' && !at) && n > 0 && n+1 < len(b) && wordByte(b[n+1]) && b[n+1] < utf8.RuneSelf
		if c >= utf8.RuneSelf || !wordByte(c) && !inner {
			break
		}
		at = at || c == '@'
		n++
	}
	return n
}

// tagLength returns the length of a hashtag's body.
func tagLength(b []byte) int {
	n := 0
	for n < len(b) {
		r, m := utf8.DecodeRune(b[n:])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			break
		}
		n += m
	}
	return n
}

// emoticons by first byte; the longest come first. Both cases of a letter are in.
var emoticons = [...]string{":'-(", ":'-)", ":'(", ":')", ":-)", ":-(", ":-D", ":-d", ":-P", ":-p", ":-/", ":-|", ";-)",
	":))", ":((", "=))", "</3", ":)", ":(", ":D", ":d", ":P", ":p", ":/", ":|", ";)", "=)", "=(", "=D", "=d", "<3", "^^"}

// emoticonLength returns the length of the emoticon at b[i:], which must not touch
// a letter or digit: "3:d", "http:/" and "10:p" are none.
func emoticonLength(b []byte, i int) int {
	switch b[i] {
	case ':', ';', '=', '<', '^':
	default:
		return 0
	}
	if i > 0 && b[i-1] < utf8.RuneSelf && wordByte(b[i-1]) && b[i] != '<' {
		// ":)" right after a word is common; only shapes ending in a bracket count.
		if i+1 >= len(b) || b[i+1] != ')' && b[i+1] != '(' {
			return 0
		}
	}
	for _, e := range emoticons {
		if len(b)-i < len(e) || string(b[i:i+len(e)]) != e {
			continue
		}
		last, after := e[len(e)-1], i+len(e)
		if wordByte(last) && after < len(b) && wordByte(b[after]) {
			continue
		}
		return len(e)
	}
	return 0
}

// isEmoji reports whether a rune is drawn as a picture. Letters of flags are not:
// a flag names a country and says nothing of liking it.
func isEmoji(r rune) bool {
	return r >= 0x2600 && r <= 0x27BF || r >= 0x2B05 && r <= 0x2B55 || r >= 0x1F000 && r <= 0x1FAFF && (r < 0x1F1E6 || r > 0x1F1FF)
}

// unbroken reports whether a rune belongs to a script that writes no spaces.
func unbroken(r rune) bool {
	if r < 0x0E01 {
		return false
	}
	return r <= 0x0EDF && r != 0x0E3F || // Thai, Lao
		r >= 0x1000 && r <= 0x109F || r >= 0x1780 && r <= 0x17D3 || // Burmese, Khmer
		r == 0x3005 || r >= 0x3041 && r <= 0x30FF && r != 0x30FB || // Kana
		r >= 0x3400 && r <= 0x4DBF || r >= 0x4E00 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF ||
		r >= 0x20000 && r <= 0x3134F || r >= 0xFF66 && r <= 0xFF9D
}

// elision returns where a word that French, Italian or Catalan joined with an
// apostrophe parts ("l'ambassade", "dell'arte"), 0 if it does not.
func elision(w []byte) int {
	i := bytes.IndexByte(w, '\'')
	if i <= 0 || i > 10 || i+2 >= len(w) {
		return 0
	}
	var low [10]byte
	for j, c := range w[:i] {
		if c >= utf8.RuneSelf {
			return 0
		}
		low[j] = byte(foldRune(rune(c)))
	}
	switch string(low[:i]) {
	case "l", "d", "j", "m", "t", "s", "n", "c", "qu", "un", "all", "dell", "nell", "sull", "dall", "quell", "quest",
		"com", "dov", "cos", "jusqu", "lorsqu", "puisqu":
		return i + 1
	}
	return 0
}
