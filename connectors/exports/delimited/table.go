package delimited

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"strings"
)

// maxRecord is the longest row in bytes. A longer one has a quote that is never
// closed: the longest texts of any platform are a tenth of it.
const maxRecord = 256 << 10

// Record is one row of a table. Its fields are valid until the next is read.
type Record struct {
	Line   int64 // of its first line, from 1
	Cells  []string
	raw    []byte // as written, without its line end; nil for a row of a workbook
	Broken bool   // a quote is not closed; only the first line is in raw
}

// Text is the row as written; of a workbook, as a line of a CSV file.
func (r *Record) Text() string {
	if r.raw != nil {
		return string(r.raw)
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(r.Cells) // a Builder does not fail
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// Table reads rows of separated values as RFC 4180 has them, and forgives what
// exports do: a quote inside a quoted cell that is not doubled is taken as it is.
// A quote that is never closed costs its line, not the rest of the file. Empty
// lines are skipped.
type Table struct {
	in      *bufio.Reader
	pending []byte // bytes to read again before in
	comma   byte
	newline byte // '\n', or '\r' for old Mac files
	line    int64
	raw     []byte
	cell    []byte // unquoted bytes of all cells of the row
	ends    []int  // where each cell ends in cell
	rec     Record
}

// NewTable reads rows from r, cut into cells at comma and into lines at newline, which is
// '\r' in old Mac files and else '\n'.
func NewTable(r io.Reader, comma, newline byte) *Table {
	return &Table{in: bufio.NewReaderSize(r, 64<<10), comma: comma, newline: newline}
}

// quoting is where the scan of a row stands.
type quoting uint8

const (
	cellStart quoting = iota
	plain
	quoted
	quoteSeen // a quote inside a quoted cell: its end, or half of a doubled one
)

// Next returns the next row, or io.EOF.
func (t *Table) Next() (*Record, error) {
	for {
		if err := t.Read(); err != nil {
			return nil, err
		}
		if len(t.rec.Cells) > 1 || t.rec.Broken || len(t.rec.Cells) == 1 && t.rec.Cells[0] != "" {
			return &t.rec, nil
		}
	}
}

// Read reads one row, empty or not.
func (t *Table) Read() error {
	t.raw, t.cell, t.ends = t.raw[:0], t.cell[:0], t.ends[:0]
	t.rec = Record{Line: t.line + 1, Cells: t.rec.Cells[:0]}
	state := cellStart
	for {
		from := len(t.raw)
		err := t.readLine()
		if err != nil && err != io.EOF {
			return err
		}
		if err == io.EOF && len(t.raw) == 0 {
			return io.EOF
		}
		state = t.scan(t.raw[from:], state)
		if state != quoted {
			t.line += int64(bytes.Count(t.raw, []byte{t.newline}))
			t.finish()
			return nil
		}
		if err == io.EOF || len(t.raw) > maxRecord {
			t.unclosed()
			return nil
		}
	}
}

// readLine appends a line with its end to raw.
func (t *Table) readLine() error {
	if len(t.pending) > 0 {
		i := bytes.IndexByte(t.pending, t.newline)
		if i >= 0 {
			t.raw = append(t.raw, t.pending[:i+1]...)
			t.pending = t.pending[i+1:]
			return nil
		}
		t.raw = append(t.raw, t.pending...)
		t.pending = nil
	}
	for {
		b, err := t.in.ReadSlice(t.newline)
		t.raw = append(t.raw, b...)
		if err != bufio.ErrBufferFull {
			return err
		}
		if len(t.raw) > maxRecord {
			return nil
		}
	}
}

// scan adds the cells of one line. The line's end closes the last cell unless it
// stands inside quotes.
func (t *Table) scan(line []byte, state quoting) quoting {
	for i := 0; i < len(line); i++ {
		c := line[i]
		if state == quoted {
			j := bytes.IndexByte(line[i:], '"')
			if j < 0 {
				t.cell = append(t.cell, line[i:]...)
				return quoted
			}
			t.cell = append(t.cell, line[i:i+j]...)
			i += j
			state = quoteSeen
			continue
		}
		end := c == t.newline || c == '\r' && i+1 < len(line) && line[i+1] == '\n' && t.newline == '\n'
		switch {
		case c == t.comma:
			t.ends = append(t.ends, len(t.cell))
			state = cellStart
		case end:
			t.ends = append(t.ends, len(t.cell))
			return cellStart
		case c == '"' && state == cellStart:
			state = quoted
		case c == '"' && state == quoteSeen:
			t.cell = append(t.cell, '"')
			state = quoted
		case state == quoteSeen: // a quote that was not doubled
			t.cell = append(t.cell, '"', c)
			state = quoted
		default:
			t.cell = append(t.cell, c)
			state = plain
		}
	}
	if state != quoted { // the last line has no end
		t.ends = append(t.ends, len(t.cell))
		return cellStart
	}
	return state
}

// finish cuts the row's text into cells.
func (t *Table) finish() {
	all := string(t.cell)
	start := 0
	for _, end := range t.ends {
		t.rec.Cells = append(t.rec.Cells, all[start:end])
		start = end
	}
	t.rec.raw = bytes.TrimRight(t.raw, "\r\n")
}

// unclosed gives up a row's first line and reads the others again.
func (t *Table) unclosed() {
	first, rest, _ := bytes.Cut(t.raw, []byte{t.newline})
	t.rec.Broken = true
	t.rec.Cells = t.rec.Cells[:0]
	t.rec.raw = bytes.TrimRight(bytes.Clone(first), "\r\n")
	t.pending = append(bytes.Clone(rest), t.pending...)
	t.line++
}
