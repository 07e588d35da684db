package exports

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"

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
