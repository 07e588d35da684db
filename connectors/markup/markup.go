// Package markup turns HTML into the text that a reader sees.
package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Element is an element as it opens.
type Element struct {
	Name    string // lower case, like "aside"
	Classes []string
}

// Text is what markup says: blocks stand on lines of their own, <br> breaks a line,
// entities are decoded. Scripts and styles are left out, and so is every element for
// which leave, if not nil, returns true, with all it holds. It takes linear time.
func Text(markup string, leave func(Element) bool) string {
	if !strings.ContainsAny(markup, "<&") {
		return strings.TrimSpace(markup)
	}
	w := writer{leave: leave}
	for z := html.NewTokenizer(strings.NewReader(markup)); ; {
		switch z.Next() {
		case html.ErrorToken: // the end: a tokenizer takes whatever comes
			return strings.TrimSpace(w.out.String())
		case html.TextToken:
			w.text(z.Token().Data)
		case html.StartTagToken:
			w.open(z.Token())
		case html.SelfClosingTagToken:
			w.mark(z.Token().DataAtom)
		case html.EndTagToken:
			w.close(z.Token())
		}
	}
}

type writer struct {
	leave  func(Element) bool
	out    strings.Builder
	breaks int    // line breaks owed before the next text
	space  bool   // whether a space is owed
	hidden string // element that is left out; "" if none
	depth  int    // of elements of that name within it
}

func (w *writer) open(t html.Token) {
	if w.hidden != "" {
		if t.Data == w.hidden && !void(t.DataAtom) {
			w.depth++
		}
		return
	}
	w.mark(t.DataAtom)
	if void(t.DataAtom) {
		return
	}
	e := Element{Name: t.Data}
	for _, a := range t.Attr {
		if a.Key == "class" {
			e.Classes = strings.Fields(a.Val)
		}
	}
	if t.DataAtom == atom.Script || t.DataAtom == atom.Style || w.leave != nil && w.leave(e) {
		w.hidden, w.depth = t.Data, 1
	}
}

func (w *writer) close(t html.Token) {
	if w.hidden == "" {
		w.mark(t.DataAtom)
		return
	}
	if t.Data == w.hidden {
		if w.depth--; w.depth == 0 {
			w.hidden = ""
		}
	}
}

// mark owes the break that an element makes.
func (w *writer) mark(a atom.Atom) {
	switch a {
	case atom.Br:
		w.breaks++
	case atom.P, atom.Blockquote, atom.Ul, atom.Ol, atom.Table, atom.Pre, atom.Figure,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.breaks = max(w.breaks, 2)
	case atom.Div, atom.Li, atom.Tr, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Hr, atom.Dt, atom.Dd, atom.Figcaption:
		w.breaks = max(w.breaks, 1)
	case atom.Td, atom.Th, atom.Img, atom.Option:
		w.space = true
	}
}

// text writes words with single spaces between them.
func (w *writer) text(s string) {
	if w.hidden != "" {
		return
	}
	isSpace := func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }
	for s != "" {
		if rest := strings.TrimLeftFunc(s, isSpace); len(rest) < len(s) {
			w.space, s = true, rest
			continue
		}
		end := strings.IndexFunc(s, isSpace)
		if end < 0 {
			end = len(s)
		}
		switch {
		case w.out.Len() == 0:
		case w.breaks > 0:
			w.out.WriteString(strings.Repeat("\n", min(w.breaks, 2)))
		case w.space:
			w.out.WriteByte(' ')
		}
		w.breaks, w.space = 0, false
		w.out.WriteString(s[:end])
		s = s[end:]
	}
}

// void reports whether an element never closes.
func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}
