package text

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// The shapes of what is not a word: links, addresses, handles, tags.

// wordByte reports whether a byte belongs to a word: a letter, a digit, an
// underscore or a part of a longer rune.
func wordByte(c byte) bool {
	return c == '_' || alphanumeric(c) || c >= utf8.RuneSelf
}

func alphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// masks are what masking leaves in place of what it takes away, and the words that
// published data sets put in place of a link.
var masks = [...]struct {
	text string
	kind Kind
}{{"[link]", Link}, {"[e-mail]", Mail}, {"[phone]", Phone}, {"[url]", Link}, {"<user>", Mention}, {"<url>", Link}}

// mask returns the kind and the length of the mask that b begins with; 0 if none.
func mask(b []byte) (Kind, int) {
	for i := range masks {
		if hasFold(b, masks[i].text) {
			return masks[i].kind, len(masks[i].text)
		}
	}
	return 0, 0
}

// linkLength returns the length of the link that b begins with, 0 if there is none.
// A link may begin inside a word, where a writer left no space before it; atWord
// says that b does not.
func linkLength(b []byte, atWord bool) int {
	switch b[0] | 0x20 {
	case 'h':
		if len(b) < 5 || b[1]|0x20 != 't' {
			return 0
		}
		if hasFold(b, "http://") || hasFold(b, "https://") {
			return untilSpace(b)
		}
		// "http" alone stands for a link in published data sets.
		if atWord && hasFold(b, "http") && !wordByte(b[4]) && b[4] != ':' {
			return 4
		}
	case 'w':
		if atWord && hasFold(b, "www.") {
			return untilSpace(b)
		}
	}
	return 0
}

// mailLength returns the length of the e-mail address that b begins with, if b[n:]
// is where its first word ends; 0 if there is none. RFC 5321 allows 64 bytes before
// the @.
func mailLength(b []byte, n int) int {
	switch b[n] {
	case '@', '.', '-', '+', '_':
	default:
		return 0
	}
	for n < len(b) && n <= 64 && (wordByte(b[n]) && b[n] < utf8.RuneSelf || b[n] == '.' || b[n] == '-' || b[n] == '+') {
		n++
	}
	if n == 0 || n > 64 || n == len(b) || b[n] != '@' {
		return 0
	}
	host := handleLength(b[n+1:])
	if bytes.IndexByte(b[n+1:n+1+host], '.') <= 0 {
		return 0
	}
	return n + 1 + host
}

func hasFold(b []byte, prefix string) bool {
	if len(b) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := b[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

func untilSpace(b []byte) int {
	if i := bytes.IndexFunc(b, unicode.IsSpace); i >= 0 {
		return i
	}
	return len(b)
}

// handleLength returns the length of the name after an @: letters of Latin, digits,
// dots and dashes inside, a second @ for a federated handle, or the ellipsis that
// masking leaves.
func handleLength(b []byte) int {
	if bytes.HasPrefix(b, []byte("…")) {
		return len("…")
	}
	n, at := 0, false
	for n < len(b) {
		c := b[n]
		inner := (c == '.' || c == '-' || c == '@' && !at) && n > 0 && n+1 < len(b) && (alphanumeric(b[n+1]) || b[n+1] == '_')
		if c != '_' && !alphanumeric(c) && !inner {
			break
		}
		at = at || c == '@'
		n++
	}
	return n
}

// elision returns where a word that French, Italian or Catalan joined with an
// apostrophe parts ("l'ambassade", "dell'arte"), 0 if it does not.
func elision(w []byte, apostrophe int) int {
	if apostrophe <= 0 || apostrophe > 10 || apostrophe+2 >= len(w) {
		return 0
	}
	var low [10]byte
	for j, c := range w[:apostrophe] {
		low[j] = c | 0x20
	}
	switch string(low[:apostrophe]) {
	case "l", "d", "j", "m", "t", "s", "n", "c", "qu", "un", "all", "dell", "nell", "sull", "dall", "quell", "quest",
		"com", "dov", "cos", "jusqu", "lorsqu", "puisqu":
		return apostrophe + 1
	}
	return 0
}
