package exports

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
)

// rowSource gives the rows of a table, one after the other, and then io.EOF. A record
// is valid until the next is asked for.
type rowSource interface {
	Next() (*delimited.Record, error)
}

// source is a table opened behind its header.
type source struct {
	file     io.Closer
	hash     hash.Hash // of the bytes read; nil for a sheet, which is in memory
	encoding delimited.Encoding
	table    rowSource
	head     formats.Header
	preamble [][]string // rows above the header
}

// Close closes the file.
func (s *source) Close() { _ = s.file.Close() }

// changed reports whether the bytes read to the end are not those inspected.
func (s *source) changed(in *inspected) bool {
	return s.hash != nil && hex.EncodeToString(s.hash.Sum(nil)) != in.sum
}

// maxPreamble is how many rows may stand above the header: titles, descriptions and
// filters that exports begin with.
const maxPreamble = 24

// headBytes is how much of a text is looked at to find the header.
const headBytes = 64 << 10

// open opens the table and fits a layout to it: the mapping, or the format that fits
// best if m is nil. An error says what is wrong with the file.
func (in *inspected) open(fits fitter, m *Mapping) (*layout, *source, error) {
	if in.fault != nil {
		return nil, nil, in.fault
	}
	if in.cells != nil {
		return in.openSheet(fits)
	}
	if why := notText(in.head); why != "" {
		return nil, nil, &fault{whyUnknownFile, why}
	}
	encodings := in.encoding.Candidates()
	var comma rune
	if m != nil {
		if m.Encoding != "" {
			encodings = []delimited.Encoding{delimited.Declared(m.Encoding, in.encoding)}
		}
		var err error
		if comma, err = m.delimiter(); err != nil {
			return nil, nil, err
		}
	}
	var best *layout
	var bestSource *source
	var first error
	for _, enc := range encodings {
		l, src, err := in.openText(enc, comma, fits)
		if err != nil {
			if first = cmp.Or(first, err); errors.Is(err, connectors.ErrInput) {
				break
			}
			continue
		}
		if best != nil && l.Used() <= best.Used() {
			src.Close()
			continue
		}
		if best != nil {
			bestSource.Close()
		}
		best, bestSource = l, src
	}
	if best == nil {
		return nil, nil, first
	}
	return best, bestSource, nil
}

// openText opens a table of text that is read in one encoding.
func (in *inspected) openText(enc delimited.Encoding, comma rune, fits fitter) (*layout, *source, error) {
	f, err := in.bytes()
	if err != nil {
		return nil, nil, err
	}
	src := &source{file: f, hash: sha256.New(), encoding: enc}
	text := enc.Reader(io.TeeReader(f, src.hash))
	head := make([]byte, headBytes)
	n, err := io.ReadFull(text, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		src.Close()
		return nil, nil, err
	}
	l, err := src.findHeader(string(head[:n]), n == len(head), comma, fits, io.MultiReader(bytes.NewReader(head[:n]), text))
	if err != nil {
		src.Close()
		return nil, nil, err
	}
	return l, src, nil
}

// openSheet opens a sheet of a workbook.
func (in *inspected) openSheet(fits fitter) (*layout, *source, error) {
	rows := in.cells.rows
	top := make([][]string, min(len(rows), maxPreamble+1))
	for i := range top {
		top[i] = rows[i].cells
	}
	best := bestFit(top, fits)
	if best.layout == nil {
		return nil, nil, best.err
	}
	l := best.layout
	l.dates.Serial, l.observed.Serial = in.cells.system, in.cells.system
	src := &source{file: io.NopCloser(nil), head: *best.head, preamble: top[:best.at],
		table: &sheetTable{rows: rows[best.at+1:], width: len(best.head.Names)}}
	return l, src, nil
}

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
