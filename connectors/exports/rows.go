package exports

import (
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// reading turns the rows of one file into records.
type reading struct {
	account  connectors.Account
	readers  []connectors.Account // of the file, this account among them
	env      connectors.Env
	layout   *layout
	head     *formats.Header
	input    string
	file     string // name of the table
	survey   *survey
	about    string      // link above the table that names the post of all its comments
	observed data.Micros // of rows that do not say when they were read
	declared bool        // whether that is what the mapping says
	data     bool        // whether a row of data was met
	seen     seen
	slab     slab
	cells    []string          // scratch of told
	blanks   int64             // counter cells that held nothing
	rounded  int64             // counter cells that held a count as screens show it, like 12.5K
	media    map[string]string // words for a medium in English
	linked   int64             // damaged ids that the link made good
	topics   topics            // of a sheet's column of topics
	due      data.Micros       // when the first of the rows of a later day can be read; 0 if there is none
}

// bad is why a row cannot be used.
type bad struct {
	why   string
	field formats.Field
	col   bool // whether field names a column of the file
	hint  string

	column string      // header of the column, where it is no field's
	due    data.Micros // when the row can be read, as it is of a later day; 0 if never
}

func badRow(why, hint string) *bad { return &bad{why: why, hint: hint} }
func badCell(why string, f formats.Field, h string) *bad {
	return &bad{why: why, field: f, col: true, hint: h}
}

// badLater is a cell with a date after the as-of moment; the row is read once that is over.
func badLater(f formats.Field, date time.Time) *bad {
	b := badCell(whyFuture, f, "the date lies after the day of this run; if it is right, the row is read when that day has come")
	b.due = data.At(date.Add(-latest))
	return b
}

// take adds what a row says to p: records, or one reject.
func (r *reading) take(rec *delimited.Record, p *connectors.Page) {
	b := r.shape(rec)
	ours := b == nil && r.isOurs(rec)
	if b == nil {
		var skip bool
		if skip, b = r.elsewhere(rec); skip && b == nil {
			return
		}
	}
	switch {
	case b != nil:
	case !ours && r.anothers(rec):
		return
	case !ours:
		b = badRow(whyOtherAccount, "rows of other accounts are counted, not kept")
	case r.layout.Rows == formats.RowsAccounts, r.onlyFollowers(rec):
		b = r.accountRow(rec, p)
	case r.layout.Rows == formats.RowsComments:
		b = r.comment(rec, p)
	case r.layout.Rows == rowsOutcomes:
		b = r.outcome(rec, p)
	case r.layout.Rows == rowsSurvey:
		b = r.respond(rec)
	case r.layout.Rows == rowsLabels:
		b = r.label(rec, p)
	default:
		b = r.post(rec, p)
	}
	if b != nil {
		p.Rejects = append(p.Rejects, r.reject(rec, b, ours))
		if b.due != 0 && (r.due == 0 || b.due < r.due) {
			r.due = b.due
		}
	}
}

// onlyFollowers reports a row of a sheet kept by hand that notes the followers of a
// day without a post.
func (r *reading) onlyFollowers(rec *delimited.Record) bool {
	l := r.layout
	if !l.Followers || l.cell(rec, formats.Followers) == "" {
		return false
	}
	for _, f := range [...]formats.Field{formats.Text, formats.URL, formats.ID, formats.Likes, formats.Views, formats.Shares, formats.Replies} {
		if l.cell(rec, f) != "" {
			return false
		}
	}
	return true
}

// reject describes a row that was set aside. Its content is kept only if the row is
// certainly of the unit's own account.
func (r *reading) reject(rec *delimited.Record, b *bad, ours bool) data.Reject {
	out := data.Reject{Input: r.input, Line: rec.Line, Why: b.why, Hint: b.hint, Field: b.column}
	if cols := r.layout.Cols[b.field]; b.col && len(cols) > 0 {
		out.Field = r.head.Names[cols[0]]
	}
	certain := ours || !r.layout.Has(formats.Account) || r.account.Everyone()
	if r.account.Role == data.RoleOwn && certain && r.layout.Rows != formats.RowsComments && r.layout.Rows != rowsSurvey {
		const most = 4096
		raw := rec.Text()
		out.Row = strings.ToValidUTF8(raw[:min(len(raw), most)], "\uFFFD")
	}
	return out
}

// shape checks that the row is one of the table's.
func (r *reading) shape(rec *delimited.Record) *bad {
	if rec.Broken {
		return badRow(whyQuote, "close the quote in this line, or download the file again")
	}
	for len(rec.Cells) > r.layout.Columns && strings.TrimFunc(rec.Cells[len(rec.Cells)-1], parse.Blank) == "" {
		rec.Cells = rec.Cells[:len(rec.Cells)-1]
	}
	if len(rec.Cells) != r.layout.Columns {
		return badRow(whyColumns, "the row has more or fewer cells than the header; download the file again")
	}
	first := ""
	for _, c := range rec.Cells {
		if first = trim(c); first != "" {
			break
		}
	}
	switch {
	case first == "", r.layout.Beside && r.layout.cell(rec, formats.URL) == "" && r.layout.when(rec) == "":
		return badRow(whyBlankRow, "")
	case slices.EqualFunc(rec.Cells, r.head.Names, func(a, b string) bool { return trim(a) == b }):
		return badRow(whyHeader, "")
	case isTotal(first) && (r.layout.when(rec) == "" || isTotal(r.layout.when(rec)) && !r.layout.whole()):
		return badRow(whyTotal, "a sum is not a post")
	case !r.data && r.layout.native && r.describes(rec):
		return badRow(whyDescription, "it says what the columns mean")
	}
	r.data = true
	return nil
}

// describes reports the row of descriptions that some exports put below the header:
// it has no date, and words where counts belong.
func (r *reading) describes(rec *delimited.Record) bool {
	if _, _, verdict := r.layout.moment(rec, ""); verdict == parse.DateRead {
		return false
	}
	words := false
	for f := range formats.CounterNames() {
		switch s := r.layout.cell(rec, formats.Field(f)); {
		case strings.ContainsAny(s, "0123456789"):
			return false
		case len(s) > 12:
			words = true
		}
	}
	return words
}

// isTotal reports the word that a row of sums begins with.
func isTotal(s string) bool {
	if len(s) > 40 || strings.ContainsAny(s, "0123456789") {
		return false // most rows begin with an id
	}
	return formats.IsTotal(parse.Fold(s))
}

// isOurs reports whether the row is of the configured account.
func (r *reading) isOurs(rec *delimited.Record) bool {
	if !r.layout.Has(formats.Account) || r.account.Everyone() {
		return true
	}
	return slices.ContainsFunc(r.layout.Cols[formats.Account], func(i int) bool {
		return connectors.SameHandle(r.account.Handle, strings.TrimFunc(rec.Cells[i], parse.Blank))
	})
}

func (r *reading) told(rec *delimited.Record) []string {
	r.cells = r.layout.told(rec, r.cells)
	return r.cells
}
