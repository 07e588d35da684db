package lake

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// Ends of a file: "PAR1" ... footer, its length in 4 bytes, "PAR1".
const (
	magic    = "PAR1"
	trailer  = 8
	smallest = int64(len(magic) + trailer + 1)
)

// openParquet opens a file after checking what the library trusts: the 8 bytes
// PAR1PAR1 would make it allocate 789 MiB, a false footer length 2 GiB.
func openParquet(r io.ReaderAt, size int64) (f *parquet.File, err error) {
	defer recovered(&err)
	if size < smallest {
		return nil, fmt.Errorf("%d bytes are too few for a parquet file", size)
	}
	var head [len(magic)]byte
	var tail [trailer]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return nil, err
	}
	if n, err := r.ReadAt(tail[:], size-trailer); n < trailer {
		return nil, err
	}
	if string(head[:]) != magic || string(tail[4:]) != magic {
		return nil, fmt.Errorf("not a parquet file: begins %q, ends %q", head, tail[4:])
	}
	if n := int64(binary.LittleEndian.Uint32(tail[:])); n < 1 || n > size-int64(len(magic))-trailer {
		return nil, fmt.Errorf("footer length %d does not fit a file of %d bytes", n, size)
	}
	f, err = parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, err
	}
	return f, checkChunks(f, size)
}

// checkChunks refuses column chunks that are not as encode writes them: a page of
// another codec can make the library allocate without end (lz4 doubles its buffer
// until the page fits, which no recover survives).
func checkChunks(f *parquet.File, size int64) error {
	for _, g := range f.Metadata().RowGroups {
		if g.NumRows < 1 || g.NumRows > rowsPerGroup {
			return fmt.Errorf("row group of %d rows", g.NumRows)
		}
		for _, c := range g.Columns {
			m := &c.MetaData
			if m.Codec != format.Zstd {
				return fmt.Errorf("column %v is compressed with %s, not zstd", m.PathInSchema, m.Codec)
			}
			if m.DataPageOffset < int64(len(magic)) || m.TotalCompressedSize < 0 || m.TotalCompressedSize > size-m.DataPageOffset {
				return fmt.Errorf("column %v lies outside the file", m.PathInSchema)
			}
		}
	}
	return nil
}

// openTable opens a file of table t, of which the manifest says it has rows rows.
func openTable[T any](t *Table[T], r io.ReaderAt, size, rows int64) (f *parquet.File, err error) {
	defer recovered(&err)
	f, err = openParquet(r, size)
	if err != nil {
		return nil, err
	}
	if got, _ := f.Lookup(schemaKey); got != t.schema() {
		return nil, refuseSchema(t.Name, t.Version, got)
	}
	// The library reads a column that is not there as zeros.
	if err := columnsFit(f.Schema(), parquet.SchemaOf(new(T))); err != nil {
		return nil, fmt.Errorf("%s: %w", t.schema(), err)
	}
	if f.NumRows() != rows {
		return nil, fmt.Errorf("file has %d rows, the manifest says %d", f.NumRows(), rows)
	}
	return f, nil
}

// decode returns the rows of a file of table t, or the columns of them that P has. It
// ends at the first error.
func decode[P, T any](t *Table[T], r io.ReaderAt, size, rows int64) iter.Seq2[P, error] {
	return func(yield func(P, error) bool) {
		var zero P
		f, err := openTable(t, r, size, rows)
		if err != nil {
			yield(zero, err)
			return
		}
		d, err := decoderOf[P](f)
		if err != nil {
			yield(zero, err)
			return
		}
		defer d.r.Close() // an error here would be one of a reader whose rows are all read
		for left := rows; left > 0; {
			batch, err := d.next()
			if err != nil {
				err = fmt.Errorf("row %d of %d: %w", rows-left, rows, err)
				yield(zero, err)
				return
			}
			left -= int64(len(batch))
			for i := range batch {
				if !yield(batch[i], nil) {
					return
				}
			}
		}
	}
}

// decoder reads rows of a file, or of some of its columns.
type decoder[T any] struct {
	r     *parquet.GenericReader[T]
	buf   []T
	lists []int // fields that are lists or maps
}

func decoderOf[T any](f *parquet.File) (d *decoder[T], err error) {
	defer recovered(&err)
	size := min(readAtOnce, max(f.NumRows(), 1))
	d = &decoder[T]{r: parquet.NewGenericReader[T](f), buf: make([]T, size)}
	row := reflect.TypeFor[T]()
	for i := range row.NumField() {
		if k := row.Field(i).Type.Kind(); k == reflect.Slice || k == reflect.Map {
			d.lists = append(d.lists, i)
		}
	}
	return d, nil
}

// next returns at least one row or an error. The rows are valid until the next
// call; what they point to stays valid.
func (d *decoder[T]) next() (rows []T, err error) {
	defer recovered(&err)
	clear(d.buf) // or the library would reuse lists and maps of rows given out
	n, err := d.r.Read(d.buf)
	// Read returns the last rows together with io.EOF.
	if n > 0 && (err == nil || errors.Is(err, io.EOF)) {
		d.normalise(d.buf[:n])
		return d.buf[:n], nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return nil, err
}

// normalise gives empty lists and maps their one form, nil, as clean does.
func (d *decoder[T]) normalise(rows []T) {
	if len(d.lists) == 0 {
		return
	}
	for i := range rows {
		row := reflect.ValueOf(&rows[i]).Elem()
		for _, f := range d.lists {
			if v := row.Field(f); v.Len() == 0 && !v.IsNil() {
				v.SetZero()
			}
		}
	}
}
