package exports

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
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

// openFile surveys a table and opens it behind the rows that were returned before. If
// it cannot be read, p says why and there is no file, so that the account's other
// files are read.
func (d *Driver) openFile(ctx context.Context, k *keyed, row int64, p *connectors.Page) (*openFile, error) {
	m := d.mapping(k.Mapping)
	if err := k.load(ctx); err != nil {
		return nil, k.refuse(err, p)
	}
	l, src, err := k.open(d.fitter(k.Mapping), m)
	if err != nil {
		return nil, k.refuse(err, p)
	}
	refuse := func(why, hint string) (*openFile, error) {
		src.Close()
		p.Rejects = append(p.Rejects, data.Reject{Input: k.Input(), Why: why, Hint: hint})
		return nil, nil
	}
	if l.Rows == formats.RowsDays {
		src.Close()
		p.Notes = append(p.Notes, connectors.Note{Input: k.Input(), What: l.Title + ": " + l.Caution})
		return nil, nil
	}
	if want := d.stated(); want != "" && l.Platform != "" && l.Platform != want {
		if len(d.readers(k.path)) > 1 {
			return refuse(whyPlatform, fmt.Sprintf("the file is of %[1]s, and no account on it reads this folder; add one under accounts, like {id: %[1]s, platform: %[1]s, files: inbox/}", l.Platform))
		}
		return refuse(whyPlatform, fmt.Sprintf(
			"the file is of %s, but account %s is on %s; move the file or correct the account", l.Platform, d.account.ID, want))
	}
	if l.Followers && k.saysComments() {
		return refuse(whyUnknownFile, "its name says that it is a list of comments, but no column names the post they stand under; add one with the post's link")
	}
	l.Platform = cmp.Or(l.Platform, k.platform)
	if l.Platform == "" && l.Rows != formats.RowsComments && !l.whole() {
		return refuse(whyPlatform, "it is a "+l.Title+", and nothing tells of which platform; set platform: of the account, for example platform: whatsapp")
	}
	if l.dates.Zone == nil {
		l.dates.Zone = cmp.Or(headerZone(l, &src.head, formats.Published, formats.Date, formats.Time), d.env.Zone)
		l.observed.Zone = cmp.Or(headerZone(l, &src.head, formats.Observed), d.env.Zone)
	}
	l.places = k.places
	if l.native && (l.Rows == formats.RowsPosts || l.Rows == formats.RowsAccounts) {
		l.dates.From, l.dates.To = k.period()
	}
	s, err := surveyFile(ctx, l, src, d.env.Clock.AsOf)
	src.Close()
	if err != nil {
		return nil, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, k.path, err)
	}
	_, src, err = k.open(d.fitter(k.Mapping), m)
	if err != nil {
		return nil, fmt.Errorf("%w: %s changed while it was read: %w", connectors.ErrTransient, k.path, err)
	}
	f := &openFile{key: k.key, in: k.inspected, src: src}
	if err := f.begin(d, m, l, s); err != nil {
		src.Close()
		return nil, err
	}
	f.reading.readers = d.readers(k.path)
	if k.mixed.What != "" {
		f.notes = append(f.notes, connectors.Note{Input: k.Input(), What: k.mixed.What, Hint: k.mixed.Hint})
	}
	if err := f.skip(ctx, row); err != nil {
		src.Close()
		return nil, err
	}
	return f, nil
}

// refuse says in p why a table is not read. A table beside others of its file that
// are read, like a sheet of remarks, is told of and not held against the file.
func (k *keyed) refuse(err error, p *connectors.Page) error {
	var wrong *fault
	reject := data.Reject{Input: k.Input(), Why: whyUnknownFile, Hint: err.Error()}
	switch {
	case errors.Is(err, connectors.ErrInput), errors.Is(err, connectors.ErrTransient), errors.Is(err, context.Canceled),
		errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, errEmpty):
		reject.Why = whyUnreadable
	case k.swept && !mayHoldTables(k.path): // a picture in the folder is nobody's mistake
		p.Notes = append(p.Notes, connectors.Note{Input: k.Input(), What: "was not read: " + err.Error()})
		return nil
	case errors.As(err, &wrong):
		reject.Why = wrong.why
	case k.sibling:
		what := "was not read: " + err.Error()
		if unknown := new(formats.UnknownHeader); errors.As(err, &unknown) {
			what = "was not read: it is no table that is known; others of the same file were"
		}
		p.Notes = append(p.Notes, connectors.Note{Input: k.Input(), What: what})
		return nil
	}
	p.Rejects = append(p.Rejects, reject)
	return nil
}

// begin sets up the reading and what there is to say of the file as a whole.
func (f *openFile) begin(d *Driver, m *Mapping, l *layout, s *survey) error {
	declared, _, err := m.Declared()
	if err != nil {
		return err
	}
	observed, how := s.observedAt(l, declared, d.env.Clock)
	if l.whole() {
		observed, how = cmp.Or(declared, d.env.Clock.Now()), ""
	}
	f.reading = &reading{account: d.account, env: d.env, layout: l, head: &f.src.head, input: f.in.Input(), file: f.in.name(), survey: s, about: linkAbove(f.src.preamble),
		observed: observed, declared: declared != 0}
	if l.Rows == rowsLabels && f.in.cells != nil {
		f.reading.observed = f.reading.answeredAt(f.in.cells.saved, d.env.Clock)
	}
	say := func(what, hint string) {
		f.notes = append(f.notes, connectors.Note{Input: f.in.Input(), What: what, Hint: hint})
	}
	if f.src.encoding != delimited.UTF8 {
		say("read as "+f.src.encoding.String(), "")
	}
	switch {
	case s.rows == 0:
		say("it holds the names of columns and no rows", "choose a longer period, and download it again")
	case how != "" && !l.Has(formats.Observed) && l.Rows != formats.RowsComments:
		say(how, "declare observed_at in a mapping if you know it better")
	}
	if l.Caution != "" {
		say(l.Caution, "")
	}
	switch {
	case s.mixed:
		say("some dates put the day first and some the month", "declare dates: in a mapping")
	case s.order == parse.DayFirst && s.ambiguous > 0:
		say("dates are read day first, "+s.how, "")
	case s.order == parse.MonthFirst && s.ambiguous > 0:
		say("dates are read month first, "+s.how, "")
	}
	if l.Rows == formats.RowsComments && !d.account.Replies {
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
	if f.reading.layout.Rows == formats.RowsComments && !f.reading.account.Replies {
		return true, nil
	}
	if f.reading.layout.whole() {
		n = math.MaxInt
	}
	ended, err = f.rows(ctx, p, n)
	if err != nil || !ended {
		return ended, err
	}
	if f.src.changed(f.in) {
		return false, fmt.Errorf("%w: %s changed while it was read; run again", connectors.ErrTransient, f.in.path)
	}
	f.reading.finish(p)
	for _, note := range append(f.reading.unread(), []connectors.Note{
		{What: "counter cells were blank and are unknown, not zero", Count: f.reading.blanks},
		{What: "counts that are rounded, like 12.5K, are unknown here and not guessed", Hint: "write them in full", Count: f.reading.rounded},
		{What: "ids that a spreadsheet damaged were taken from the posts' links", Count: f.reading.linked},
	}...) {
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
		rec, err := f.src.table.Next()
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
