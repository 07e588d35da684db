package exports

import (
	"context"
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// version goes up whenever the same file gives other rows, so that files are read
// again.
const version = "3"

// Driver reads an account's files. It is not safe for concurrent use.
type Driver struct {
	account  connectors.Account
	env      connectors.Env
	mappings map[string]Mapping
	formats  catalogue
	known    []keyed   // the tables of this round
	open     *openFile // being read between two pages
}

// keyed is a table with the key it has in cursors.
type keyed struct {
	connectors.Found
	*inspected
	key      string
	rows     string        // kind of its rows; "" if it is not known
	platform data.Platform // where its posts stand, or the posts of comments that do not say so
	sibling  bool          // whether another table of the same file is known
}

// Open returns the driver of an account. Every mapping that a file names must be in
// mappings and well formed; the files are looked for at the first Fetch.
func Open(a connectors.Account, env connectors.Env, mappings map[string]Mapping) (*Driver, error) {
	if err := connectors.CheckMappings(a, mappings); err != nil {
		return nil, fmt.Errorf("open files: %w", err)
	}
	for _, f := range a.Files {
		if f.Mapping == "" {
			continue
		}
		m := mappings[f.Mapping]
		if err := m.Validate(); err != nil {
			return nil, fmt.Errorf("open files of %s: %w: mapping %s: %w", a.ID, connectors.ErrInput, f.Mapping, err)
		}
	}
	return &Driver{account: a, env: env, mappings: mappings, formats: known()}, nil
}

// Info implements connectors.Driver.
func (d *Driver) Info() connectors.Info {
	return connectors.Info{Name: "exports", Version: version, Source: data.SourceExport}
}

// Fetch implements connectors.Driver: one page of at most Env.Rows rows of one file.
func (d *Driver) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	c, err := connectors.ParseFileCursor(cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	if d.known == nil {
		if d.known, err = d.files(ctx); err != nil {
			return connectors.Page{}, err
		}
	}
	k := d.next(c)
	if k == nil {
		d.forget()
		return connectors.Page{Cursor: cursor, Done: true}, nil
	}
	if c.File != k.key {
		c.Row = 0
	}
	p, row, ended, err := d.page(ctx, k, c.Row)
	if err != nil {
		d.forget()
		return connectors.Page{}, err
	}
	if ended {
		c = c.Finish(k.key)
		p.Done = d.next(c) == nil
	} else {
		c.File, c.Row = k.key, row
	}
	p.Cursor = c.String()
	if p.Done {
		d.forget()
	}
	return p, nil
}

// page reads on in k from a row.
func (d *Driver) page(ctx context.Context, k *keyed, row int64) (p connectors.Page, at int64, ended bool, err error) {
	p.Input = k.input()
	if k.note != "" {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: k.note})
		return p, 0, true, nil
	}
	f := d.open
	if f == nil || f.key != k.key || f.row != row {
		d.close()
		if f, err = d.openFile(ctx, k, row, &p); err != nil {
			return p, 0, false, err
		}
		if f == nil { // p says why
			return p, 0, true, nil
		}
		d.open = f
	}
	ended, err = f.read(ctx, &p, d.env.PageRows())
	if ended {
		d.close()
	}
	return p, f.row, ended, err
}

// next returns the file to read: the one that was begun, else the first not done.
func (d *Driver) next(c connectors.FileCursor) *keyed {
	if i := c.Next(len(d.known), func(i int) string { return d.known[i].key }); i >= 0 {
		return &d.known[i]
	}
	return nil
}

// forget closes what is open, so that the next Fetch looks at the files anew.
func (d *Driver) forget() {
	d.close()
	d.known = nil
}

func (d *Driver) close() {
	if d.open != nil {
		d.open.src.Close()
		d.open.in.release()
		d.open = nil
	}
}
