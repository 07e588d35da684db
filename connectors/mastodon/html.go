package mastodon

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// content is what a status says, taken out of its HTML.
type content struct {
	text  string
	links []string // addresses of its links, without mentions and hashtags
}

// plain returns the text of HTML.
func plain(markup string) string { return read(markup).text }

// read turns a status's HTML into text as a reader sees it, except that links stand
// in full: paragraphs are parted by an empty line, <br> breaks a line. The fallback
// for quotes that Mastodon and Pleroma put into the text (class quote-inline) is left
// out. What holds no markup is text already.
func read(markup string) content {
	if !strings.Contains(markup, "<") {
		return content{text: strings.TrimSpace(html.UnescapeString(markup))}
	}
	r := reader{}
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return content{text: strings.TrimSpace(r.out.String()), links: r.links}
		case html.TextToken:
			r.text(z.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			r.open(z.Token())
		case html.EndTagToken:
			r.close(z.Token().DataAtom)
		}
	}
}

// spaces are what HTML shows as one space outside of pre.
var spaces = strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ")

// reader collects text from tokens.
type reader struct {
	out    strings.Builder
	links  []string
	hidden atom.Atom // element whose content is left out; 0 if none
	depth  int       // of elements of that kind within it
	pre    int
}

func (r *reader) text(s string) {
	if r.hidden != 0 {
		return
	}
	if r.pre == 0 {
		s = spaces.Replace(s)
		if end := r.out.String(); end == "" || strings.HasSuffix(end, "\n") {
			s = strings.TrimLeft(s, " ")
		}
	}
	r.out.WriteString(s)
}

func (r *reader) open(t html.Token) {
	if r.hidden != 0 {
		if t.DataAtom == r.hidden && t.Type == html.StartTagToken {
			r.depth++
		}
		return
	}
	classes := strings.Fields(attribute(t, "class"))
	switch {
	case t.Type == html.SelfClosingTagToken && t.DataAtom != atom.Br:
	case t.DataAtom == atom.Script, t.DataAtom == atom.Style, slices.Contains(classes, "quote-inline"), slices.Contains(classes, "recipients-inline"):
		r.hidden, r.depth = t.DataAtom, 1
	case t.DataAtom == atom.Br:
		r.out.WriteString("\n")
	case t.DataAtom == atom.Pre:
		r.pre++
		r.part(2)
	case t.DataAtom == atom.Li:
		r.part(1)
		r.out.WriteString("- ")
	case isBlock(t.DataAtom):
		r.part(2)
	case t.DataAtom == atom.A && !slices.Contains(classes, "mention") && !slices.Contains(classes, "hashtag") && !slices.Contains(strings.Fields(attribute(t, "rel")), "tag"):
		if link := attribute(t, "href"); isWeb(link) && !slices.Contains(r.links, link) {
			r.links = append(r.links, link)
		}
	}
}

func (r *reader) close(a atom.Atom) {
	switch {
	case r.hidden == a && a != 0:
		if r.depth--; r.depth == 0 {
			r.hidden = 0
		}
	case r.hidden != 0:
	case a == atom.Pre:
		r.pre = max(r.pre-1, 0)
		r.part(2)
	case isBlock(a):
		r.part(2)
	}
}

// part ends a paragraph: at least n line breaks follow what stands.
func (r *reader) part(n int) {
	s := r.out.String()
	if strings.TrimSpace(s) == "" {
		return
	}
	for have := len(s) - len(strings.TrimRight(s, "\n")); have < n; have++ {
		r.out.WriteString("\n")
	}
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Blockquote, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// isWeb reports whether a link leads to the web.
func isWeb(link string) bool {
	u, err := url.Parse(link)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}
