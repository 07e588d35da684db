package lake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
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

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
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

// InputHash returns a hash of what a computation reads: files, in any order, and
// other inputs such as versions and options, in the order given. Equal inputs have
// equal hashes in every lake.
func InputHash(_ Reader, extra []string, files ...File) string {
	lines := make([]string, 0, len(files))
	for _, f := range files {
		lines = append(lines, fmt.Sprintf("%q %q %s", f.Table, f.Partition, f.Hash))
	}
	slices.Sort(lines)
	for _, e := range extra {
		lines = append(lines, fmt.Sprintf("%q", e))
	}
	return hashOf([]byte(strings.Join(lines, "\n")))[:32]
}

// From returns what was noted at Replace for a derived partition, usually an
// InputHash; "" if nothing was.
func From(r Reader, table, partition string) string {
	if n, ok := r.(interface {
		noted(table, partition string) string
	}); ok {
		return n.noted(table, partition)
	}
	for _, f := range r.Files(table) {
		if f.Partition == partition {
			return f.From
		}
	}
	return ""
}

// Find returns the rows of a table with a Key whose keys are in wanted, by key,
// looking in those partitions that keep accepts (nil: all). It reads the column of
// keys, and other columns only of files that hold a wanted row.
func Find[T any](ctx context.Context, r Reader, t Table[T], wanted map[string]bool, keep func(partition string) bool) (map[string]T, error) {
	found := map[string]T{}
	for _, f := range r.Files(t.Name) {
		if keep != nil && !keep(f.Partition) {
			continue
		}
		hit, err := holds(ctx, r, &t, f, wanted)
		if err != nil {
			return nil, unread("find in", f, err)
		}
		if !hit {
			continue
		}
		for row, err := range scanFile(ctx, r, &t, f) {
			if err != nil {
				return nil, unread("find in", f, err)
			}
			if k := t.Key(&row); wanted[k] {
				found[k] = row
			}
		}
	}
	return found, nil
}

// holds reports whether a file has a row with a wanted key.
func holds[T any](ctx context.Context, r Reader, t *Table[T], f File, wanted map[string]bool) (hit bool, err error) {
	file, err := openCommitted(ctx, r, t, f)
	if err != nil {
		return false, err
	}
	return hasKey(file, t.KeyColumn, wanted)
}
