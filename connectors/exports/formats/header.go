package formats

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// Normalise makes the headers that a mapping names comparable: NFKC, lower case, no
// quotation marks, single spaces. It is stricter than fold, so that a mapping can
// tell "T Reach" from "T_Reach".
func Normalise(h string) string {
	h = norm.NFKC.String(h)
	h = strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"'„“”‘’«»\ufeff\u200b\u200e\u200f\u00ad", r) {
			return -1
		}
		return r
	}, strings.ToLower(h))
	return strings.Join(strings.FieldsFunc(h, parse.Blank), " ")
}

// Header is the row that names a table's columns.
type Header struct {
	Names  []string       // as written
	Folded []string       // as they are compared; "" if an earlier column has the same name
	index  map[string]int // of the first column with a normalised name
}

// NewHeader makes the cells of a row comparable with the names of columns.
func NewHeader(cells []string) Header {
	h := Header{Names: make([]string, len(cells)), Folded: make([]string, len(cells)), index: make(map[string]int, len(cells))}
	for i, c := range cells {
		h.Names[i] = strings.Clone(strings.TrimFunc(c, parse.Blank))
		if n := Normalise(c); n != "" {
			if _, taken := h.index[n]; !taken {
				h.index[n] = i
			}
		}
		if f := parse.FoldHeader(c); !slices.Contains(h.Folded[:i], f) {
			h.Folded[i] = f
		}
	}
	return h
}

// beside is the header without its first columns, if it holds that of two tables side by side:
// it begins where a name comes for the second time. It is nil if no name does.
func (h *Header) beside() *Header {
	folded := make([]string, len(h.Names))
	for i, n := range h.Names {
		folded[i] = parse.FoldHeader(n)
	}
	for i, f := range folded {
		if f == "" || slices.Index(folded, f) == i {
			continue
		}
		right := Header{Names: h.Names, Folded: make([]string, len(h.Names)), index: h.index}
		copy(right.Folded[i:], folded[i:])
		return &right
	}
	return nil
}

// Find returns the columns that go by any of names, in the order of names; by their
// exact names, else by their folded ones.
func (h *Header) Find(names ...string) []int {
	var found []int
	for _, n := range names {
		if i, ok := h.index[Normalise(n)]; ok {
			found = append(found, i)
		} else if f := parse.FoldHeader(n); f != "" {
			if i := slices.Index(h.Folded, f); i >= 0 {
				found = append(found, i)
			}
		}
	}
	return found
}

// Filled counts the cells that name a column.
func (h *Header) Filled() int {
	n := 0
	for _, f := range h.Folded {
		if f != "" {
			n++
		}
	}
	return n
}
