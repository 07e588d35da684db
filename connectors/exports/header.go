package exports

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// normalise makes headers comparable: NFKC, lower case, no quotation marks, single
// spaces.
func normalise(h string) string {
	h = norm.NFKC.String(h)
	h = strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"'„“”‘’«»\ufeff\u200b\u200e\u200f\u00ad", r) {
			return -1
		}
		return r
	}, strings.ToLower(h))
	return strings.Join(strings.FieldsFunc(h, blank), " ")
}

// header is a table's first row.
type header struct {
	names []string       // as written
	index map[string]int // of the first column with a normalised name
}

func newHeader(cells []string) header {
	h := header{names: make([]string, len(cells)), index: make(map[string]int, len(cells))}
	for i, c := range cells {
		h.names[i] = strings.Clone(strings.TrimFunc(c, blank))
		n := normalise(c)
		if _, taken := h.index[n]; !taken && n != "" {
			h.index[n] = i
		}
	}
	return h
}

// find returns the columns that go by any of names, in the order of names.
func (h *header) find(names []string) []int {
	var found []int
	for _, n := range names {
		if i, ok := h.index[normalise(n)]; ok {
			found = append(found, i)
		}
	}
	return found
}

// shape is how a table is written: worked out from the
// decoded head of the file.
type shape struct {
	comma, newline byte
	skip           int // lines before the header: a "sep=" line
}

// shapeOf reads a shape from the first bytes of the text. A "sep=" line decides;
// else the mark that cuts the header into most columns.
func shapeOf(head string, declaredComma rune) shape {
	s := shape{comma: byte(declaredComma), newline: '\n'}
	if !strings.Contains(head, "\n") && strings.Contains(head, "\r") {
		s.newline = '\r'
	}
	first, rest, _ := strings.Cut(head, string(s.newline))
	if mark, ok := strings.CutPrefix(strings.ToLower(strings.Trim(first, "\"\r ")), "sep="); ok {
		s.skip = 1
		head = rest
		if len(mark) == 1 && s.comma == 0 {
			s.comma = mark[0]
		}
	}
	if s.comma != 0 {
		return s
	}
	most := 0
	for _, comma := range []byte{',', ';', '\t', '|'} {
		r, err := newTable(strings.NewReader(head), comma, s.newline).next()
		if err == nil && !r.broken && len(r.cells) > most {
			s.comma, most = comma, len(r.cells)
		}
	}
	if s.comma == 0 {
		s.comma = ','
	}
	return s
}

// open returns a table of r that stands behind the header, and the header.
func (s shape) open(r io.Reader) (*table, header, error) {
	t := newTable(r, s.comma, s.newline)
	for range s.skip {
		if err := t.read(); err != nil {
			return nil, header{}, err
		}
	}
	rec, err := t.next()
	if errors.Is(err, io.EOF) {
		return nil, header{}, errEmpty
	}
	if err != nil {
		return nil, header{}, err
	}
	if rec.broken {
		return nil, header{}, fmt.Errorf("the header in line %d has a quote that is not closed", rec.line)
	}
	return t, newHeader(rec.cells), nil
}

var errEmpty = errors.New("the file is empty")
