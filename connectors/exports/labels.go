package exports

import (
	"context"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/labelsheet"
	"github.com/digital-diplomacy/tailor/data"
)

// rowsLabels are labels that people gave posts by hand, in the workbook that tailor
// label writes or a table with its columns.
const rowsLabels = "labels"

// fitLabels lays a table of labels over a header, or returns nil. It is looked for
// first: the table has posts' texts and links, and must not be taken for a list of
// posts.
func fitLabels(h *formats.Header) (l *layout, matched int) {
	c := labelsheet.Fit(h.Names)
	if c == nil {
		return nil, 0
	}
	return &layout{Fitted: formats.Fitted{Name: rowsLabels, Title: "sheet of labels", Rows: rowsLabels, Columns: len(h.Names)}, labels: c}, c.Known()
}

// label adds what a row says of a post. An answer that cannot be used is set aside
// under its cell, and the row's others land.
func (r *reading) label(rec *delimited.Record, p *connectors.Page) *bad {
	label, said, problems := r.layout.labels.Read(rec.Cells, r.observed)
	for _, problem := range problems {
		cell := fmt.Sprintf("row %d", rec.Line)
		if name, err := excelize.CoordinatesToCellName(problem.Column+1, int(rec.Line)); err == nil {
			cell = name
		}
		b := &bad{why: whyBadLabel, column: r.head.Names[problem.Column], hint: "cell " + cell + ": " + problem.Hint}
		p.Rejects = append(p.Rejects, r.reject(rec, b, true))
	}
	if said {
		p.Labels = append(p.Labels, label)
	}
	return nil
}

// savedAt returns when a workbook says that it was saved last, if that can be.
func savedAt(f *excelize.File) time.Time {
	props, err := f.GetDocProps()
	if err != nil {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, props.Modified)
	if err != nil {
		return time.Time{}
	}
	return at.UTC().Truncate(time.Second)
}

// answeredAt is when the labels of a file were given: as declared, else when its
// workbook was saved, so that reading it again makes nothing newer; the as-of moment
// for a table that does not say.
func (r *reading) answeredAt(saved time.Time, clock data.Clock) data.Micros {
	switch {
	case r.declared, saved.IsZero(), saved.After(clock.AsOf.Add(latest)):
		return r.observed
	}
	return data.At(saved)
}

// ReadLabels reads the labels of one file, with what could not be used. It fails with
// [connectors.ErrInput] if the file holds no labels: what else it holds is not read.
func ReadLabels(ctx context.Context, path string, clock data.Clock) (labels []data.HandLabel, rejects []data.Reject, err error) {
	found, err := Recognise(path)
	if err != nil {
		return nil, nil, err
	}
	if found.Rows != rowsLabels {
		return nil, nil, fmt.Errorf("%w: %s is a %s and no sheet of labels; write one with: tailor label --posts --write FILE.xlsx", connectors.ErrInput, base(path), found.Title)
	}
	account := connectors.Account{ID: "labels", Platform: "exports", Role: data.RoleOwn, Files: []connectors.File{{Path: path}}}
	driver, err := Open(account, connectors.Env{Clock: clock}, nil)
	if err != nil {
		return nil, nil, err
	}
	source := connectors.NewSource(account, driver)
	source.Clock = clock
	for p, err := range source.Pages(ctx, "") {
		if err != nil {
			return nil, nil, err
		}
		labels, rejects = append(labels, p.Labels...), append(rejects, p.Rejects...)
	}
	return labels, rejects, nil
}
