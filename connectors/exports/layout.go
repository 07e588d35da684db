package exports

import (
	"fmt"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/connectors/labelsheet"
	"github.com/digital-diplomacy/tailor/data"
)

// layout is a format or mapping fitted to one file's header.
type layout struct {
	name      string
	title     string // for people; "" for a mapping
	rows      string
	platform  data.Platform
	columns   int // cells of the header
	cols      [numFields][]int
	reactions []int // by kinds; -1 if the file lacks one
	kinds     []string
	hash      []int // columns that name a row without id
	native    bool
	published Published
	precision data.Precision
	dates     parse.Dates // of publishing
	observed  parse.Dates // of the observed column
	values    Values
	views     string
	lifetime  bool
	followers bool // a row's followers are the account's on that day
	caution   string
	base      data.Missing // counters the file has no column for
	figures   *figures     // of outcomes
	form      *form        // of a survey
	labels    *labelsheet.Columns
}

func (l *layout) has(f field) bool { return len(l.cols[f]) > 0 }

// fit lays a mapping over a header.
func (m *Mapping) fit(name string, h *header) (l *layout, matched int, err error) {
	switch {
	case m.isSurvey():
		return m.fitSurvey(name, h)
	case m.Rows == rowsOutcomes:
		return m.fitOutcomes(name, h)
	case m.ofKnown():
		return m.fitKnown(name, h)
	}
	l = &layout{name: name, rows: m.Rows, platform: m.Platform, columns: len(h.names), published: m.Published,
		precision: m.Precision, values: m.Values, lifetime: m.Lifetime}
	if l.rows == "" {
		l.rows = rowsPosts
	}
	var lacks []string
	for _, c := range m.pairs() {
		l.cols[c.field] = h.find(c.names...)
		if l.has(c.field) {
			matched++
		} else {
			lacks = append(lacks, c.names[0])
		}
	}
	for _, n := range m.ID.Hash {
		found := h.find(n)
		if n == "*" {
			found = found[:0]
			for i := range h.names {
				found = append(found, i)
			}
		}
		if len(found) == 0 {
			lacks = append(lacks, n)
		}
		l.hash = append(l.hash, found...)
	}
	if len(lacks) > 0 {
		return nil, matched, fmt.Errorf("the mapping %s names columns that the file lacks: %s; correct the mapping, or the path of the file",
			name, quoteAll(lacks))
	}
	zone, err := m.zone(name)
	if err != nil {
		return nil, matched, err
	}
	l.dates = parse.Dates{Layout: parse.GoLayout(m.Published.Layout), Order: parse.OrderOf(m.Dates), Zone: zone}
	l.observed = parse.Dates{Layout: parse.GoLayout(m.ObservedLayout), Order: parse.OrderOf(m.Dates), Zone: zone}
	if l.has(fViews) {
		l.views = string(m.Platform) + "/" + strings.ToLower(m.Columns.Views)
	}
	l.finish()
	return l, matched, nil
}

// finish works out what all rows share.
func (l *layout) finish() {
	for f, name := range counterNames {
		if !l.counts(field(f)) {
			l.base = l.base.With(name, data.Unsupported)
		}
	}
	if !l.has(fViews) {
		l.views = ""
	}
}

// counts reports whether the file has a counter, in one column or as reactions.
func (l *layout) counts(f field) bool {
	return l.has(f) || f == fLikes && len(l.reactions) > 0
}

// trim takes white space and invisible marks off both ends.
func trim(s string) string {
	if s == "" || s[0] > ' ' && s[0] < 0x7f && s[len(s)-1] > ' ' && s[len(s)-1] < 0x7f {
		return s // the usual case
	}
	return strings.TrimFunc(s, parse.Blank)
}

// cell returns the first cell of a field that holds something, without the space
// around it.
func (l *layout) cell(r *delimited.Record, f field) string {
	for _, i := range l.cols[f] {
		if s := trim(r.Cells[i]); s != "" {
			return s
		}
	}
	return ""
}

// longest returns the longest cell of a field: Meta's Title and Description hold
// the same text, and either may be cut.
func (l *layout) longest(r *delimited.Record, f field) string {
	best := ""
	for _, i := range l.cols[f] {
		if s := trim(r.Cells[i]); len(s) > len(best) {
			best = s
		}
	}
	if strings.IndexByte(best, '\r') >= 0 {
		best = lineEnds.Replace(best)
	}
	return best
}

// lineEnds makes a text the same whether a spreadsheet under Windows or another
// program wrote it.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// when returns the text of the moment of publishing.
func (l *layout) when(r *delimited.Record) string {
	if l.has(fPublished) {
		return l.cell(r, fPublished)
	}
	if l.has(fDate) {
		return strings.TrimSpace(l.cell(r, fDate) + " " + l.cell(r, fTime))
	}
	return ""
}

// told lists what the row says in the columns that are read, for telling rows apart.
func (l *layout) told(r *delimited.Record, buf []string) []string {
	buf = buf[:0]
	for f := range l.cols {
		for _, i := range l.cols[f] {
			buf = append(buf, r.Cells[i])
		}
	}
	for _, i := range l.reactions {
		if i >= 0 {
			buf = append(buf, r.Cells[i])
		}
	}
	return buf
}
