package voice

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is how many characters of one foreign string are printed. It keeps the
// page's size bounded whatever a file name or a note holds.
const longest = 140

// LongestName is how many characters of a foreign name are printed, many times mostly.
const LongestName = 40

// longestText is the same for definitions, which are printed once.
const longestText = 400

// Span is a piece of text. A foreign one was not written by us and is isolated, so
// that its direction cannot disturb the words around it.
type Span struct {
	Text    string
	Foreign bool
	Lang    string // language of a text that another part of the program wrote in English; "" is not known
}

// Line is a run of text, such as a sentence or a table cell.
type Line []Span

// String returns the text without marks.
func (l Line) String() string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Cut shortens a line to so many letters, the last one an ellipsis.
func (l Line) Cut(letters int) Line {
	var short Line
	for _, s := range l {
		runes := []rune(s.Text)
		if len(runes) > letters {
			s.Text = strings.TrimSpace(string(runes[:max(letters-1, 0)])) + "…"
			return append(short, s)
		}
		short, letters = append(short, s), letters-len(runes)
	}
	return short
}

// MarshalJSON writes the line as a plain string.
func (l Line) MarshalJSON() ([]byte, error) { return json.Marshal(l.String()) }

// Foreign cleans a string that we did not write and marks it.
func Foreign(s string) Line { return marked(clean(s, longest)) }

// ForeignName does the same for a name.
func ForeignName(s string) Line { return marked(clean(s, LongestName)) }

// ForeignText does the same for a longer text.
func ForeignText(s string) Line { return marked(clean(s, longestText)) }

// ForeignTo does the same for a text of so many characters.
func ForeignTo(s string, limit int) Line { return marked(clean(s, limit)) }

func marked(s string) Line {
	if s == "" {
		return nil
	}
	return Line{{Text: s, Foreign: true}}
}

// Quoted marks a text that another part of the program wrote in English, or took
// from a file: it stands apart from the page's language.
func Quoted(s string) Line { return AsEnglish(Foreign(s)) }

// AsEnglish marks a line as English, whatever language the page is in. It changes l.
func AsEnglish(l Line) Line {
	for i := range l {
		l[i].Lang = "en"
	}
	return l
}

// Own makes a line of our own words.
func Own(s string) Line {
	if s == "" {
		return nil
	}
	return Line{{Text: s}}
}

// Joined merges neighbouring spans of ours.
func Joined(l Line) Line {
	var out Line
	for _, s := range l {
		if n := len(out); n > 0 && !s.Foreign && !out[n-1].Foreign {
			out[n-1].Text += s.Text
			continue
		}
		out = append(out, s)
	}
	return out
}

// Clean makes a foreign string safe to show: no control character, no character
// that steers text direction, no broken encoding, white space as single blanks,
// at most 140 characters. Joiners that Persian, Hindi and emoji need stay.
func Clean(s string) string { return clean(s, longest) }

// CleanTo is Clean with another number of characters.
func CleanTo(s string, limit int) string { return clean(s, limit) }

func clean(s string, limit int) string {
	var b strings.Builder
	n, gap := 0, false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case unicode.IsSpace(r):
			gap = b.Len() > 0
			continue
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\uFEFF', noncharacter(r):
			continue
		}
		if gap {
			n++
		}
		if n >= limit {
			return b.String() + "…"
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

func noncharacter(r rune) bool { return r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE }

// Capital makes the first letter of a line of ours upper case.
func Capital(l Line) Line {
	if len(l) == 0 || l[0].Foreign {
		return l
	}
	r, n := utf8.DecodeRuneInString(l[0].Text)
	out := append(Line(nil), l...)
	out[0].Text = string(unicode.ToUpper(r)) + l[0].Text[n:]
	return out
}

// Sentences sets sentences one after another, with blanks between them.
func Sentences(lines []Line) Line {
	var all Line
	for i, l := range lines {
		if i > 0 {
			all = append(all, Own(" ")...)
		}
		all = append(all, l...)
	}
	return Joined(all)
}
