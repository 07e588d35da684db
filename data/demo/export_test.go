package demo

import (
	"slices"
	"strings"
)

// Get returns a file's bytes, nil if there is none of that name.
func (f Files) Get(name string) []byte {
	i, ok := slices.BinarySearchFunc(f, name, func(f File, name string) int { return strings.Compare(f.Name, name) })
	if !ok {
		return nil
	}
	return f[i].Bytes
}

// Size returns the sum of the files' sizes in bytes.
func (f Files) Size() int64 {
	var n int64
	for _, file := range f {
		n += int64(len(file.Bytes))
	}
	return n
}

// Interactions is the sum that interactions_public is to find.
func (r Reading) Interactions() int64 { return r.Reactions + r.Comments + r.Shares + r.Quotes }
