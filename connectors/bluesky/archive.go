package bluesky

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// archive reads the repository archives of an account. It is not safe for concurrent
// use.
type archive struct {
	account connectors.Account
	env     connectors.Env
	actor   string // the handle or DID of the config; "" if every account is taken
	files   connectors.FilePages[*carFile]
	open    *openArchiveFile // between two pages
}

type carFile struct{ path, input, key string }

func openArchive(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	d := &archive{account: a, env: env}
	d.files = connectors.FilePages[*carFile]{Find: d.find, Read: d.read, Close: d.close}
	if a.Everyone() {
		return d, nil
	}
	actor, err := identifier(a.Handle)
	if err != nil {
		return nil, fmt.Errorf("open account %s: %w", a.ID, err)
	}
	d.actor = actor
	return d, nil
}

// Info implements connectors.Driver.
func (d *archive) Info() connectors.Info {
	return connectors.Info{Name: name, Version: version, Source: data.SourceArchive}
}

// Fetch implements connectors.Driver: one page of at most Env.Rows posts of one file.
func (d *archive) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	return d.files.Fetch(ctx, cursor)
}

// Close ends the round of reading; see [connectors.Driver].
func (d *archive) Close() { d.files.End() }

// Key implements connectors.KeyedFile.
func (f *carFile) Key() string { return f.key }

// Input implements connectors.KeyedFile.
func (f *carFile) Input() string { return f.input }

// find hashes the account's files.
func (d *archive) find(ctx context.Context) ([]*carFile, error) {
	found, err := connectors.FindFiles(d.env.Dir, d.account.Files)
	if err != nil {
		return nil, err
	}
	var files []*carFile
	for _, f := range found {
		sum, err := hash(ctx, f.Path)
		if err != nil {
			return nil, err
		}
		files = append(files, &carFile{path: f.Path, input: filepath.Base(f.Path) + " sha256:" + sum[:12],
			key: connectors.Key(version, sum, d.actor)})
	}
	return files, nil
}

func hash(ctx context.Context, path string) (string, error) {
	file, err := connectors.OpenFile(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := connectors.Copy(ctx, h, file); err != nil {
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		return "", fmt.Errorf("%w: %s: %w", connectors.ErrInput, path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// read adds posts of a file until the page is full.
func (d *archive) read(ctx context.Context, p *connectors.Page, f *carFile, c connectors.FileCursor) (connectors.FileCursor, error) {
	if d.open == nil || d.open.key != f.key || d.open.row != c.Row {
		if err := d.begin(ctx, f, c.Row); err != nil {
			return c, err
		}
	}
	if c.Row == 0 {
		d.remarks(p)
	}
	for d.open.row < c.Row+int64(d.env.PageRows()) {
		if ctx.Err() != nil {
			return c, context.Cause(ctx)
		}
		ended, err := d.take(p)
		if err != nil {
			return c, err
		}
		if ended {
			d.close()
			return c.Finish(f.key), nil
		}
	}
	c.Row = d.open.row
	return c, nil
}

func (d *archive) close() {
	if d.open != nil {
		d.open.stop()
		d.open.file.Close()
		d.open = nil
	}
}
