package report

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is how many characters of one foreign string are printed. It keeps the
// page's size bounded whatever a file name or a note holds.
const longest = 140

// longestName is the same for names, which are printed many times, and longestText
// for definitions, which are printed once.
const (
	longestName = 40
	longestText = 400
)

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

// cut shortens a line to so many letters, the last one an ellipsis.
func (l Line) cut(letters int) Line {
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

// foreign cleans a string that we did not write and marks it.
func foreign(s string) Line { return marked(clean(s, longest)) }

// foreignName does the same for a name.
func foreignName(s string) Line { return marked(clean(s, longestName)) }

// foreignText does the same for a longer text.
func foreignText(s string) Line { return marked(clean(s, longestText)) }

func marked(s string) Line {
	if s == "" {
		return nil
	}
	return Line{{Text: s, Foreign: true}}
}

// quoted marks a text that another part of the program wrote in English, or took
// from a file: it stands apart from the page's language.
func quoted(s string) Line { return inEnglish(foreign(s)) }

func inEnglish(l Line) Line {
	for i := range l {
		l[i].Lang = "en"
	}
	return l
}

// own makes a line of our own words.
func own(s string) Line {
	if s == "" {
		return nil
	}
	return Line{{Text: s}}
}

// joined merges neighbouring spans of ours.
func joined(l Line) Line {
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

// capital makes the first letter of a line of ours upper case.
func capital(l Line) Line {
	if len(l) == 0 || l[0].Foreign {
		return l
	}
	r, n := utf8.DecodeRuneInString(l[0].Text)
	out := append(Line(nil), l...)
	out[0].Text = string(unicode.ToUpper(r)) + l[0].Text[n:]
	return out
}
