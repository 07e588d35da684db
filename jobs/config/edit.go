package config

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// tree is a file's nodes together with the edits that make its text say the same. A
// migration changes it through its methods only, so that what is read and what is
// written are one; all else of the text, comments and blank lines with it, stays byte
// by byte.
type tree struct {
	root   *yaml.Node
	edits  []edit
	failed []error
}

// edit replaces one word of a file's text.
type edit struct {
	line, column int // from 1; columns count letters
	old, new     string
	quote        string // sign around the word
}

func (t *tree) edit(n *yaml.Node, old, new string) {
	quote := map[yaml.Style]string{yaml.SingleQuotedStyle: "'", yaml.DoubleQuotedStyle: `"`}[n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle)]
	t.edits = append(t.edits, edit{n.Line, n.Column, old, new, quote})
}

// rename gives the key at a path another name, in every item of the lists on the way.
// A key of the new name that is there already is a problem for whoever wrote the file.
func (t *tree) rename(name string, path ...string) {
	last := path[len(path)-1]
	t.each(t.root, path[:len(path)-1], func(m *yaml.Node) {
		old, _ := entry(m, last)
		if old == nil {
			return
		}
		if taken, _ := entry(m, name); taken != nil {
			t.failed = append(t.failed, errForm{fmt.Sprintf("line %d: %q became %q, which stands in line %d already: remove one", old.Line, last, name, taken.Line)})
			return
		}
		t.edit(old, last, name)
		old.Value = name
	})
}

// replace gives the plain value at a path another word, where it is old.
func (t *tree) replace(old, word string, path ...string) {
	last := path[len(path)-1]
	t.each(t.root, path[:len(path)-1], func(m *yaml.Node) {
		if _, value := entry(m, last); value != nil && value.Kind == yaml.ScalarNode && value.Value == old {
			t.edit(value, old, word)
			value.Value = word
		}
	})
}

// each calls f for every mapping at a path.
func (t *tree) each(n *yaml.Node, path []string, f func(m *yaml.Node)) {
	switch {
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			t.each(item, path, f)
		}
	case n.Kind != yaml.MappingNode:
	case len(path) == 0:
		f(n)
	default:
		if _, value := entry(n, path[0]); value != nil {
			t.each(value, path[1:], f)
		}
	}
}

// entry returns the key of that name in a mapping, and its value.
func entry(m *yaml.Node, name string) (key, value *yaml.Node) {
	for i := 0; i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value == name {
			return m.Content[i], m.Content[i+1]
		}
	}
	return nil, nil
}

// apply makes edits to a file's text.
func apply(b []byte, edits []edit) ([]byte, error) {
	lines := bytes.SplitAfter(b, []byte("\n"))
	edits = slices.Clone(edits)
	slices.SortFunc(edits, func(x, y edit) int { return cmp.Or(cmp.Compare(y.line, x.line), cmp.Compare(y.column, x.column)) }) // from the end
	for _, e := range edits {
		if e.line < 1 || e.line > len(lines) {
			return nil, e.byHand()
		}
		line := []rune(string(lines[e.line-1]))
		if e.line == 1 {
			line = []rune(strings.TrimPrefix(string(line), "\uFEFF")) // columns begin behind it
		}
		if e.column < 1 || e.column > len(line) {
			return nil, e.byHand()
		}
		before := string(line[:e.column-1])
		rest, found := strings.CutPrefix(string(line[e.column-1:]), e.quote+e.old+e.quote)
		if !found {
			return nil, e.byHand()
		}
		lines[e.line-1] = []byte(before + e.quote + e.new + e.quote + rest)
	}
	return bytes.Join(lines, nil), nil
}

// byHand is the error of a word that is written in a way that is not replaced.
func (e edit) byHand() error {
	return fmt.Errorf("line %d: %q has become %q, and is written in a way that only a person can change: change it there, then migrate again", e.line, e.old, e.new)
}
