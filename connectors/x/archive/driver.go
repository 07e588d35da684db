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
	files    connectors.FilePages[*unit]
	bundles  []bundle // of this round; nil before it
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
	d := &Driver{account: a, env: env, declared: declared}
	d.files = connectors.FilePages[*unit]{Find: d.find, Read: d.read, Close: d.forget}
	return d, nil
}

// Info implements connectors.Driver.
func (d *Driver) Info() connectors.Info {
	return connectors.Info{Name: "x-archive", Version: Version, Source: data.SourceArchive}
}

// Fetch implements connectors.Driver: one page of Env.Rows posts of one file.
func (d *Driver) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	return d.files.Fetch(ctx, cursor)
}

// Close ends the round of reading; see [connectors.Driver].
func (d *Driver) Close() { d.files.End() }

// Key implements connectors.KeyedFile.
func (u *unit) Key() string { return u.key }

// Input implements connectors.KeyedFile.
func (u *unit) Input() string { return u.bundle.name + "/" + u.name + " " + connectors.Key(u.sum) }

// find lists the files of posts of the account's archives. A file is known by its
// content and by all that says how it is read.
func (d *Driver) find(ctx context.Context) ([]*unit, error) {
	bundles, err := find(ctx, d.env.Dir, d.account.Files)
	if err != nil {
		return nil, err
	}
	d.bundles = bundles
	var units []*unit
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
				units = append(units, &unit{m, b, connectors.Key(append(around, m.name, m.sum)...)})
			}
		}
	}
	return units, nil
}

// read adds posts of a file until the page is full.
func (d *Driver) read(ctx context.Context, p *connectors.Page, u *unit, c connectors.FileCursor) (connectors.FileCursor, error) {
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

// forget closes the archives, too.
func (d *Driver) forget() {
	d.close()
	closeAll(d.bundles)
	d.bundles = nil
}

func (d *Driver) close() {
	if d.open != nil {
		d.open.in.Close()
		d.open = nil
	}
}
