package exports

import (
	"context"
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// version goes up whenever the same file gives other rows, so that files are read
// again.
const version = "6"

// Driver reads an account's files. It is not safe for concurrent use.
type Driver struct {
	account  connectors.Account
	env      connectors.Env
	mappings map[string]Mapping
	tables   connectors.FilePages[*keyed]
	open     *openFile // being read between two pages
}

// keyed is a table with the key it has in cursors.
type keyed struct {
	connectors.Found
	*inspected
	key      string
	rows     string          // kind of its rows; "" if it is not known
	platform data.Platform   // where its posts stand, or the posts of comments that do not say so
	places   []data.Platform // where the links of a sheet lead that does not say otherwise
	account  string          // that the first row of posts names
	sibling  bool            // whether another table of the same file is known
	swept    bool            // whether it lies in a folder that is read, and is not named itself
	mixed    connectors.Note // what must be known of it beside the account's other tables; none if it says nothing
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
	d := &Driver{account: a, env: env, mappings: mappings}
	d.tables = connectors.FilePages[*keyed]{Find: d.find, Read: d.read, Close: d.close, AsOf: data.At(env.Clock.AsOf)}
	return d, nil
}

// Info implements connectors.Driver.
func (d *Driver) Info() connectors.Info {
	return connectors.Info{Name: "exports", Version: version, Source: data.SourceExport}
}

// Fetch implements connectors.Driver: one page of at most Env.Rows rows of one file.
func (d *Driver) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	return d.tables.Fetch(ctx, cursor)
}

// Close ends the round of reading; see [connectors.Driver].
func (d *Driver) Close() { d.tables.End() }

// Key implements connectors.KeyedFile.
func (k *keyed) Key() string { return k.key }

// read reads on in k.
func (d *Driver) read(ctx context.Context, p *connectors.Page, k *keyed, c connectors.FileCursor) (connectors.FileCursor, error) {
	if k.note != "" {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: k.note})
		return c.Finish(k.key), nil
	}
	f := d.open
	if f == nil || f.key != k.key || f.row != c.Row {
		d.close()
		var err error
		if f, err = d.openFile(ctx, k, c.Row, p); err != nil {
			return c, err
		}
		if f == nil { // p says why
			return c.Finish(k.key), nil
		}
		d.open = f
	}
	ended, err := f.read(ctx, p, d.env.PageRows())
	if err != nil {
		return c, err
	}
	if due := f.reading.due; due != 0 {
		c = c.Await(k.key, due)
	}
	if ended {
		d.close()
		return c.Finish(k.key), nil
	}
	c.Row = f.row
	return c, nil
}

func (d *Driver) close() {
	if d.open != nil {
		d.open.src.Close()
		d.open.in.release()
		d.open = nil
	}
}
