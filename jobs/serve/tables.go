package serve

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// What one page of a table may cost.
const (
	rowsOnPage  = 50
	rowsToRead  = 100_000 // rows looked through for one page; the next page goes on behind them
	cellLetters = 300
	filters     = 2
	parts       = 500 // partitions offered for choosing
)

// tableSize is a line of the list of tables.
type tableSize struct {
	lake.TableDoc
	Rows, Bytes int64
}

func (s *site) tables(w http.ResponseWriter, r *http.Request) {
	snapshot, err := s.unit.Lake().Current(r.Context())
	if err != nil {
		s.fail(w, err)
		return
	}
	var sizes []tableSize
	for _, doc := range lake.Dictionary() {
		if doc.Vault {
			continue
		}
		t := tableSize{TableDoc: doc}
		for _, f := range snapshot.Files(doc.Name) {
			t.Rows, t.Bytes = t.Rows+f.Rows, t.Bytes+f.Bytes
		}
		sizes = append(sizes, t)
	}
	s.show(w, http.StatusOK, "tables", view{Title: "Tables", Here: "/tables", Body: sizes})
}

// filter keeps rows by one column.
type filter struct {
	Column, Op, Value string
	at                int
}

func (f *filter) keeps(row []lake.Cell) bool {
	c := row[f.at]
	switch f.Op {
	case "null":
		return c.Null
	case "is":
		return !c.Null && c.Text == f.Value
	}
	return !c.Null && strings.Contains(strings.ToLower(c.Text), strings.ToLower(f.Value))
}

// look is what a request asks of a table, and what the page shows.
type look struct {
	Doc        lake.TableDoc
	Commit     int64
	Total      int64 // rows of the chosen partitions
	Partition  string
	Partitions []string
	Searchable []lake.ColumnDoc
	Filters    []filter // always as many as the form has
	From       int64    // rows before this page, whether they were kept or not
	Rows       [][]lake.Cell
	Read       int64 // rows looked through
	Next       string
	First      string
}

// table shows a page of one table's rows.
func (s *site) table(w http.ResponseWriter, r *http.Request) {
	docs := lake.Dictionary()
	at := slices.IndexFunc(docs, func(d lake.TableDoc) bool { return d.Name == r.PathValue("table") && !d.Vault })
	if at < 0 {
		s.missing(w, "The lake has no such table. What stands in the vault is not shown.")
		return
	}
	snapshot, err := s.unit.Lake().Current(r.Context())
	if err != nil {
		s.fail(w, err)
		return
	}
	l := asked(docs[at], r.URL.Query())
	l.Commit = snapshot.ID()
	for _, f := range snapshot.Files(l.Doc.Name) {
		if f.Partition != "" && !slices.Contains(l.Partitions, f.Partition) && len(l.Partitions) < parts {
			l.Partitions = append(l.Partitions, f.Partition)
		}
		if l.keeps(f.Partition) {
			l.Total += f.Rows
		}
	}
	slices.Reverse(l.Partitions) // the newest month first
	select {
	case s.busy <- struct{}{}:
		defer func() { <-s.busy }()
	case <-r.Context().Done():
		return
	}
	for row, err := range lake.Browse(r.Context(), snapshot, l.Doc.Name, l.keeps, l.From) {
		if err != nil {
			s.fail(w, err)
			return
		}
		if l.Read == rowsToRead || len(l.Rows) == rowsOnPage {
			l.Next = l.address(l.From + l.Read)
			break
		}
		l.Read++
		if !slices.ContainsFunc(l.Filters, func(f filter) bool { return f.Column != "" && !f.keeps(row) }) {
			l.Rows = append(l.Rows, shortened(row))
		}
	}
	if l.From > 0 {
		l.First = l.address(0)
	}
	s.show(w, http.StatusOK, "table", view{Title: l.Doc.Name, Here: "/tables", Body: l})
}

// asked reads a request's choice. What is no column, no number and no such way to
// compare is as if it were not there.
func asked(doc lake.TableDoc, q url.Values) *look {
	l := &look{Doc: doc, Partition: q.Get("partition")}
	l.From, _ = strconv.ParseInt(q.Get("from"), 10, 64)
	l.From = max(l.From, 0)
	for _, c := range doc.Columns {
		// Posts are not searched for what they say: that finds people who are named in them.
		if c.Name != "text" {
			l.Searchable = append(l.Searchable, c)
		}
	}
	for i := range filters {
		var f filter
		if i < len(q["column"]) && i < len(q["op"]) && i < len(q["value"]) {
			f = filter{Column: q["column"][i], Op: q["op"][i], Value: strings.TrimSpace(q["value"][i])}
		}
		known := slices.ContainsFunc(l.Searchable, func(c lake.ColumnDoc) bool { return c.Name == f.Column })
		if !known || f.Value == "" && f.Op != "null" {
			f = filter{}
		}
		f.at = max(slices.IndexFunc(doc.Columns, func(c lake.ColumnDoc) bool { return c.Name == f.Column }), 0)
		l.Filters = append(l.Filters, f)
	}
	return l
}

func (l *look) keeps(partition string) bool { return l.Partition == "" || partition == l.Partition }

// address is this page's from another row on.
func (l *look) address(from int64) string {
	q := url.Values{}
	if l.Partition != "" {
		q.Set("partition", l.Partition)
	}
	for _, f := range l.Filters {
		if f.Column != "" {
			q.Add("column", f.Column)
			q.Add("op", f.Op)
			q.Add("value", f.Value)
		}
	}
	if from > 0 {
		q.Set("from", strconv.FormatInt(from, 10))
	}
	return "?" + q.Encode()
}

// FirstRow is the number of the first row that was looked at.
func (l *look) FirstRow() int64 { return l.From + 1 }

// Last is the number of the last row that was looked at.
func (l *look) Last() int64 { return l.From + l.Read }

// Filtered reports whether rows are left out.
func (l *look) Filtered() bool {
	return slices.ContainsFunc(l.Filters, func(f filter) bool { return f.Column != "" })
}

// shortened cuts long values, so that no row makes a page of its own.
func shortened(row []lake.Cell) []lake.Cell {
	for i := range row {
		if t := []rune(row[i].Text); len(t) > cellLetters {
			row[i].Text = string(t[:cellLetters]) + " …"
		}
	}
	return row
}

// Number reports whether a column is set to the right.
func (l *look) Number(i int) bool {
	switch l.Doc.Columns[i].Type {
	case "int64", "int32", "float64", "decimal(18,3)":
		return true
	}
	return false
}
