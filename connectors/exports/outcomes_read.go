package exports

import (
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// maxMeasure is the longest name of a measure, topic or unit in bytes; a longer one
// is a remark in the wrong column.
const maxMeasure = 200

// outcome adds a row's figures. A cell that cannot be read costs its figure, not the
// row's others.
func (r *reading) outcome(rec *delimited.Record, p *connectors.Page) *bad {
	f := r.layout.figures
	kind, period, b := r.period(rec)
	if b != nil {
		return b
	}
	o := data.Outcome{
		Mission: r.account.Mission, AccountID: r.account.ID, PeriodKind: kind, Period: period,
		Topic: topicOf(f.cell(rec, f.topic)), Unit: strings.Clone(formats.Normalise(f.cell(rec, f.unit))), About: strings.Clone(f.cell(rec, f.about)),
		ObservedAt: r.observed, Source: data.SourceExport, Input: r.file,
	}
	if b := r.attributed(rec, &o); b != nil {
		return b
	}
	if f.wide == nil {
		return r.figure(rec, p, o, f.value, f.cell(rec, f.measure))
	}
	told := false
	for _, m := range f.wide {
		if parse.IsNothing(f.cell(rec, m.col)) {
			continue // a week without the figure, not a zero
		}
		told = true
		one := o
		if m.unit != "" {
			one.Unit = m.unit
		}
		if b := r.figure(rec, p, one, m.col, m.measure); b != nil {
			p.Rejects = append(p.Rejects, r.reject(rec, b, true))
		}
	}
	if !told {
		return badRow(whyNoFigure, "the row has no figure; nothing was taken to be zero")
	}
	return nil
}

// cell returns a cell without the space around it; "" for no column.
func (f *figures) cell(rec *delimited.Record, col int) string {
	if col < 0 {
		return ""
	}
	return trim(rec.Cells[col])
}

// figure adds one figure.
func (r *reading) figure(rec *delimited.Record, p *connectors.Page, o data.Outcome, col int, measure string) *bad {
	bad := func(why, hint string) *bad { return &bad{why: why, column: r.head.Names[col], hint: hint} }
	o.Measure = strings.Clone(formats.Normalise(measure))
	switch {
	case o.Measure == "":
		return bad(whyNoMeasure, "say in the column measure what was counted, for example: appointments")
	case len(o.Measure) > maxMeasure || len(o.Topic) > maxMeasure || len(o.Unit) > maxMeasure:
		return bad(whyNoMeasure, "the name of a measure, topic or unit is a whole text; the row may be shifted")
	}
	cell := r.layout.figures.cell(rec, col)
	v, verdict := parseDecimal(cell, r.layout.figures.comma)
	if r.layout.dates.Serial != 0 {
		v, verdict = parseCell(cell)
	}
	switch verdict {
	case decimalBlank:
		return bad(whyNoFigure, "the row has no figure; nothing was taken to be zero")
	case decimalAmbiguous:
		return bad(whyBadNumber, "the mark in it may part thousands or a fraction; write 1234 or 1.5")
	case decimalFine:
		return bad(whyBadNumber, "it has more than three places behind the point; round it")
	case decimalImpossible:
		return bad(whyImpossible, "no figure is above a million million")
	case decimalUnreadable:
		return bad(whyBadNumber, "the cell is not a number; the row may be shifted")
	}
	if o.Unit == "" && (strings.HasSuffix(cell, "%") || strings.HasSuffix(cell, "٪")) {
		o.Unit = "%"
	}
	o.Value, o.Small = v, v.IsSmall()
	key := strings.Join([]string{o.PeriodKind, o.Period, o.Measure, o.Topic, o.Unit, o.About, string(o.Platform), string(o.PostID)}, "\x00")
	if b := r.seen.add(key, 0, []string{v.String()}); b != nil {
		if b.why == whyConflict {
			b.hint = "a row further up gives another value for the same figure; the first is kept: correct one of them"
		}
		return b
	}
	p.Outcomes = append(p.Outcomes, o)
	return nil
}

// attributed reads where a figure is said to come from.
func (r *reading) attributed(rec *delimited.Record, o *data.Outcome) *bad {
	f := r.layout.figures
	if s := f.cell(rec, f.platform); !parse.IsNothing(s) {
		o.Platform = platformOf(s)
	}
	s := ids.Tidy(f.cell(rec, f.post))
	if parse.IsNothing(s) {
		return nil
	}
	id := s
	if strings.Contains(s, "/") {
		p := ids.PlatformOf(s)
		id = ids.OfLink(p, s)
		if o.Platform == "" {
			o.Platform = p
		}
	}
	switch {
	case id == "" || ids.DamageOf(id, false) != ids.Intact:
		return &bad{why: whyNoPost, column: r.head.Names[f.post], hint: "the post is no id and no link that holds one; correct it or leave it out"}
	case o.Platform == "":
		return &bad{why: whyNoPost, column: r.head.Names[f.post], hint: "the platform of the post is not known; add a column platform"}
	}
	o.PostID = data.NewPostID(o.Platform, strings.Clone(id))
	return nil
}

// platformOf returns the platform of a name, known or not.
func platformOf(name string) data.Platform {
	switch key := strings.ReplaceAll(formats.Normalise(name), " ", ""); key {
	case "twitter", "x/twitter", "x(twitter)":
		return data.X
	default:
		return data.Platform(strings.NewReplacer(":", "", "/", "").Replace(key))
	}
}

// proveMark looks at the figures of a row for what mark parts whole and fraction.
func (f *figures) proveMark(rec *delimited.Record) {
	prove := func(col int) {
		if col >= 0 && col < len(rec.Cells) {
			f.comma = f.comma.and(evidence(trim(rec.Cells[col])))
		}
	}
	prove(f.value)
	for _, m := range f.wide {
		prove(m.col)
	}
}
