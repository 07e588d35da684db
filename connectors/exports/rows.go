package exports

import (
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// reading turns the rows of one file into records.
type reading struct {
	account  connectors.Account
	env      connectors.Env
	layout   *layout
	head     *header
	input    string
	survey   *survey
	observed data.Micros // of rows that do not say when they were read
	declared bool        // whether that is what the mapping says
	seen     seen
	cells    []string // scratch of told
	blanks   int64    // counter cells that held nothing
	linked   int64    // damaged ids that the link made good
}

// bad is why a row cannot be used.
type bad struct {
	why   string
	field field
	col   bool // whether field names a column of the file
	hint  string
}

func badRow(why, hint string) *bad               { return &bad{why: why, hint: hint} }
func badCell(why string, f field, h string) *bad { return &bad{why: why, field: f, col: true, hint: h} }

// take adds what a row says to p: records, or one reject.
func (r *reading) take(rec *record, p *connectors.Page) {
	b := r.shape(rec)
	ours := b == nil && r.isOurs(rec)
	switch {
	case b != nil:
	case !ours:
		b = badRow(whyOtherAccount, "rows of other accounts are counted, not kept")
	case r.layout.rows == rowsAccounts:
		b = r.accountRow(rec, p)
	case r.layout.rows == rowsComments:
		b = r.comment(rec, p)
	default:
		b = r.post(rec, p)
	}
	if b != nil {
		p.Rejects = append(p.Rejects, r.reject(rec, b, ours))
	}
}

// reject describes a row that was set aside. Its content is kept only if the row is
// certainly of the unit's own account.
func (r *reading) reject(rec *record, b *bad, ours bool) data.Reject {
	out := data.Reject{Input: r.input, Line: rec.line, Why: b.why, Hint: b.hint}
	if cols := r.layout.cols[b.field]; b.col && len(cols) > 0 {
		out.Field = r.head.names[cols[0]]
	}
	certain := ours || !r.layout.has(fAccount) || r.account.Everyone()
	if r.account.Role == data.RoleOwn && certain && r.layout.rows != rowsComments {
		const most = 4096
		out.Row = strings.ToValidUTF8(string(rec.raw[:min(len(rec.raw), most)]), "\uFFFD")
	}
	return out
}

// shape checks that the row is one of the table's.
func (r *reading) shape(rec *record) *bad {
	if rec.broken {
		return badRow(whyQuote, "close the quote in this line, or download the file again")
	}
	for len(rec.cells) > r.layout.columns && strings.TrimFunc(rec.cells[len(rec.cells)-1], blank) == "" {
		rec.cells = rec.cells[:len(rec.cells)-1]
	}
	if len(rec.cells) != r.layout.columns {
		return badRow(whyColumns, "the row has more or fewer cells than the header; download the file again")
	}
	first, others := "", false
	for _, c := range rec.cells {
		c = strings.TrimFunc(c, blank)
		if first == "" {
			first = c
		}
		others = others || c != ""
	}
	switch {
	case !others:
		return badRow(whyBlankRow, "")
	case slices.EqualFunc(rec.cells, r.head.names, func(a, b string) bool { return strings.TrimFunc(a, blank) == b }):
		return badRow(whyHeader, "")
	case isTotal(first) && r.layout.when(rec) == "":
		return badRow(whyTotal, "a sum is not a post")
	}
	return nil
}

// isTotal reports the word that a row of sums begins with.
func isTotal(s string) bool {
	switch strings.ToLower(strings.TrimRight(s, ":")) {
	case "total", "totals", "gesamt", "summe", "gesamtsumme", "totale", "totaal", "suma", "المجموع", "الإجمالي", "итого":
		return true
	}
	return false
}

// isOurs reports whether the row is of the configured account.
func (r *reading) isOurs(rec *record) bool {
	if !r.layout.has(fAccount) || r.account.Everyone() {
		return true
	}
	return slices.ContainsFunc(r.layout.cols[fAccount], func(i int) bool {
		return connectors.SameHandle(r.account.Handle, strings.TrimFunc(rec.cells[i], blank))
	})
}

// count reads one counter. A blank is nil and counted; a number that cannot be is
// the end of the row.
func (r *reading) count(rec *record, f field) (data.Count, *bad) {
	if !r.layout.has(f) {
		return nil, nil
	}
	return r.number(r.layout.cell(rec, f), f)
}

func (r *reading) number(s string, f field) (data.Count, *bad) {
	n, verdict := parseCount(s)
	switch verdict {
	case numberRead:
		return data.N(n), nil
	case numberBlank:
		r.blanks++
		return nil, nil
	case numberImpossible:
		return nil, badCell(whyImpossible, f, "no counter is negative or above a million million")
	}
	return nil, badCell(whyBadNumber, f, "the cell is not a whole number; the row may be shifted")
}

// yes reads a cell of yes or no; without a column or value it is no.
func (r *reading) yes(rec *record, f field) (bool, *bad) {
	switch strings.ToLower(r.layout.cell(rec, f)) {
	case "", "0", "false", "no", "n", "f", "nein", "falsch", "non", "faux", "falso", "na", "n/a", "-":
		return false, nil
	case "1", "true", "yes", "y", "t", "ja", "wahr", "oui", "vrai", "sí", "si", "verdadero":
		return true, nil
	}
	return false, badCell(whyBadValue, f, "write true or false")
}

// id returns what the platform calls the row's post.
func (r *reading) id(rec *record) (string, *bad) {
	l := r.layout
	id, link := tidyID(l.cell(rec, fID)), l.cell(rec, fURL)
	d := damageOf(id, r.survey.damagedIDs())
	if id != "" && d == intact {
		if l.native && !r.plausible(id) {
			return "", badCell(whyNoID, fID, "this is not an id of "+string(l.platform))
		}
		return strings.Clone(id), nil
	}
	fromLink := linkID(l.platform, link)
	if id != "" {
		switch {
		case d == errored && fromLink != "", fromLink != "" && agrees(fromLink, id):
			r.linked++
			return strings.Clone(fromLink), nil
		}
		return "", badCell(whyDamagedID, fID,
			"a spreadsheet cut digits off the id; use the file as it was downloaded, or open it with this column as text")
	}
	if fromLink != "" {
		return strings.Clone(fromLink), nil
	}
	if len(l.hash) > 0 {
		cells := make([]string, len(l.hash))
		for i, c := range l.hash {
			cells[i] = rec.cells[c]
		}
		return rowID(cells), nil
	}
	if link != "" && !l.has(fID) {
		return rowID([]string{link}), nil
	}
	return "", badRow(whyNoID, "the row has no id, and its link holds none")
}

// plausible reports whether a native export's id has the platform's form.
func (r *reading) plausible(id string) bool {
	switch r.layout.platform {
	case data.X, data.TikTok, data.Instagram:
		return digitsOnly(id)
	case data.Facebook:
		return digitsOnly(strings.Replace(id, "_", "", 1))
	case data.YouTube:
		return len(id) == 11 && !strings.ContainsFunc(id, func(c rune) bool {
			return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')
		})
	}
	return true
}

// language returns a language tag as platforms write it, made comparable.
func language(s string) string {
	s = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	if isNothing(s) || s == "und" || len(s) > 35 {
		return ""
	}
	return s
}

func (r *reading) told(rec *record) []string {
	r.cells = r.layout.told(rec, r.cells)
	return r.cells
}
