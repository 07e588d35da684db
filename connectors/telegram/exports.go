package telegram

import (
	"context"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// exports reads an account's result.json files. It is not safe for concurrent use.
type exports struct {
	account  connectors.Account
	env      connectors.Env
	name     name
	declared map[string]connectors.Declared // by the mapping a file names
	files    []*file                        // of this round; nil before it
	known    *survey                        // what all files together say; nil before it is needed
	open     *reading                       // a file between two pages
}

// Info implements connectors.Driver.
func (d *exports) Info() connectors.Info {
	return connectors.Info{Name: "telegram", Version: version, Source: data.SourceExport}
}

// Fetch implements connectors.Driver: one page of Env.Rows posts and replies of one
// file.
func (d *exports) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	if ctx.Err() != nil {
		return connectors.Page{}, context.Cause(ctx)
	}
	c, err := connectors.ParseFileCursor(cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	if d.files == nil {
		if d.files, err = d.find(ctx); err != nil {
			return connectors.Page{}, err
		}
	}
	f := d.next(c)
	if f == nil {
		d.forget()
		return connectors.Page{Cursor: cursor, Done: true}, nil
	}
	p, c, err := d.page(ctx, f, c)
	if err != nil {
		d.forget()
		return connectors.Page{}, err
	}
	p.Cursor, p.Done = c.String(), d.next(c) == nil
	if p.Done {
		d.forget()
	}
	return p, nil
}

// next returns the file to read: the one that was begun, else the first not done.
func (d *exports) next(c connectors.FileCursor) *file {
	if i := c.Next(len(d.files), func(i int) string { return d.files[i].key }); i >= 0 {
		return d.files[i]
	}
	return nil
}

// page reads on in f.
func (d *exports) page(ctx context.Context, f *file, c connectors.FileCursor) (connectors.Page, connectors.FileCursor, error) {
	p := connectors.Page{Input: f.input()}
	if c.File != f.key {
		c.File, c.Row = f.key, 0
	}
	if d.known == nil {
		var err error
		if d.known, err = d.survey(ctx); err != nil {
			return p, c, err
		}
	}
	if reject := d.known.refuse(f); reject != nil {
		p.Rejects = append(p.Rejects, *reject)
		return p, c.Finish(f.key), nil
	}
	r := d.open
	if r == nil || r.file != f || r.row != c.Row {
		var err error
		if r, err = d.begin(ctx, f, c.Row); err != nil {
			return p, c, err
		}
	}
	until := c.Row + int64(d.env.PageRows())
	for r.row < until {
		ended, err := r.take(ctx, &p)
		if err != nil {
			return p, c, err
		}
		if ended {
			r.remarks(&p)
			d.close()
			return p, c.Finish(f.key), nil
		}
	}
	c.Row = r.row
	return p, c, nil
}

// begin opens a file and goes behind the rows that were returned before.
func (d *exports) begin(ctx context.Context, f *file, row int64) (*reading, error) {
	d.close()
	s, err := openScanner(f.path)
	if err != nil {
		return nil, err
	}
	s.skips = d.known.skips(f)
	r := &reading{exports: d, file: f, items: items{scan: s, zone: d.zone()}, observed: d.observed(f), lifetime: d.declared[f.mapping].Lifetime}
	d.open = r
	for r.row < row {
		ended, err := r.take(ctx, &connectors.Page{Input: f.input()})
		if err != nil {
			return nil, err
		}
		if ended {
			break
		}
	}
	return r, nil
}

// observed is when a file's counters were read: as declared, or at the newest of what
// proves that it was later: a message in it, the day in the name of its folder.
func (d *exports) observed(f *file) data.Micros {
	if at := d.declared[f.mapping].ObservedAt; at != 0 {
		return at
	}
	return max(f.chats.newest, f.day)
}

// forget closes what is open, so that the next Fetch looks at the files anew.
func (d *exports) forget() {
	d.close()
	d.files, d.known = nil, nil
}

func (d *exports) close() {
	if d.open != nil {
		d.open.items.scan.Close()
		d.open = nil
	}
}
