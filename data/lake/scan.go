package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
)

// File is one data file of a table, as a manifest lists it.
type File struct {
	Table     string
	Partition string
	Name      string // of the object in the lake's or vault's store
	Hash      string // SHA-256 of its bytes, before encryption
	Rows      int64
	Bytes     int64 // before encryption
	Version   int   // of the table's schema
	From      string
}

// Reader is a state of all tables that does not change: a committed [Snapshot], or
// one with changes on top ([Over]).
type Reader interface {
	// Files returns the files of a table by partition; those of one partition in
	// the order of their rows.
	Files(table string) []File
	// OpenFile opens one of them. It fails with fs.ErrNotExist once a later commit
	// has purged the file.
	OpenFile(ctx context.Context, f File) (Object, error)
}

// Scan returns the rows of those partitions of a table that keep accepts (nil: all),
// partition by partition, sorted as the table says. Each file is checked against
// its hash before it is decoded, so a scan yields what was committed or an error
// that names the file. It ends at the first error.
func Scan[T any](ctx context.Context, r Reader, t Table[T], keep func(partition string) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, f := range r.Files(t.Name) {
			if keep != nil && !keep(f.Partition) {
				continue
			}
			for row, err := range scanFile(ctx, r, &t, f) {
				if err != nil {
					err = unread("scan", f, err)
				}
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}

// ScanColumns is Scan of some columns of a table only: those of P, whose fields have
// the tags of T's. The others are not decoded.
func ScanColumns[P, T any](ctx context.Context, r Reader, t Table[T], keep func(partition string) bool) iter.Seq2[P, error] {
	return func(yield func(P, error) bool) {
		for _, f := range r.Files(t.Name) {
			if keep != nil && !keep(f.Partition) {
				continue
			}
			for row, err := range scanColumns[P](ctx, r, &t, f) {
				if err != nil {
					err = unread("scan", f, err)
				}
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}

// unread says what to do about a file that could not be read.
func unread(op string, f File, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s %s: %w", op, f.Name, err)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s %s: %w; a later commit may have purged it: read the current snapshot, or run verify", op, f.Name, err)
	}
	return fmt.Errorf("%s %s: %w; run verify", op, f.Name, err)
}

// Rows returns the rows of Scan in a slice.
func Rows[T any](ctx context.Context, r Reader, t Table[T], keep func(partition string) bool) ([]T, error) {
	var n int64
	for _, f := range r.Files(t.Name) {
		if keep == nil || keep(f.Partition) {
			n += f.Rows
		}
	}
	rows := make([]T, 0, min(n, rowsPerFile))
	for row, err := range Scan(ctx, r, t, keep) {
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func scanFile[T any](ctx context.Context, r Reader, t *Table[T], f File) iter.Seq2[T, error] {
	return scanColumns[T](ctx, r, t, f)
}

func scanColumns[P, T any](ctx context.Context, r Reader, t *Table[T], f File) iter.Seq2[P, error] {
	return func(yield func(P, error) bool) {
		var zero P
		b, err := readFile(ctx, r, f)
		if err != nil {
			yield(zero, err)
			return
		}
		n := 0
		for row, err := range decode[P](t, bytes.NewReader(b), int64(len(b)), f.Rows) {
			if n++; err == nil && n%readAtOnce == 0 {
				err = ctx.Err()
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// readFile returns the bytes of a file if they are those that were committed.
func readFile(ctx context.Context, r Reader, f File) (b []byte, err error) {
	o, err := r.OpenFile(ctx, f)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	if o.Size() != f.Bytes {
		return nil, fmt.Errorf("file has %d bytes, the manifest says %d", o.Size(), f.Bytes)
	}
	if b, err = readAll(o); err != nil {
		return nil, err
	}
	if got := hashOf(b); got != f.Hash {
		return nil, fmt.Errorf("file has SHA-256 %s, the manifest says %s", got, f.Hash)
	}
	return b, nil
}

// Partitions returns the partitions of a table that have rows, sorted.
func Partitions[T any](r Reader, t Table[T]) []string {
	var all []string
	for _, f := range r.Files(t.Name) {
		all = append(all, f.Partition)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
