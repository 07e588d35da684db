package exports

import (
	"fmt"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/connectors/labelsheet"
	"github.com/digital-diplomacy/tailor/data"
)

// layout is a format or mapping fitted to one file's header.
type layout struct {
	formats.Fitted
	hash      []int // columns that name a row without id
	native    bool
	published Published
	precision data.Precision
	dates     parse.Dates // of publishing
	observed  parse.Dates // of the observed column
	values    Values
	lifetime  bool
	places    []data.Platform // where the links of a sheet lead, if nothing else tells of which platform it is
	base      data.Missing    // counters the file has no column for
	figures   *figures        // of outcomes
	form      *form           // of a survey
	labels    *labelsheet.Columns
}

// fit lays a mapping over a header.
func (m *Mapping) fit(name string, h *formats.Header) (l *layout, matched int, err error) {
	switch {
	case m.isSurvey():
		return m.fitSurvey(name, h)
	case m.Rows == rowsOutcomes:
		return m.fitOutcomes(name, h)
	case m.ofKnown():
		return m.fitKnown(name, h)
	}
	l = &layout{Fitted: formats.Fitted{Name: name, Rows: m.Rows, Platform: m.Platform, Columns: len(h.Names)}, published: m.Published, precision: m.Precision,
		values: m.Values, lifetime: m.Lifetime}
	if l.Rows == "" {
		l.Rows = formats.RowsPosts
	}
	var lacks []string
	for _, c := range m.pairs() {
		l.Cols[c.Field] = h.Find(c.Names...)
		if l.Has(c.Field) {
			matched++
		} else {
			lacks = append(lacks, c.Names[0])
		}
	}
	for _, n := range m.ID.Hash {
		found := h.Find(n)
		if n == "*" {
			found = found[:0]
			for i := range h.Names {
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
			name, formats.Quote(lacks))
	}
	zone, err := m.zone(name)
	if err != nil {
		return nil, matched, err
	}
	l.dates = parse.Dates{Layout: parse.GoLayout(m.Published.Layout), Order: parse.OrderOf(m.Dates), Zone: zone}
	l.observed = parse.Dates{Layout: parse.GoLayout(m.ObservedLayout), Order: parse.OrderOf(m.Dates), Zone: zone}
	if l.Has(formats.Views) {
		l.Views = string(m.Platform) + "/" + strings.ToLower(m.Columns.Views)
	}
	l.finish()
	return l, matched, nil
}

// finish works out what all rows share.
func (l *layout) finish() {
	for f, name := range formats.CounterNames() {
		if !l.counts(formats.Field(f)) {
			l.base = l.base.With(name, data.Unsupported)
		}
	}
	if !l.Has(formats.Views) {
		l.Views = ""
	}
}

// counts reports whether the file has a counter, in one column or as reactions.
func (l *layout) counts(f formats.Field) bool {
	return l.Has(f) || f == formats.Likes && len(l.Reactions) > 0
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
func (l *layout) cell(r *delimited.Record, f formats.Field) string {
	for _, i := range l.Cols[f] {
		if s := trim(r.Cells[i]); s != "" {
			return s
		}
	}
	return ""
}

// longest returns the longest cell of a field: Meta's Title and Description hold
// the same text, and either may be cut.
func (l *layout) longest(r *delimited.Record, f formats.Field) string {
	best := ""
	for _, i := range l.Cols[f] {
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
	if l.Has(formats.Published) {
		return l.cell(r, formats.Published)
	}
	if l.Has(formats.Date) {
		return strings.TrimSpace(l.cell(r, formats.Date) + " " + l.cell(r, formats.Time))
	}
	return ""
}

// headerZone is the time zone that the header of one of the fields names, like "Date (GMT)";
// nil if none does.
func headerZone(l *layout, h *formats.Header, fields ...formats.Field) *time.Location {
	for _, f := range fields {
		for _, i := range l.Cols[f] {
			if z := parse.HeaderZone(h.Names[i]); z != nil {
				return z
			}
		}
	}
	return nil
}

// told lists what the row says in the columns that are read, for telling rows apart.
func (l *layout) told(r *delimited.Record, buf []string) []string {
	buf = buf[:0]
	for f := range l.Cols {
		for _, i := range l.Cols[f] {
			buf = append(buf, r.Cells[i])
		}
	}
	for _, i := range l.Reactions {
		if i >= 0 {
			buf = append(buf, r.Cells[i])
		}
	}
	return buf
}
