package exports

import (
	"io"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
)

// maxPreamble is how many rows may stand above the header: titles, descriptions and
// filters that exports begin with.
const maxPreamble = 24

// fitter lays a layout over a header; of two layouts the one that matched more
// columns fits better. An error says what lacks.
type fitter func(h *formats.Header) (l *layout, matched int, err error)

// candidate is a header with the layout that fits it.
type candidate struct {
	at      int // row of the header
	head    *formats.Header
	layout  *layout
	matched int
	err     error // of the row that came nearest, if none fits
}

// bestFit finds the header among the first rows: the first that fits, unless a later
// one fits twice as well.
func bestFit(rows [][]string, fits fitter) candidate {
	var best candidate
	for i, row := range rows {
		if i > maxPreamble {
			break
		}
		h := formats.NewHeader(row)
		if h.Filled() < 2 && i > 0 {
			continue
		}
		l, matched, err := fits(&h)
		switch {
		case err != nil && best.layout == nil && (best.err == nil || matched > best.matched ||
			matched == best.matched && h.Filled() > 2*best.head.Filled()): // a title above the header is no header
			best = candidate{at: i, head: &h, matched: matched, err: err}
		case err == nil && (best.layout == nil || matched > 2*best.matched):
			best = candidate{at: i, head: &h, layout: l, matched: matched}
		}
		if best.layout != nil && i >= best.at+1 && best.at == 0 {
			break // the usual case
		}
	}
	switch {
	case best.layout != nil:
	case best.err == nil:
		best.err = errEmpty
	case vertical(rows):
		best.err = errVertical
	}
	return best
}

// findHeader works out the mark between cells and the header's row from the first
// bytes of the text, and opens the table of r behind it.
func (s *source) findHeader(head string, more bool, comma rune, fits fitter, r io.Reader) (*layout, error) {
	sh, commas := shapeOf(head, comma)
	var best candidate
	for _, c := range commas {
		top := topRows(head, more, c, sh)
		got := bestFit(top, fits)
		if got.layout != nil || best.head == nil && best.err == nil {
			best = got
			sh.comma, s.preamble = c, top[:min(got.at, len(top))]
		}
		if got.layout != nil {
			break
		}
	}
	if best.layout == nil {
		return nil, best.err
	}
	t := delimited.NewTable(r, sh.comma, sh.newline)
	for range sh.skip {
		if err := t.Read(); err != nil {
			return nil, err
		}
	}
	for range best.at + 1 {
		rec, err := t.Next()
		if err != nil {
			return nil, err
		}
		if rec.Broken {
			return nil, &fault{whyUnreadable, "a quote above the table is not closed; download the file again"}
		}
	}
	s.table, s.head = t, *best.head
	return best.layout, nil
}

// topRows returns the first rows of a text. The last one of a text that goes on is
// left out, because it may be cut.
func topRows(head string, more bool, comma byte, sh shape) [][]string {
	t := delimited.NewTable(strings.NewReader(head), comma, sh.newline)
	for range sh.skip {
		if t.Read() != nil {
			return nil
		}
	}
	var rows [][]string
	for len(rows) <= maxPreamble+1 {
		rec, err := t.Next()
		if err != nil {
			if more && len(rows) > 1 {
				rows = rows[:len(rows)-1]
			}
			break
		}
		rows = append(rows, append([]string(nil), rec.Cells...))
	}
	return rows
}
