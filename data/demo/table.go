package demo

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// table is one CSV file before it is written.
type table struct {
	name    string
	account *account
	at      time.Time // when it was exported
	mark    bool      // whether it begins with a byte order mark
	comma   rune
	head    []string
	rows    []row
	bytes   []byte // once encoded
}

// row is one row of a table and what it is about.
type row struct {
	cells []string
	post  *post     // nil for rows that are about no post
	at    time.Time // when its counters were read
	bad   BadKind
	line  int // where it begins, once encoded
}

// encode writes the table and notes where its rows begin; texts may hold line
// breaks, so that is not the row's number.
func (t *table) encode() {
	var b bytes.Buffer
	if t.mark {
		b.WriteString("\ufeff")
	}
	w := csv.NewWriter(&b)
	w.Comma = t.comma
	line := 1
	write := func(cells []string) {
		before := b.Len()
		if err := w.Write(cells); err != nil {
			panic(err) // a buffer takes all
		}
		w.Flush()
		line += bytes.Count(b.Bytes()[before:], []byte("\n"))
	}
	write(t.head)
	for i := range t.rows {
		t.rows[i].line = line
		write(t.rows[i].cells)
	}
	t.bytes = b.Bytes()
}

// cells puts values in the order of the head; columns without one are blank.
func (t *table) cells(values map[string]string) []string {
	cells := make([]string, len(t.head))
	for i, name := range t.head {
		cells[i] = values[name]
	}
	return cells
}

// tabulate makes all tables but the followers', with their damages.
func (w *World) tabulate() []*table {
	var all []*table
	for _, a := range w.accounts {
		switch a.source {
		case xThreads:
			continue
		case handSheet:
			all = append(all, w.sheet(a))
		default:
			for week := 1; week <= Weeks; week++ {
				all = append(all, w.export(a, week))
				if a.collects {
					all = append(all, w.comments(a, week))
				}
			}
		}
	}
	for _, t := range all {
		t.damage()
		t.encode()
	}
	return all
}

// export makes one weekly export of an account, the newest post first as the
// platforms do.
func (w *World) export(a *account, week int) *table {
	at := Exported(week)
	t := &table{name: exportName(a, at), account: a, at: at, comma: ',', mark: a.source != xAnalytics}
	put := t.putFacebook
	switch a.source {
	case metaFacebook:
		t.head = facebookHead(at)
	case metaInstagram:
		t.head, put = instagramHead(at), t.putInstagram
	case xAnalytics:
		t.head, put = contentHead(), t.putContent
	}
	for _, p := range w.posts {
		for _, r := range p.readings {
			if p.account == a && r.at.Equal(at) {
				t.rows = append([]row{{cells: t.cells(put(p, r)), post: p, at: at}}, t.rows...)
			}
		}
	}
	return t
}

// exportName is the name that the platform gives the file, which ends with the day
// of the export.
func exportName(a *account, at time.Time) string {
	from := at.Add(-exportWindow)
	if a.source == xAnalytics {
		return fmt.Sprintf("%s/posts/account_analytics_content_%s_%s.csv", a.id, from.Format(time.DateOnly), at.Format(time.DateOnly))
	}
	const day = "Jan-02-2006"
	return fmt.Sprintf("%s/posts/%s_%s_%s.csv", a.id, from.Format(day), at.Format(day), pageID(a))
}

func pageID(a *account) string { return fmt.Sprintf("98%02d0000000000", a.number) }

// rowKey names a reading.
type rowKey struct {
	post data.PostID
	at   time.Time
}

// rowIndex says where each reading stands; of a row and its duplicate, the first.
func (w *World) rowIndex() map[rowKey]BadRow {
	index := map[rowKey]BadRow{}
	for _, t := range w.tables {
		for _, r := range t.rows {
			if r.post != nil && r.bad != Duplicate {
				k := rowKey{r.post.id(), r.at}
				index[k] = BadRow{File: t.name, Line: r.line, Kind: r.bad, Post: k.post}
			}
		}
	}
	return index
}

// badRows lists the damaged rows of all tables.
func (w *World) badRows() []BadRow {
	var all []BadRow
	for _, t := range w.tables {
		for _, r := range t.rows {
			if r.bad != "" {
				one := BadRow{File: t.name, Line: r.line, Kind: r.bad}
				if r.post != nil {
					one.Post = r.post.id()
				}
				all = append(all, one)
			}
		}
	}
	return all
}
