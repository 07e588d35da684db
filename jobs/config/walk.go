package config

import (
	"fmt"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// walker turns the nodes of a YAML file into plain maps, lists and scalars that
// fit a shape, and notes everything that does not.
type walker struct {
	*findings
	file    string
	checks  map[string]check
	given   map[string]bool // keys that have a value, whether it fits or not
	forms   forms
	reading reading
}

// value converts one node. ok is false if nothing is given or nothing fits; what
// does not fit has been noted.
func (w *walker) value(n *yaml.Node, s *shape, path string) (v any, ok bool) {
	w.places[path] = w.at(n)
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		w.add(path, "uses an anchor or alias (& or *): write the value out, or put it in quotes if it begins with such a sign")
		return nil, false
	}
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" {
		return nil, false
	}
	switch {
	case s.kind == list && s.single && (n.Kind == yaml.ScalarNode || n.Kind == yaml.MappingNode && s.elem.kind == object):
		item, ok := w.value(n, s.elem, path+"[0]")
		return []any{item}, ok
	case s.kind == object && s.short != "" && n.Kind == yaml.ScalarNode:
		short, _ := s.key(s.short)
		item, ok := w.value(n, short.shape, path)
		return map[string]any{s.short: item}, ok
	}
	switch {
	case s.kind == object && n.Kind == yaml.MappingNode:
		return w.object(n, s, path), true
	case s.kind == table && n.Kind == yaml.MappingNode:
		return w.table(n, s, path), true
	case s.kind == list && n.Kind == yaml.SequenceNode:
		return w.list(n, s, path), true
	case s.kind <= list || n.Kind != yaml.ScalarNode:
		w.add(path, "must be %s, not %s: %s", s.kind, kindOf(n), form(s))
		return nil, false
	}
	return w.scalar(n, s, path)
}

func (w *walker) at(n *yaml.Node) place {
	return place{source: w.file, line: n.Line, column: n.Column}
}

// object converts a mapping with a fixed set of keys.
func (w *walker) object(n *yaml.Node, s *shape, path string) map[string]any {
	out := map[string]any{}
	w.pairs(n, path, func(name string, at, value *yaml.Node) {
		k, ok := s.key(name)
		if !ok {
			w.addAt(w.at(at), path, "unknown key %q: %s", printable(name), w.suggestKey(name, s))
			return
		}
		below := join(path, name)
		w.given[below] = value.ShortTag() != "!!null" && (value.Kind != yaml.ScalarNode || value.Value != "")
		if v, ok := w.value(value, k.shape, below); ok {
			out[name] = v
		}
	})
	return out
}

// table converts a mapping with names of the user's choice.
func (w *walker) table(n *yaml.Node, s *shape, path string) map[string]any {
	out := map[string]any{}
	label := w.checks["label"]
	w.pairs(n, path, func(name string, at, value *yaml.Node) {
		if why := label.wrong(name); why != "" && s.elem.kind == object {
			w.addAt(w.at(at), path, "name %s", why)
			return
		}
		if v, ok := w.value(value, s.elem, join(path, name)); ok {
			out[name] = v
		}
	})
	return out
}

// pairs calls f for the keys of a mapping, without those that are doubled, no
// text, or belong to a secret.
func (w *walker) pairs(n *yaml.Node, path string, f func(name string, at, value *yaml.Node)) {
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		at, value := n.Content[i], n.Content[i+1]
		name := at.Value
		switch {
		case at.Kind != yaml.ScalarNode:
			w.addAt(w.at(at), path, "a key must be plain text")
		case at.ShortTag() == "!!merge":
			w.addAt(w.at(at), path, "the merge key << is not used here: write the keys out")
		case strings.ContainsFunc(name, unicode.IsControl):
			w.addAt(w.at(at), path, "a key holds control characters: write it as plain text")
		case isSecretKey(name):
			// Noted by secrets, which looks everywhere.
		case first[name] > 0:
			w.addAt(w.at(at), path, "key %q stands twice, first in line %d: remove one", printable(name), first[name])
		default:
			first[name] = at.Line
			f(name, at, value)
		}
	}
}

// list converts a sequence. What does not fit leaves a gap, so that places keep
// their numbers.
func (w *walker) list(n *yaml.Node, s *shape, path string) []any {
	out := make([]any, len(n.Content))
	for i, item := range n.Content {
		below := fmt.Sprintf("%s[%d]", path, i)
		v, ok := w.value(item, s.elem, below)
		if !ok && item.ShortTag() == "!!null" {
			w.add(below, "an item of the list is empty: write a value or remove the dash")
		}
		out[i] = v
	}
	return out
}

// join puts a key to a path.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// printable shortens a key for a message.
func printable(name string) string {
	if r := []rune(name); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return name
}

// kindOf names what a node is.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a group of keys"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.ShortTag() {
	case "!!bool":
		return "true or false"
	case "!!int", "!!float":
		return "a number"
	case "!!timestamp":
		return "a date"
	case "!!null":
		return "nothing"
	}
	return "text"
}

// form shows how a kind of value is written.
func form(s *shape) string {
	switch s.kind {
	case object:
		return "write it like {" + s.keys[0].name + ": ...}"
	case table:
		return "write it like {name: ...}"
	case list:
		if s.elem.kind == object {
			return "write one a line after a dash, like - {" + s.elem.keys[0].name + ": ...}"
		}
		return "write it like [one, two], or one a line after a dash"
	case whole:
		return "write a number without quotes, like 14"
	case yesno:
		return "write true or false without quotes"
	}
	return "write one text"
}
