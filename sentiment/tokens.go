package sentiment

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
)

// Kind says what a token is.
type Kind uint8

// Kinds of tokens.
const (
	Word    Kind = iota // letters, as Unicode's word boundaries cut them
	Number              // begins with a digit
	Run                 // letters of a script that writes no spaces: Han, Kana, Thai, Lao, Khmer, Burmese
	Emoji               // one emoji, or an emoticon such as ":)"
	Mark                // punctuation or a line break
	Mention             // @name; what name it is plays no role
	Link                // a link or an e-mail address, or the mask of one; dito
)

// Token is a piece of a text. Its slices are valid until the next call of Read.
type Token struct {
	Kind Kind
	// Tag says that the token is part of a hashtag.
	Tag bool
	// Norm is in lower case, composed, folded by script, with letters that stand
	// three times or more cut to two ("sooo" is "soo").
	Norm []byte
	// Bare is Norm without Latin and Greek diacritics.
	Bare []byte
	// Short is Bare with the stretched letters cut to one; nil if none was.
	Short []byte
}

// Tokens cuts texts into tokens and keeps its memory between them. The zero value
// is ready; it must not be used by two goroutines at once.
type Tokens struct {
	list  []Token
	arena []byte
	clean []byte
	text  []byte
	iter  *words.Iterator[[]byte]
}

// Read returns the tokens of a text in order. Its time is linear in the text.
func (t *Tokens) Read(text string) []Token {
	t.list, t.arena = t.list[:0], t.arena[:0]
	t.compose(text)
	if t.iter == nil {
		t.iter = words.FromBytes(nil)
	}
	b := t.text
	for i := 0; i < len(b); {
		i += t.next(b, i)
	}
	return t.list
}

// compose fills t.text with the cleaned text in NFC.
func (t *Tokens) compose(text string) {
	t.clean = appendClean(t.clean[:0], text)
	if norm.NFC.QuickSpan(t.clean) == len(t.clean) {
		t.text, t.clean = t.clean, t.text
		return
	}
	t.text = norm.NFC.Append(t.text[:0], t.clean...)
}

// next takes the token at b[i:] and returns its length in bytes.
func (t *Tokens) next(b []byte, i int) int {
	r, n := utf8.DecodeRune(b[i:])
	switch {
	case r == '\n':
		t.mark(b[i : i+n])
		return n
	case unicode.IsSpace(r):
		return n
	}
	if m := linkLength(b[i:], i == 0 || !wordByte(b[i-1])); m > 0 {
		t.list = append(t.list, Token{Kind: Link})
		return m
	}
	switch {
	case r == '@':
		if m := handleLength(b[i+1:]); m > 0 {
			t.list = append(t.list, Token{Kind: Mention})
			return 1 + m
		}
	case r == '#':
		if m := tagLength(b[i+1:]); m > 0 {
			t.hashtag(b[i+1 : i+1+m])
			return 1 + m
		}
	}
	if m := emoticonLength(b, i); m > 0 {
		t.list = append(t.list, Token{Kind: Emoji, Norm: b[i : i+m], Bare: b[i : i+m]})
		return m
	}
	switch {
	case isEmoji(r):
		t.list = append(t.list, Token{Kind: Emoji, Norm: b[i : i+n], Bare: b[i : i+n]})
		return n
	case unbroken(r):
		m := n
		for i+m < len(b) {
			r, n := utf8.DecodeRune(b[i+m:])
			if !unbroken(r) {
				break
			}
			m += n
		}
		t.word(Run, b[i:i+m], false)
		return m
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		return t.segment(b[i:])
	}
	t.mark(b[i : i+n])
	return n
}

// segment takes the word that b begins with, by Unicode's word boundaries, cut
// further at a full stop, colon or underscore between letters, and returns its
// length. It is taken whole, so that no byte is segmented twice.
func (t *Tokens) segment(b []byte) int {
	t.iter.SetText(b)
	t.iter.Next()
	w := t.iter.Value()
	n := len(w)
	if cut := linkInside(b[:n], b); cut > 0 {
		w, n = w[:cut], cut
	}
	if first, _ := utf8.DecodeRune(w); unicode.IsDigit(first) {
		t.word(Number, w, false)
		return n
	}
	for len(w) > 0 {
		cut := bytes.IndexAny(w, ".:_")
		if cut < 0 {
			cut = len(w)
		}
		t.parts(w[:cut])
		if cut < len(w) {
			t.mark(w[cut : cut+1])
			cut++
		}
		w = w[cut:]
	}
	return n
}

// parts adds a word, or the two that an elision joins.
func (t *Tokens) parts(w []byte) {
	if cut := elision(w); cut > 0 {
		t.word(Word, w[:cut], false)
		w = w[cut:]
	}
	if len(w) > 0 {
		t.word(Word, w, false)
	}
}

// hashtag adds the words of a hashtag's body: cut at underscores, at digits and
// where a small letter meets a capital.
func (t *Tokens) hashtag(b []byte) {
	start, prev := 0, rune(0)
	for i, r := range string(b) {
		cut := r == '_' || prev == '_' || unicode.IsLower(prev) && unicode.IsUpper(r) ||
			prev != 0 && unicode.IsDigit(prev) != unicode.IsDigit(r)
		if cut && i > start {
			t.tagWord(b[start:i])
			start = i
		}
		if r == '_' {
			start = i + 1
		}
		prev = r
	}
	if start < len(b) {
		t.tagWord(b[start:])
	}
}

func (t *Tokens) tagWord(b []byte) {
	r, _ := utf8.DecodeRune(b)
	switch {
	case unicode.IsDigit(r):
		t.word(Number, b, true)
	case unbroken(r):
		t.word(Run, b, true)
	default:
		t.word(Word, b, true)
	}
}

// mark adds a punctuation mark. Hyphens are left out, so that "co-op" and "co op"
// read alike.
func (t *Tokens) mark(b []byte) {
	if string(b) == "-" || string(b) == "‐" || string(b) == "‑" {
		return
	}
	t.list = append(t.list, Token{Kind: Mark, Norm: b, Bare: b})
}
