package demo

import (
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// BadKind says how a row was damaged.
type BadKind string

// Damages as they occur in real exports.
const (
	ExcelID        BadKind = "excel_id"        // a spreadsheet wrote the id as 9.90E+17
	TotalRow       BadKind = "total_row"       // a sum under the rows
	Duplicate      BadKind = "duplicate_row"   // the row before once more
	ImpossibleDate BadKind = "impossible_date" // 30 February
	MixedDate      BadKind = "mixed_date"      // the day first in a file with the month first
	BlankCounts    BadKind = "blank_counts"    // two counters are blank: unknown, not zero
	TextCount      BadKind = "text_count"      // a word where a number belongs
	EmptyID        BadKind = "empty_id"        // no id
)

// damage is one planned damage: of which row of which weekly export, or of the one
// sheet if week is 0. Rows count from 0; beyond the last they mean the last.
type damage struct {
	account data.AccountID
	week    int
	row     int
	kind    BadKind
}

// damages are few, and each post also stands whole in another export.
func damages() []damage {
	return []damage{
		{"trieste-facebook", 2, 1, BlankCounts},
		{"trieste-facebook", 3, 2, ExcelID},
		{"trieste-facebook", 7, 0, Duplicate},
		{"oslo-facebook", 7, 3, Duplicate},
		{"oslo-facebook", 12, 5, ImpossibleDate},
		{"oslo-instagram", 14, 2, BlankCounts},
		{"paris-facebook", 6, 99, TotalRow},
		{"paris-facebook", 9, 4, ExcelID},
		{"paris-facebook", 9, 8, ExcelID},
		{"paris-facebook", 13, 6, MixedDate},
		{"paris-instagram", 11, 1, TextCount},
		{"ministry-x", 8, 2, EmptyID},
		{"ministry-x", 17, 99, TotalRow},
		{"peer-rail", 0, 10, Duplicate},
		{"peer-books", 0, 20, TextCount},
		{"peer-harbour", 0, 999, TotalRow},
	}
}

// damage does to a table what is planned for it.
func (t *table) damage() {
	if t.column("Comment ID") >= 0 {
		return
	}
	for _, d := range damages() {
		if d.account == t.account.id && (d.week == 0 || t.at.Equal(Exported(d.week))) {
			t.spoil(min(d.row, len(t.rows)-1), d.kind)
		}
	}
}

func (t *table) spoil(i int, kind BadKind) {
	r := &t.rows[i]
	id := 0 // the first column of every export is the id
	switch kind {
	case Duplicate:
		again := *r
		again.bad = kind
		t.rows = append(t.rows[:i+1], append([]row{again}, t.rows[i+1:]...)...)
		return
	case TotalRow:
		total := row{cells: make([]string, len(t.head)), at: t.at, bad: kind}
		total.cells[id] = "Total"
		for _, name := range []string{"Likes", "Reactions", "Comments", "Replies", "Shares"} {
			if c := t.column(name); c >= 0 {
				total.cells[c] = "4242"
			}
		}
		t.rows = append(t.rows, total)
		return
	case ExcelID:
		r.cells[id] = r.cells[id][:1] + "." + r.cells[id][1:3] + "E+17"
	case EmptyID:
		r.cells[id] = ""
	case ImpossibleDate:
		r.cells[t.column("Publish time")] = "02/30/" + r.post.at.Format("2006 15:04")
	case MixedDate:
		r.cells[t.column("Publish time")] = "25/" + r.post.at.Format("01/2006 15:04")
	case BlankCounts:
		r.cells[t.column("Reach")], r.cells[t.column("Shares")] = "", ""
	case TextCount:
		r.cells[t.column("Likes")] = "see note"
	}
	r.bad = kind
}

// column returns the place of a column, -1 if the table has none of that name.
func (t *table) column(name string) int {
	for i, h := range t.head {
		if strings.EqualFold(h, name) {
			return i
		}
	}
	return -1
}
