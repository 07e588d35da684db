package archive

import (
	"context"
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Version goes up when the same archive gives other rows.
const Version = "1"

// Why something was set aside.
const (
	whyNoPost    = "no_post"         // not a post
	whyDuplicate = "duplicate"       // the same post again
	whyEarly     = "observed_before" // counters read before the post was published
	whyOther     = "other_account"   // the archive is another account's
)

// Driver reads an account's archives. It is not safe for concurrent use.
type Driver struct {
	account  connectors.Account
	env      connectors.Env
	declared map[string]connectors.Declared // by the mapping a file names
	bundles  []bundle                       // of this round; nil before it
	units    []*unit
	open     *openUnit
}

// unit is one file of posts.
type unit struct {
	*member
	bundle *bundle
	key    string
}

// Open returns the driver of an account.
func Open(a connectors.Account, env connectors.Env, declared map[string]connectors.Declared) (*Driver, error) {
	if err := connectors.CheckMappings(a, declared); err != nil {
		return nil, fmt.Errorf("open archives: %w", err)
	}
	return &Driver{account: a, env: env, declared: declared}, nil
}

// Info implements connectors.Driver.
func (d *Driver) Info() connectors.Info {
	return connectors.Info{Name: "x-archive", Version: Version, Source: data.SourceArchive}
}

// Fetch implements connectors.Driver: one page of Env.Rows posts of one file.
func (d *Driver) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	c, err := connectors.ParseFileCursor(cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	if d.bundles == nil {
		if err := d.look(ctx); err != nil {
			return connectors.Page{}, err
		}
	}
	u := d.next(c)
	if u == nil {
		d.forget()
		return connectors.Page{Cursor: cursor, Done: true}, nil
	}
	p := connectors.Page{Input: u.input()}
	if c, err = d.read(ctx, &p, u, c); err != nil {
		d.forget()
		return connectors.Page{}, err
	}
	p.Cursor, p.Done = c.String(), d.next(c) == nil
	if p.Done {
		d.forget()
	}
	return p, nil
}

// input names the file in pages.
func (u *unit) input() string { return u.bundle.name + "/" + u.name + " " + connectors.Key(u.sum) }

// look finds the account's archives and lists their files of posts. A file is known
// by its content and by all that says how it is read.
func (d *Driver) look(ctx context.Context) error {
	bundles, err := find(ctx, d.env.Dir, d.account.Files)
	if err != nil {
		return err
	}
	d.bundles, d.units = bundles, nil
	for i := range d.bundles {
		b := &d.bundles[i]
		around := []string{Version, fmt.Sprint(d.declared[b.mapping]), d.account.Handle}
		for _, m := range b.members {
			if m.role != posts && m.role != deleted {
				around = append(around, m.sum)
			}
		}
		for j := range b.members {
			if m := &b.members[j]; m.role == posts || m.role == deleted {
				d.units = append(d.units, &unit{m, b, connectors.Key(append(around, m.name, m.sum)...)})
			}
		}
	}
	return nil
}

// next returns the file to read: the one that was begun, else the first not done.
func (d *Driver) next(c connectors.FileCursor) *unit {
	if i := c.Next(len(d.units), func(i int) string { return d.units[i].key }); i >= 0 {
		return d.units[i]
	}
	return nil
}

// read adds posts of a file until the page is full.
func (d *Driver) read(ctx context.Context, p *connectors.Page, u *unit, c connectors.FileCursor) (connectors.FileCursor, error) {
	if c.File != u.key {
		c.File, c.Row = u.key, 0
	}
	if d.open == nil || d.open.unit != u || d.open.in.Count() != c.Row {
		if err := d.start(ctx, p, u, c.Row); err != nil {
			return c, err
		}
	}
	if d.open.other {
		d.close()
		p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Why: whyOther, Hint: "the archive is another account's; correct the handle or the path"})
		return c.Finish(u.key), nil
	}
	for d.open.in.Count() < c.Row+int64(d.env.PageRows()) {
		ended, err := d.open.take(ctx, p)
		if err != nil {
			return c, err
		}
		if ended {
			d.close()
			return c.Finish(u.key), nil
		}
	}
	c.Row = d.open.in.Count()
	return c, nil
}

// forget closes what is open, so that the next Fetch looks at the archives anew.
func (d *Driver) forget() {
	d.close()
	closeAll(d.bundles)
	d.bundles, d.units = nil, nil
}

func (d *Driver) close() {
	if d.open != nil {
		d.open.in.Close()
		d.open = nil
	}
}
