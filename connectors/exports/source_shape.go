package exports

import (
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
)

// shape is how a table of text is written.
type shape struct {
	comma, newline byte
	skip           int // lines before the table: a "sep=" line
}

// shapeOf reads a shape from the first bytes of a text, and the marks between cells
// that it may have, likeliest first. A "sep=" line decides; else the mark that cuts
// the first row into most cells is the likeliest.
func shapeOf(head string, declared rune) (s shape, commas []byte) {
	s.newline = '\n'
	if !strings.Contains(head, "\n") && strings.Contains(head, "\r") {
		s.newline = '\r'
	}
	first, rest, _ := strings.Cut(head, string(s.newline))
	if mark, ok := strings.CutPrefix(strings.ToLower(strings.Trim(first, "\"\r ")), "sep="); ok {
		s.skip = 1
		head = rest
		if len(mark) == 1 && declared == 0 {
			declared = rune(mark[0])
		}
	}
	if declared != 0 {
		return s, []byte{byte(declared)}
	}
	most := 0
	for _, comma := range []byte{',', ';', '\t', '|'} {
		r, err := delimited.NewTable(strings.NewReader(head), comma, s.newline).Next()
		if err == nil && !r.Broken && len(r.Cells) > most {
			commas, most = append([]byte{comma}, commas...), len(r.Cells)
		} else {
			commas = append(commas, comma)
		}
	}
	return s, commas
}
