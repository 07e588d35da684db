package exports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// maxRespondents is how many responses a file may hold. A survey must be read whole
// before anything of it is passed on, because parts of it would be small groups.
const maxRespondents = 200_000

// form is a survey being read. It lives in memory only.
type form struct {
	name    string
	columns []asked
	agree   int    // column of the question on consent; -1 if the form has none
	answer  string // that agrees
	rows    []response
	tooMany bool
}

// asked is one column.
type asked struct {
	question string
	role     role
	trait    data.Dimension
	several  bool
}

// response is one row.
type response struct {
	at    time.Time // zero if it is not known
	cells []string
}

func (f *form) questions() int {
	n := 0
	for _, c := range f.columns {
		if c.role == roleQuestion || c.role == roleClosed || c.role == roleOpen {
			n++
		}
	}
	return n
}

// respond takes one respondent's row.
func (r *reading) respond(rec *delimited.Record) *bad {
	f := r.layout.form
	if f.agree >= 0 && !strings.EqualFold(trim(rec.Cells[f.agree]), trim(f.answer)) {
		return badRow(whyNoConsent, "the respondent did not agree; nothing of the row was kept")
	}
	if len(f.rows) >= maxRespondents {
		f.tooMany = true
		return nil
	}
	when := r.layout.when(rec)
	t, _, verdict := r.layout.dates.Parse(when)
	if at := strings.LastIndexByte(when, ' '); verdict == parse.DateUnreadable && at > 0 {
		t, _, verdict = r.layout.dates.Parse(when[:at]) // Google writes zones like EET, and only the order counts
	}
	if verdict != parse.DateRead || t.After(r.env.Clock.AsOf.Add(latest)) {
		t = time.Time{}
	}
	row := response{at: t, cells: make([]string, len(rec.Cells))}
	for i, c := range rec.Cells {
		row.cells[i] = strings.Clone(trim(c))
	}
	f.rows = append(f.rows, row)
	return nil
}

// finish passes the whole survey on, without who answered.
func (f *form) finish(p *connectors.Page, clock data.Clock) {
	defer func() { f.rows = nil }()
	if f.tooMany {
		p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Why: whyUnreadable,
			Hint: fmt.Sprintf("the file holds more than %d responses; nothing of it was read", maxRespondents)})
		return
	}
	s := connectors.Survey{Name: f.name, ObservedOn: f.observedOn(clock)}
	f.sort()
	var readers []func(response) []string
	for i := range f.columns {
		q, read, note := f.column(i)
		if note != "" {
			p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: note,
				Hint: "name it under survey.open to keep its masked answers for a while, or under survey.ignore"})
		}
		if read != nil {
			s.Questions, readers = append(s.Questions, q), append(readers, read)
		}
	}
	for _, row := range f.rows {
		answers := make([][]string, len(readers))
		for q, read := range readers {
			answers[q] = read(row)
		}
		s.Respondents = append(s.Respondents, connectors.Respondent{Answers: answers})
	}
	p.Surveys = append(p.Surveys, s)
}

// observedOn is the day of the newest response, the as-of day if none tells.
func (f *form) observedOn(clock data.Clock) string {
	var newest time.Time
	for _, row := range f.rows {
		if row.at.After(newest) {
			newest = row.at
		}
	}
	if newest.IsZero() {
		return clock.Day()
	}
	return newest.Format(time.DateOnly)
}

// sort puts the responses in the order they were given, if all tell when.
func (f *form) sort() {
	if slices.ContainsFunc(f.rows, func(r response) bool { return r.at.IsZero() }) {
		return
	}
	slices.SortStableFunc(f.rows, func(a, b response) int { return a.at.Compare(b.at) })
}

// column works out what a column is from what stands in it. read is nil if it is not
// read; note says why, if a person should know.
func (f *form) column(i int) (q connectors.Question, read func(response) []string, note string) {
	c := &f.columns[i]
	if c.role != roleQuestion && c.role != roleClosed && c.role != roleOpen {
		return q, nil, ""
	}
	q = connectors.Question{Text: c.question, Trait: c.trait}
	cells := make([]string, len(f.rows))
	for j, row := range f.rows {
		cells[j] = row.cells[i]
	}
	if identifying(cells) {
		c.role = roleIdentity
		return q, nil, ""
	}
	if c.role != roleOpen {
		split := separatorOf(cells, c.several)
		closed := c.role == roleClosed || split != "" || isClosed(cells)
		switch {
		case closed && split != "":
			q.Several = true
			return q, func(r response) []string { return choices(r.cells[i], split) }, ""
		case closed:
			return q, func(r response) []string { return choices(r.cells[i], "") }, ""
		case !isProse(cells):
			return q, nil, fmt.Sprintf("the question %q is answered by nearly everybody in another way, and briefly; it may ask who they are, and was not read", c.question)
		}
	}
	q.Open = true
	return q, func(r response) []string {
		text := f.unnamed(r, i)
		if parse.IsNothing(text) {
			return nil
		}
		return []string{text}
	}, ""
}

// unnamed returns an open answer without what the row's own columns on the
// respondent say: who signs with the name they gave.
func (f *form) unnamed(r response, i int) string {
	text := r.cells[i]
	for j, c := range f.columns {
		if c.role != roleIdentity || j >= len(r.cells) {
			continue
		}
		for _, word := range strings.FieldsFunc(r.cells[j], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
			if len([]rune(word)) >= 3 {
				text = withoutWord(text, word)
			}
		}
	}
	return text
}

// withoutWord replaces a word of a text, whatever its case, by "[name]".
func withoutWord(text, word string) string {
	var b strings.Builder
	inside := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	for rest := text; rest != ""; {
		start := strings.IndexFunc(rest, inside)
		if start < 0 {
			b.WriteString(rest)
			break
		}
		end := strings.IndexFunc(rest[start:], func(r rune) bool { return !inside(r) })
		if end < 0 {
			end = len(rest) - start
		}
		token := rest[start : start+end]
		b.WriteString(rest[:start])
		if cmp.Compare(parse.Fold(token), parse.Fold(word)) == 0 || strings.EqualFold(token, word) {
			token = "[name]"
		}
		b.WriteString(token)
		rest = rest[start+end:]
	}
	return b.String()
}
