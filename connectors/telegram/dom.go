package telegram

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hasClass reports whether an element has a class.
func hasClass(n *html.Node, class string) bool {
	return n.Type == html.ElementNode && slices.Contains(strings.Fields(attribute(n, "class")), class)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// find returns the elements below n with a class, in the order of the page, without
// looking below those of the classes without.
func find(n *html.Node, class string, without ...string) []*html.Node {
	var found []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if slices.ContainsFunc(without, func(w string) bool { return hasClass(c, w) }) {
			continue
		}
		if hasClass(c, class) {
			found = append(found, c)
		}
		found = append(found, find(c, class, without...)...)
	}
	return found
}

// first returns the first of find, or nil.
func first(n *html.Node, class string, without ...string) *html.Node {
	if found := find(n, class, without...); len(found) > 0 {
		return found[0]
	}
	return nil
}

// element returns the first element of a kind below n, or nil.
func element(n *html.Node, kind atom.Atom) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.DataAtom == kind {
			return c
		}
	}
	return nil
}

// plain is the text below n: <br> breaks a line, and so do the ends of blocks.
func plain(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	write(&b, n, false)
	return strings.TrimSpace(b.String())
}

func write(b *strings.Builder, n *html.Node, pre bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && pre:
			b.WriteString(c.Data)
		case c.Type == html.TextNode:
			text := spaces.Replace(c.Data)
			if strings.HasSuffix(b.String(), "\n") {
				text = strings.TrimLeft(text, " ")
			}
			b.WriteString(text)
		case c.Type != html.ElementNode || c.DataAtom == atom.Script || c.DataAtom == atom.Style:
		case c.DataAtom == atom.Br:
			b.WriteString("\n")
		case c.DataAtom == atom.Div || c.DataAtom == atom.P || c.DataAtom == atom.Blockquote || c.DataAtom == atom.Pre:
			lineBreak(b)
			write(b, c, pre || c.DataAtom == atom.Pre)
			lineBreak(b)
		default:
			write(b, c, pre)
		}
	}
}

// spaces are what HTML shows as one space outside of pre.
var spaces = strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ")

// lineBreak ends a line that holds something.
func lineBreak(b *strings.Builder) {
	if s := b.String(); s != "" && !strings.HasSuffix(s, "\n") {
		b.WriteString("\n")
	}
}
