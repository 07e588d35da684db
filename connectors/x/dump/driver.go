package dump

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

// version goes up when the same dump gives other rows.
const version = "2"

// Driver reads an account's dumps. It is not safe for concurrent use.
type Driver struct {
	account  connectors.Account
	env      connectors.Env
	declared map[string]connectors.Declared // by the mapping a file names
	files    connectors.FilePages[*unit]
	open     *openFile
}

// reading turns posts of one dump into records.
type reading struct{ v1.Reading }

// openFile is a file of posts between two pages.
type openFile struct {
	key     string
	stream  *v1.Stream
	survey  *survey
	reading *reading
	seen    map[string]bool // ids of posts taken
}

// Open returns the driver of an account; declared holds what the config says under
// the names of mappings that the files give.
func Open(a connectors.Account, env connectors.Env, declared map[string]connectors.Declared) (*Driver, error) {
	if err := connectors.CheckMappings(a, declared); err != nil {
		return nil, fmt.Errorf("open dumps: %w", err)
	}
	d := &Driver{account: a, env: env, declared: declared}
	d.files = connectors.FilePages[*unit]{Find: d.find, Read: d.read, Close: d.close}
	return d, nil
}

// Info implements connectors.Driver.
func (d *Driver) Info() connectors.Info {
	return connectors.Info{Name: "x-dump", Version: version, Source: data.SourceArchive}
}

// Fetch implements connectors.Driver: one page of about Env.Rows posts and replies,
// of whole threads or of one file.
func (d *Driver) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	return d.files.Fetch(ctx, cursor)
}

// Close ends the round of reading; see [connectors.Driver].
func (d *Driver) Close() { d.files.End() }

// find lists and hashes the account's dumps.
func (d *Driver) find(ctx context.Context) ([]*unit, error) {
	units, err := find(ctx, d.env.Dir, d.account.Files)
	if err != nil {
		return nil, err
	}
	for _, u := range units {
		u.key = connectors.Key(version, u.sum, fmt.Sprint(d.declared[u.mapping]), d.account.Handle, fmt.Sprint(d.account.Replies))
	}
	return units, nil
}

func (d *Driver) read(ctx context.Context, p *connectors.Page, u *unit, c connectors.FileCursor) (connectors.FileCursor, error) {
	if u.thread {
		return d.threads(ctx, p, c)
	}
	return d.file(ctx, p, u, c)
}

// threads adds threads until the page is full. The page's input names the first.
func (d *Driver) threads(ctx context.Context, p *connectors.Page, c connectors.FileCursor) (connectors.FileCursor, error) {
	first := p.Input
	for n := 0; n < d.env.PageRows(); {
		u, more := d.files.Next(c)
		if !more || !u.thread {
			break
		}
		if ctx.Err() != nil {
			return c, context.Cause(ctx)
		}
		t, rejects, err := readThread(u, u.Input())
		if err != nil {
			return c, err
		}
		p.Rejects = append(p.Rejects, rejects...)
		r := d.reading(u)
		if r.Observed == 0 {
			r.Observed = data.At(t.newest())
		}
		r.thread(p, t)
		c = c.Finish(u.key)
		n += 1 + len(t.replies)
	}
	p.Input = first
	return c, nil
}

func (d *Driver) reading(u *unit) *reading {
	said := d.declared[u.mapping]
	return &reading{v1.Reading{Account: d.account, Env: d.env, Input: u.Input(), Source: data.SourceArchive, Observed: said.ObservedAt, Lifetime: said.Lifetime}}
}

// file adds posts of a file until the page is full.
func (d *Driver) file(ctx context.Context, p *connectors.Page, u *unit, c connectors.FileCursor) (connectors.FileCursor, error) {
	f := d.open
	if f == nil || f.key != u.key || f.stream.Count() != c.Row {
		var err error
		if f, err = d.openFile(ctx, u, c.Row); err != nil {
			return c, err
		}
	}
	for f.stream.Count() < c.Row+int64(d.env.PageRows()) {
		ended, err := f.take(ctx, p)
		if err != nil {
			return c, err
		}
		if ended {
			d.close()
			return c.Finish(u.key), nil
		}
	}
	c.Row = f.stream.Count()
	return c, nil
}

// openFile surveys a file and goes behind the posts that were returned before.
func (d *Driver) openFile(ctx context.Context, u *unit, row int64) (*openFile, error) {
	d.close()
	r := d.reading(u)
	v, err := r.surveyFile(ctx, u.path)
	if err != nil {
		return nil, err
	}
	if r.Observed == 0 {
		r.Observed = data.At(v.newest)
	}
	s, err := v1.OpenStream(u.path)
	if err != nil {
		return nil, err
	}
	d.open = &openFile{key: u.key, stream: s, survey: v, reading: r, seen: map[string]bool{}}
	for s.Count() < row {
		ended, err := d.open.take(ctx, &connectors.Page{})
		if err != nil {
			return nil, err
		}
		if ended {
			break
		}
	}
	return d.open, nil
}

// take adds the next post of the file to p.
func (f *openFile) take(ctx context.Context, p *connectors.Page) (ended bool, err error) {
	if ctx.Err() != nil {
		return false, context.Cause(ctx)
	}
	raw, err := f.stream.Next()
	reject := func(why, hint string) {
		p.Rejects = append(p.Rejects, data.Reject{Input: f.reading.Input, Line: f.stream.Count(), Why: why, Hint: hint})
	}
	switch {
	case errors.Is(err, io.EOF):
		return true, nil
	case err != nil && v1.OfItem(err):
		reject(whyNoPost, err.Error())
		return false, nil
	case err != nil:
		return false, fmt.Errorf("%w: %w", connectors.ErrTransient, err)
	}
	s, err := v1.Decode(raw)
	switch {
	case err != nil:
		reject(whyNoPost, "no v1.1 post: "+err.Error())
	case f.seen[string(s.IDStr)]:
		reject(whyDuplicate, "the same post stands further up")
	default:
		f.seen[string(s.IDStr)] = true
		f.reading.item(p, s, f.survey)
	}
	return false, nil
}

func (d *Driver) close() {
	if d.open != nil {
		d.open.stream.Close()
		d.open = nil
	}
}
