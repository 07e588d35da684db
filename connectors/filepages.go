package connectors

import (
	"context"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// KeyedFile is a file, or a part of one, that [FilePages] reads. One that may be a part
// has a method Within() string as well, for [Page.Within].
type KeyedFile interface {
	Key() string   // names it in cursors; see [FileCursor]
	Input() string // names it in pages, for people: its base name, then " sha256:" and some of its hash
}

// FilePages makes a driver's Fetch of finding an account's files and reading one of
// them: file by file, a page at a time, from wherever a cursor says. A round of
// fetches sees the files as they were at its first; the next round looks anew.
// It is not safe for concurrent use.
type FilePages[F KeyedFile] struct {
	// Find lists the account's files in the order they are read in.
	Find func(context.Context) ([]F, error)
	// Read adds records of a file to the page, from row c.Row on, and returns where
	// it stopped: c.Finish at the end of the file.
	Read func(ctx context.Context, p *Page, f F, c FileCursor) (FileCursor, error)
	// Close lets go of all that Find and Read keep open between two pages.
	Close func()
	// AsOf is the moment of the run: a file whose cursor awaits an earlier one is read anew.
	AsOf data.Micros

	files []F
	found bool
}

// Fetch is [Driver.Fetch].
func (r *FilePages[F]) Fetch(ctx context.Context, cursor string) (Page, error) {
	if ctx.Err() != nil {
		return Page{}, context.Cause(ctx)
	}
	c, err := ParseFileCursor(cursor)
	if err != nil {
		return Page{}, err
	}
	if _, err := r.Files(ctx); err != nil {
		r.End()
		return Page{}, err
	}
	c = c.Due(r.AsOf)
	f, more := r.Next(c)
	if !more {
		r.End()
		return Page{Cursor: cursor, Done: true}, nil
	}
	p := Page{Input: f.Input()}
	if c.File != f.Key() {
		c = c.Keep(r.there())
		p.Begins, p.Within = r.begins(f), r.within(f)
		name := p.Begins
		if data.BareInput(name) != name {
			name = "" // another file is called so, too
		}
		c = c.Begin(f.Key(), name)
	}
	p.Corrects = c.Corrects
	if c, err = r.Read(ctx, &p, f, c); err != nil {
		r.End()
		return Page{}, err
	}
	_, more = r.Next(c)
	p.Cursor, p.Done = c.String(), !more
	if p.Done {
		r.End()
	}
	return p, nil
}

// Files are the files of this round; they are found when they are first asked for.
func (r *FilePages[F]) Files(ctx context.Context) ([]F, error) {
	if r.found {
		return r.files, nil
	}
	files, err := r.Find(ctx)
	r.files, r.found = files, err == nil
	return files, err
}

// Next is the file to read: the one that was begun, else the first that is not done.
func (r *FilePages[F]) Next(c FileCursor) (file F, more bool) {
	i := c.Next(len(r.files), func(i int) string { return r.files[i].Key() })
	if i < 0 {
		return file, false
	}
	return r.files[i], true
}

// there tells the keys of the files of this round.
func (r *FilePages[F]) there() func(key string) bool {
	keys := make(map[string]bool, len(r.files))
	for _, f := range r.files {
		keys[f.Key()] = true
	}
	return func(key string) bool { return keys[key] }
}

// begins is what [Page.Begins] says of a file's first page: its base name, unless
// another file that is there now is called the same.
func (r *FilePages[F]) begins(f F) string {
	name := data.BareInput(f.Input())
	for _, other := range r.files {
		switch {
		case other.Key() == f.Key():
		case other.Input() == f.Input():
			return "" // it is read in two ways; each tells of its own rows
		case data.BareInput(other.Input()) == name:
			name = f.Input()
		}
	}
	return name
}

// within is what [Page.Within] says of a part of a file, unless a file that is there now
// is called so itself.
func (r *FilePages[F]) within(f F) string {
	part, ok := any(f).(interface{ Within() string })
	if !ok || slices.ContainsFunc(r.files, func(other F) bool { return data.BareInput(other.Input()) == part.Within() }) {
		return ""
	}
	return part.Within()
}

// End ends a round wherever it stands: all is closed, and the next Fetch begins a new one.
func (r *FilePages[F]) End() {
	r.Close()
	r.files, r.found = nil, false
}
