package exports

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// normalise makes the headers that a mapping names comparable: NFKC, lower case, no
// quotation marks, single spaces. It is stricter than fold, so that a mapping can
// tell "T Reach" from "T_Reach".
func normalise(h string) string {
	h = norm.NFKC.String(h)
	h = strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"'„“”‘’«»\ufeff\u200b\u200e\u200f\u00ad", r) {
			return -1
		}
		return r
	}, strings.ToLower(h))
	return strings.Join(strings.FieldsFunc(h, parse.Blank), " ")
}

// header is the row that names a table's columns.
type header struct {
	names  []string       // as written
	folded []string       // as they are compared; "" if an earlier column has the same name
	index  map[string]int // of the first column with a normalised name
}

func newHeader(cells []string) header {
	h := header{names: make([]string, len(cells)), folded: make([]string, len(cells)), index: make(map[string]int, len(cells))}
	for i, c := range cells {
		h.names[i] = strings.Clone(strings.TrimFunc(c, parse.Blank))
		if n := normalise(c); n != "" {
			if _, taken := h.index[n]; !taken {
				h.index[n] = i
			}
		}
		if f := parse.FoldHeader(c); !slices.Contains(h.folded[:i], f) {
			h.folded[i] = f
		}
	}
	return h
}

// find returns the columns that go by any of names, in the order of names; by their
// exact names, else by their folded ones.
func (h *header) find(names ...string) []int {
	var found []int
	for _, n := range names {
		if i, ok := h.index[normalise(n)]; ok {
			found = append(found, i)
		} else if f := parse.FoldHeader(n); f != "" {
			if i := slices.Index(h.folded, f); i >= 0 {
				found = append(found, i)
			}
		}
	}
	return found
}

// filled counts the cells that name a column.
func (h *header) filled() int {
	n := 0
	for _, f := range h.folded {
		if f != "" {
			n++
		}
	}
	return n
}
