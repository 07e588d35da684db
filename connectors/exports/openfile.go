package exports

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// openFile is a file between two pages.
type openFile struct {
	key     string
	in      *inspected
	src     *source
	reading *reading
	row     int64 // rows taken
	notes   []connectors.Note
}

// openFile surveys a file and opens it behind the rows that were returned before. A
// file that is no table we know is a reject, so that the account's other files are
// read.
func (d *Driver) openFile(ctx context.Context, k *keyed, row int64) (*openFile, *data.Reject, error) {
	var m *Mapping
	if k.Mapping != "" {
		declared := d.mappings[k.Mapping]
		m = &declared
	}
	l, src, err := k.open(m, k.Mapping)
	switch {
	case err != nil && errors.Is(err, connectors.ErrInput):
		return nil, nil, err
	case errors.Is(err, errEmpty):
		return nil, &data.Reject{Input: k.input(), Why: whyUnreadable, Hint: "the file is empty; download it again"}, nil
	case err != nil:
		return nil, &data.Reject{Input: k.input(), Why: whyUnknownFile, Hint: err.Error()}, nil
	}
	if want := data.Platform(d.account.Platform); want != "" && want != "exports" && l.platform != "" && l.platform != want {
		src.Close()
		return nil, &data.Reject{Input: k.input(), Why: whyPlatform, Hint: fmt.Sprintf(
			"the file is of %s, but account %s is on %s; move the file or correct the account", l.platform, d.account.ID, want)}, nil
	}
	if l.rows == rowsComments && l.platform == "" {
		l.platform = k.platform
	}
	if l.dates.zone == nil {
		l.dates.zone, l.observed.zone = d.env.Zone, d.env.Zone
	}
	if l.native && l.rows == rowsPosts {
		l.dates.from, l.dates.to = nameRange(base(k.path))
	}
	s, err := surveyFile(ctx, l, src, d.env.Clock.AsOf)
	src.Close()
	if err != nil {
		return nil, nil, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, k.path, err)
	}
	_, src, err = k.open(m, k.Mapping)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %s changed while it was read: %w", connectors.ErrTransient, k.path, err)
	}
	f := &openFile{key: k.key, in: k.inspected, src: src}
	if err := f.begin(d, m, l, s); err != nil {
		src.Close()
		return nil, nil, err
	}
	if err := f.skip(ctx, row); err != nil {
		src.Close()
		return nil, nil, err
	}
	return f, nil, nil
}

// begin sets up the reading and what there is to say of the file as a whole.
func (f *openFile) begin(d *Driver, m *Mapping, l *layout, s *survey) error {
	declared, _, err := m.Declared()
	if err != nil {
		return err
	}
	observed, how := s.observedAt(l, declared, d.env.Clock)
	f.reading = &reading{account: d.account, env: d.env, layout: l, head: &f.src.head, input: f.in.input(), survey: s,
		observed: observed, declared: declared != 0}
	say := func(what, hint string) {
		f.notes = append(f.notes, connectors.Note{Input: f.in.input(), What: what, Hint: hint})
	}
	if f.in.encoding != utf8Text {
		say("read as "+f.in.encoding.String(), "")
	}
	if how != "" && !l.has(fObserved) && l.rows != rowsComments {
		say(how, "declare observed_at in a mapping if you know it better")
	}
	if l.caution != "" {
		say(l.caution, "")
	}
	switch {
	case s.mixed:
		say("some dates put the day first and some the month", "declare dates: in a mapping")
	case s.order == dayFirst && s.ambiguous > 0:
		say("dates are read day first, as other rows of the file prove", "")
	case s.order == monthFirst && s.ambiguous > 0:
		say("dates are read month first, as other rows of the file prove", "")
	}
	if l.rows == rowsComments && !d.account.Replies {
		say("comments were not read, because replies are not collected", "see replies: in the config")
	}
	return nil
}

// skip takes the rows that earlier pages returned, for what is remembered of them.
func (f *openFile) skip(ctx context.Context, rows int64) error {
	if rows == 0 {
		return nil
	}
	f.notes = nil // said with the first page
	var past connectors.Page
	for f.row < rows {
		past = connectors.Page{}
		ended, err := f.rows(ctx, &past, int(min(rows-f.row, 1000)))
		if err != nil {
			return err
		}
		if ended {
			break
		}
	}
	return nil
}

// read adds up to n rows to p, and tells whether the file ended.
func (f *openFile) read(ctx context.Context, p *connectors.Page, n int) (ended bool, err error) {
	p.Notes, f.notes = append(p.Notes, f.notes...), nil
	if f.reading.layout.rows == rowsComments && !f.reading.account.Replies {
		return true, nil
	}
	ended, err = f.rows(ctx, p, n)
	if err != nil || !ended {
		return ended, err
	}
	if f.src.changed(f.in) {
		return false, fmt.Errorf("%w: %s changed while it was read; run again", connectors.ErrTransient, f.in.path)
	}
	for _, note := range []connectors.Note{
		{What: "counter cells were blank and are unknown, not zero", Count: f.reading.blanks},
		{What: "ids that a spreadsheet damaged were taken from the posts' links", Count: f.reading.linked},
	} {
		if note.Count > 0 {
			note.Input = p.Input
			p.Notes = append(p.Notes, note)
		}
	}
	return true, nil
}

func (f *openFile) rows(ctx context.Context, p *connectors.Page, n int) (ended bool, err error) {
	for i := range n {
		if i%256 == 0 && ctx.Err() != nil {
			return false, context.Cause(ctx)
		}
		rec, err := f.src.table.next()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, f.in.path, err)
		}
		f.row++
		f.reading.take(rec, p)
	}
	return false, nil
}
