package config

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// scalar converts one plain value of the file.
func (w *walker) scalar(n *yaml.Node, s *shape, path string) (any, bool) {
	switch s.kind {
	case text:
		return w.text(n, s, path)
	case yesno:
		if n.ShortTag() != "!!bool" {
			w.add(path, "must be true or false, not %s: %s", kindOf(n), form(s))
			return nil, false
		}
		return strings.EqualFold(n.Value, "true"), true
	}
	if n.ShortTag() != "!!int" {
		w.add(path, "must be %s, not %s: %s", s.kind, kindOf(n), form(s))
		return nil, false
	}
	return w.number(n.Value, s, path)
}

// number reads digits as people write them; 010, 0x10 and 1_000, which YAML's
// readers take for different numbers, are refused.
func (w *walker) number(v string, s *shape, path string) (any, bool) {
	i, err := strconv.Atoi(v)
	if err != nil || strconv.Itoa(i) != strings.TrimPrefix(v, "+") {
		w.add(path, "must be a whole number: write plain digits like 14")
		return nil, false
	}
	if (s.min != 0 || s.max != 0) && (i < s.min || i > s.max) {
		w.add(path, "%d is out of range: %s", i, rangeWords(s))
		return nil, false
	}
	return i, true
}

func rangeWords(s *shape) string {
	if s.min == s.max {
		return "only " + strconv.Itoa(s.min) + " is known to this version of tailor"
	}
	return "write a number from " + strconv.Itoa(s.min) + " to " + strconv.Itoa(s.max)
}

// text converts a text, and refuses what another reader of YAML would take for
// something else: NO for Norway is false to many.
func (w *walker) text(n *yaml.Node, s *shape, path string) (any, bool) {
	plain := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	switch tag := n.ShortTag(); {
	case plain && looksLikeBool(n.Value):
		w.add(path, "%s without quotes means true or false in YAML: write '%s'", n.Value, quotedFor(n.Value, s))
		return nil, false
	case tag == "!!str", tag == "!!timestamp" && s.check == "date", slices.Contains([]string{"", "target", "margin"}, s.check) && isDigits(tag):
	case isDigits(tag):
		w.add(path, "must be text, not %s: put it in quotes", kindOf(n))
		return nil, false
	default:
		w.add(path, "must be text: remove the tag that begins with !")
		return nil, false
	}
	return w.checked(n.Value, s, path)
}

// isDigits reports whether YAML takes a plain value for a number or date. A text
// that has no check (the title of a column, a year) may be written like that.
func isDigits(tag string) bool { return tag == "!!int" || tag == "!!float" || tag == "!!timestamp" }

// checked runs a text's check. An empty text is as good as none.
func (w *walker) checked(v string, s *shape, path string) (any, bool) {
	if v == "" {
		return nil, false
	}
	if c, ok := w.checks[s.check]; ok {
		if why := c.wrong(v); why != "" {
			w.add(path, "%s", why)
			return nil, false
		}
	}
	return v, true
}

// looksLikeBool reports whether YAML 1.1 takes a plain word for true or false.
func looksLikeBool(v string) bool {
	return slices.Contains([]string{"y", "n", "yes", "no", "on", "off", "true", "false"}, strings.ToLower(v))
}

// quotedFor is the word to put in quotes: a country's in capitals.
func quotedFor(v string, s *shape) string {
	switch s.check {
	case "country":
		return strings.ToUpper(v)
	case "language":
		return strings.ToLower(v)
	}
	return v
}
