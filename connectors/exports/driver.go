package exports

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// version goes up whenever the same file gives other rows, so that files are read
// again.
const version = "1"

// Driver reads an account's files. It is not safe for concurrent use.
type Driver struct {
	account  connectors.Account
	env      connectors.Env
	mappings map[string]Mapping
	known    []keyed   // the files of this round
	open     *openFile // being read between two pages
}

// keyed is a file with the key it has in cursors.
type keyed struct {
	connectors.Found
	*inspected
	key      string
	platform data.Platform // where comments stand that do not say so themselves
}

// Open returns the driver of an account. Every mapping that a file names must be in
// mappings and well formed; the files are looked for at the first Fetch.
func Open(a connectors.Account, env connectors.Env, mappings map[string]Mapping) (*Driver, error) {
	for _, f := range a.Files {
		m, known := mappings[f.Mapping]
		if f.Mapping == "" {
			continue
		}
		if !known {
			return nil, fmt.Errorf("open files of %s: %w: there is no mapping %q; add it to the config", a.ID, connectors.ErrInput, f.Mapping)
		}
		if err := m.Validate(); err != nil {
			return nil, fmt.Errorf("open files of %s: %w: mapping %s: %w", a.ID, connectors.ErrInput, f.Mapping, err)
		}
	}
	return &Driver{account: a, env: env, mappings: mappings}, nil
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
	f := d.open
	if f == nil || f.key != k.key || f.row != row {
		d.close()
		var reject *data.Reject
		if f, reject, err = d.openFile(ctx, k, row); err != nil {
			return p, 0, false, err
		}
		if reject != nil {
			p.Rejects = append(p.Rejects, *reject)
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

// files finds and hashes the account's files.
func (d *Driver) files(ctx context.Context) ([]keyed, error) {
	found, err := connectors.FindFiles(d.env.Dir, d.account.Files)
	if err != nil {
		return nil, err
	}
	known := make([]keyed, 0, len(found))
	for _, f := range found {
		in, err := inspect(ctx, f.Path)
		if err != nil {
			return nil, err
		}
		known = append(known, keyed{Found: f, inspected: in})
	}
	platform := d.onlyPlatform(known)
	for i := range known {
		k := &known[i]
		k.platform = platform
		if k.key, err = d.key(k); err != nil {
			return nil, err
		}
	}
	return known, nil
}

// key hashes what decides how a file is read.
func (d *Driver) key(k *keyed) (string, error) {
	m, err := json.Marshal(d.mappings[k.Mapping])
	if err != nil {
		return "", fmt.Errorf("mapping %s: %w", k.Mapping, err)
	}
	from, to := nameRange(base(k.path))
	zone, platform := "", ""
	if d.env.Zone != nil {
		zone = d.env.Zone.String()
	}
	if l, src, err := k.open(nil, ""); err == nil && k.Mapping == "" {
		src.Close()
		if l.rows == rowsComments {
			platform = string(k.platform)
		}
	}
	return connectors.Key(version, k.sum, k.Mapping, string(m), zone, platform, d.account.Platform, d.account.Handle,
		fmt.Sprint(d.account.Replies), from.String(), to.String()), nil
}

// onlyPlatform returns the platform that all the account's files which name one
// agree on: an account stands on one. "" if they do not agree.
func (d *Driver) onlyPlatform(known []keyed) data.Platform {
	if p := data.Platform(d.account.Platform); p != "" && p != "exports" {
		return p
	}
	var only data.Platform
	for i := range known {
		k := &known[i]
		p := d.mappings[k.Mapping].Platform
		if k.Mapping == "" {
			l, src, err := k.open(nil, "")
			if err != nil {
				continue
			}
			src.Close()
			p = l.platform
		}
		switch {
		case p == "" || p == only:
		case only == "":
			only = p
		default:
			return ""
		}
	}
	return only
}

// next returns the file to read: the one that was begun, else the first not done.
func (d *Driver) next(c connectors.FileCursor) *keyed {
	var first *keyed
	for i := range d.known {
		k := &d.known[i]
		switch {
		case c.Done[k.key]:
		case k.key == c.File:
			return k
		case first == nil:
			first = k
		}
	}
	return first
}

// forget closes what is open, so that the next Fetch looks at the files anew.
func (d *Driver) forget() {
	d.close()
	d.known = nil
}

func (d *Driver) close() {
	if d.open != nil {
		d.open.src.Close()
		d.open = nil
	}
}
