package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// suggest says what to write instead of an unknown word: the nearest valid one if
// it is near, else all of them, nearest first.
func suggest(word string, valid []string) string {
	near := slices.Clone(valid)
	slices.SortStableFunc(near, func(a, b string) int { return cmp.Compare(distance(word, a), distance(word, b)) })
	switch {
	case len(near) == 0:
		return "remove it"
	case isNear(word, near[0]):
		return fmt.Sprintf("did you mean %q?", near[0])
	}
	return "valid here, nearest first: " + strings.Join(near, ", ")
}

// isNear reports whether a word is likely a slip for another: at most a third of
// its letters are wrong, or one begins with the other and has three letters or more.
func isNear(word, valid string) bool {
	w, v := fold(word), fold(valid)
	return distance(word, valid) <= max(1, len(valid)/3) ||
		len(w) >= 3 && strings.HasPrefix(v, w) || len(v) >= 3 && strings.HasPrefix(w, v)
}

// suggestKey is suggest for an unknown key of an object. One that is right at
// another place is sent there.
func (w *walker) suggestKey(name string, s *shape) string {
	if near := nearest(name, s.names()); near == "" || !isNear(name, near) {
		if path := pathOf(name, fileShape(), ""); path != "" {
			return fmt.Sprintf("did you mean %q?", path)
		}
	}
	return suggest(name, s.names())
}

// pathOf returns the first path that ends in a key; "" if there is none.
func pathOf(name string, s *shape, path string) string {
	for _, k := range s.keys {
		below := join(path, k.name)
		if k.name == name {
			return below
		}
		inner := k.shape
		for inner.elem != nil {
			inner, below = inner.elem, below+"[]"
		}
		if found := pathOf(name, inner, below); found != "" {
			return found
		}
	}
	return ""
}

// fold, distance and nearest compare words as people misspell them.
func fold(word string) string                    { return data.FoldWord(word) }
func distance(a, b string) int                   { return data.WordDistance(a, b) }
func nearest(word string, valid []string) string { return data.NearestWord(word, valid) }
