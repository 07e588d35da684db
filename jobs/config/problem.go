package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong with the settings. It never quotes the value
// of a key that looks like a secret.
type Problem struct {
	File    string `json:"file"`           // file, or the variable of the environment
	Line    int    `json:"line,omitempty"` // from 1; 0 if the whole file is meant
	Column  int    `json:"column,omitempty"`
	Key     string `json:"key,omitempty"` // like accounts[0].role
	Message string `json:"message"`       // what is wrong and what to do
}

// String is "file:line: key: message".
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	if p.Key != "" {
		b.WriteString(p.Key + ": ")
	}
	b.WriteString(p.Message)
	return b.String()
}

// Error holds all problems of the settings, by file, line and column.
type Error struct{ Problems []Problem }

// Error lists the problems, one a line.
func (e *Error) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// place is where a value was given.
type place struct {
	source       string // file or variable
	line, column int
}

// findings collects problems and where each value stands.
type findings struct {
	problems []Problem
	places   map[string]place // key path -> place of its value
}

// add notes a problem with the value of a key path. A path that stands nowhere is
// placed at the nearest one above it that does.
func (f *findings) add(path, format string, args ...any) {
	f.addAt(f.place(path), path, format, args...)
}

func (f *findings) addAt(at place, path, format string, args ...any) {
	f.problems = append(f.problems, Problem{File: at.source, Line: at.line, Column: at.column, Key: path,
		Message: fmt.Sprintf(format, args...)})
}

func (f *findings) place(path string) place {
	for {
		if at, ok := f.places[path]; ok {
			return at
		}
		if path == "" {
			return place{}
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
}

// err returns the problems as an *Error in a fixed order, or nil if there are none.
func (f *findings) err() error {
	if len(f.problems) == 0 {
		return nil
	}
	slices.SortFunc(f.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Key, b.Key), cmp.Compare(a.Message, b.Message))
	})
	return &Error{Problems: slices.Compact(f.problems)}
}
