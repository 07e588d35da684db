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
	pages    connectors.FilePages[*file]
	files    []*file  // of this round
	known    *survey  // what all files together say; nil before it is needed
	open     *reading // a file between two pages
}

// Info implements connectors.Driver.
func (d *exports) Info() connectors.Info {
	return connectors.Info{Name: "telegram", Version: version, Source: data.SourceExport}
}

// newExports returns the driver of an account's files.
func newExports(a connectors.Account, env connectors.Env, n name, declared map[string]connectors.Declared) *exports {
	d := &exports{account: a, env: env, name: n, declared: declared}
	d.pages = connectors.FilePages[*file]{Find: d.find, Read: d.read, Close: d.forget}
	return d
}

// Fetch implements connectors.Driver: one page of Env.Rows posts and replies of one
// file.
func (d *exports) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	return d.pages.Fetch(ctx, cursor)
}

// Close ends the round of reading; see [connectors.Driver].
func (d *exports) Close() { d.pages.End() }

// read reads on in f.
func (d *exports) read(ctx context.Context, p *connectors.Page, f *file, c connectors.FileCursor) (connectors.FileCursor, error) {
	if d.known == nil {
		var err error
		if d.known, err = d.survey(ctx); err != nil {
			return c, err
		}
	}
	if reject := d.known.refuse(f); reject != nil {
		p.Rejects = append(p.Rejects, *reject)
		return c.Finish(f.key), nil
	}
	r := d.open
	if r == nil || r.file != f || r.row != c.Row {
		var err error
		if r, err = d.begin(ctx, f, c.Row); err != nil {
			return c, err
		}
	}
	until := c.Row + int64(d.env.PageRows())
	for r.row < until {
		ended, err := r.take(ctx, p)
		if err != nil {
			return c, err
		}
		if ended {
			r.remarks(p)
			d.close()
			return c.Finish(f.key), nil
		}
	}
	c.Row = r.row
	return c, nil
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
		ended, err := r.take(ctx, &connectors.Page{Input: f.Input()})
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

func (d *exports) close() {
	if d.open != nil {
		d.open.items.scan.Close()
		d.open = nil
	}
}

// forget lets go of what all files together say, too.
func (d *exports) forget() {
	d.close()
	d.files, d.known = nil, nil
}
