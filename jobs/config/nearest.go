package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
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

// fold makes host-country, HostCountry and host_country one word.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(word))
}

// distance counts the letters to insert, drop, change or swap with their neighbour
// to turn a into b, after folding (optimal string alignment). Words far longer
// than any key count as far.
func distance(a, b string) int {
	x, y := []rune(fold(a)), []rune(fold(b))
	if len(x) > 64 {
		return len(x)
	}
	var before, last []int
	for i := range len(x) + 1 {
		row := make([]int, len(y)+1)
		for j := range row {
			switch {
			case i == 0 || j == 0:
				row[j] = i + j
			default:
				change := last[j-1]
				if x[i-1] != y[j-1] {
					change++
				}
				row[j] = min(last[j]+1, row[j-1]+1, change)
				if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
					row[j] = min(row[j], before[j-2]+1)
				}
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}

// nearest returns the valid word with the least distance; "" if there are none.
func nearest(word string, valid []string) string {
	if len(valid) == 0 {
		return ""
	}
	return slices.MinFunc(valid, func(a, b string) int { return cmp.Compare(distance(word, a), distance(word, b)) })
}
