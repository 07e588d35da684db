package report_test

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// element is a start tag as a browser would see it.
type element struct {
	name  string
	attrs map[string]string
}

// document is what a small HTML tokenizer reads from a page. It knows just enough:
// tags, quoted and unquoted attributes, comments, and the raw text of style.
type document struct {
	elements []element
	text     string // decoded text outside of style
	style    string
}

var voidElements = []string{"meta", "link", "br", "img", "input", "hr", "base", "embed", "source"}

// parse reads a page and checks that its tags balance.
func parse(page string) (document, error) {
	var d document
	var open []string
	var text strings.Builder
	for page != "" {
		i := strings.IndexByte(page, '<')
		if i < 0 {
			text.WriteString(html.UnescapeString(page))
			break
		}
		text.WriteString(html.UnescapeString(page[:i]))
		page = page[i:]
		switch {
		case strings.HasPrefix(page, "<!DOCTYPE html>"):
			page = page[len("<!DOCTYPE html>"):]
		case strings.HasPrefix(page, "<!") || strings.HasPrefix(page, "<?"):
			return d, fmt.Errorf("comment or declaration at %.40q", page)
		case strings.HasPrefix(page, "</"):
			end := strings.IndexByte(page, '>')
			name := strings.ToLower(page[2:end])
			if len(open) == 0 || open[len(open)-1] != name {
				return d, fmt.Errorf("</%s> closes %v", name, open)
			}
			open, page = open[:len(open)-1], page[end+1:]
		case len(page) > 1 && isLetter(page[1]):
			e, closed, rest, err := startTag(page)
			if err != nil {
				return d, err
			}
			d.elements, page = append(d.elements, e), rest
			if closed || slices.Contains(voidElements, e.name) {
				continue
			}
			open = append(open, e.name)
			if e.name == "style" || e.name == "script" || e.name == "textarea" || e.name == "iframe" {
				end := strings.Index(page, "</"+e.name+">")
				if end < 0 {
					return d, fmt.Errorf("<%s> never ends", e.name)
				}
				d.style += page[:end]
				page = page[end:]
			}
		default:
			return d, fmt.Errorf("bare < at %.40q", page)
		}
	}
	if len(open) > 0 {
		return d, fmt.Errorf("%v never closed", open)
	}
	d.text = text.String()
	return d, nil
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func startTag(page string) (e element, closed bool, rest string, err error) {
	i := 1
	for i < len(page) && !strings.ContainsRune(" \t\n\r\f/>", rune(page[i])) {
		i++
	}
	e = element{name: strings.ToLower(page[1:i]), attrs: map[string]string{}}
	for {
		for i < len(page) && strings.ContainsRune(" \t\n\r\f", rune(page[i])) {
			i++
		}
		switch {
		case i >= len(page):
			return e, false, "", fmt.Errorf("<%s never ends", e.name)
		case page[i] == '>':
			return e, false, page[i+1:], nil
		case strings.HasPrefix(page[i:], "/>"):
			return e, true, page[i+2:], nil
		}
		start := i
		for i < len(page) && !strings.ContainsRune(" \t\n\r\f/>=", rune(page[i])) {
			i++
		}
		name := strings.ToLower(page[start:i])
		if i < len(page) && page[i] == '=' {
			i++
			if page[i] != '"' {
				return e, false, "", fmt.Errorf("<%s %s= is not quoted", e.name, name)
			}
			end := strings.IndexByte(page[i+1:], '"')
			if end < 0 {
				return e, false, "", fmt.Errorf("<%s %s= never ends", e.name, name)
			}
			e.attrs[name] = html.UnescapeString(page[i+1 : i+1+end])
			i += end + 2
		} else if i == start {
			return e, false, "", fmt.Errorf("<%s holds %q", e.name, page[i])
		} else {
			e.attrs[name] = ""
		}
	}
}

// with returns the elements of a name.
func (d *document) with(name string) []element {
	return slices.DeleteFunc(slices.Clone(d.elements), func(e element) bool { return e.name != name })
}
