package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// ScanWhere is [ScanColumns] of those rows in which each of some columns holds one of the
// strings that where names for it. Of a row group these columns are decoded first, and
// of the others nothing is made but for the rows that are wanted: where those are one in
// forty, it takes a seventh of the time. Fields of P are strings and pointers to float64.
func ScanWhere[P, T any](ctx context.Context, r Reader, t Table[T], keep func(partition string) bool, where map[string][]string) iter.Seq2[P, error] {
	return func(yield func(P, error) bool) {
		var zero P
		for _, f := range r.Files(t.Name) {
			if keep != nil && !keep(f.Partition) {
				continue
			}
			file, err := openCommitted(ctx, r, &t, f)
			if err != nil {
				yield(zero, unread("scan", f, err))
				return
			}
			for _, group := range file.RowGroups() {
				rows, err := rowsWhere[P](group, file.Schema(), where)
				if err == nil {
					err = ctx.Err()
				}
				if err != nil {
					yield(zero, unread("scan", f, err))
					return
				}
				for i := range rows {
					if !yield(rows[i], nil) {
						return
					}
				}
			}
		}
	}
}

// openCommitted opens a file of a table whose bytes are those that were committed.
func openCommitted[T any](ctx context.Context, r Reader, t *Table[T], f File) (*parquet.File, error) {
	b, err := readFile(ctx, r, f)
	if err != nil {
		return nil, err
	}
	return openTable(t, bytes.NewReader(b), int64(len(b)), f.Rows)
}

// rowsWhere returns the wanted rows of a row group.
func rowsWhere[P any](group parquet.RowGroup, schema *parquet.Schema, where map[string][]string) (rows []P, err error) {
	defer recovered(&err)
	place := make([]int, group.NumRows()) // of each row among those wanted; -1 if it is not
	for _, column := range slices.Sorted(maps.Keys(where)) {
		leaf, ok := schema.Lookup(column)
		if !ok {
			return nil, fmt.Errorf("no column %s", column)
		}
		wanted := map[string]bool{}
		for _, v := range where[column] {
			wanted[v] = true
		}
		err := eachValue(group.ColumnChunks()[leaf.ColumnIndex], len(place), func(i int, v parquet.Value) {
			if place[i] == 0 && !wanted[string(v.ByteArray())] {
				place[i] = -1
			}
		})
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", column, err)
		}
	}
	n := 0
	for i := range place {
		if place[i] == 0 {
			place[i] = n
			n++
		}
	}
	if n == 0 {
		return nil, nil
	}
	rows = make([]P, n)
	row := reflect.TypeFor[P]()
	for field := range row.NumField() {
		column, _, _ := strings.Cut(row.Field(field).Tag.Get("parquet"), ",")
		set, err := setterOf(row.Field(field).Type)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", column, err)
		}
		leaf, ok := schema.Lookup(column)
		if !ok {
			continue // an older file without it, where it is null
		}
		err = eachValue(group.ColumnChunks()[leaf.ColumnIndex], len(place), func(i int, v parquet.Value) {
			if place[i] >= 0 && !v.IsNull() {
				set(reflect.ValueOf(&rows[place[i]]).Elem().Field(field), v)
			}
		})
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", column, err)
		}
	}
	return rows, nil
}

// setterOf returns how a value that is not null is stored in a field.
func setterOf(field reflect.Type) (func(field reflect.Value, v parquet.Value), error) {
	switch {
	case field.Kind() == reflect.String:
		return func(field reflect.Value, v parquet.Value) { field.SetString(string(v.ByteArray())) }, nil
	case field == reflect.TypeFor[*float64]():
		return func(field reflect.Value, v parquet.Value) {
			x := v.Double()
			field.Set(reflect.ValueOf(&x))
		}, nil
	}
	return nil, fmt.Errorf("a field of type %s cannot be read by ScanWhere", field)
}

// eachValue calls do with the value of each of a row group's n rows in a column that is
// not repeated. The value is valid during the call.
func eachValue(chunk parquet.ColumnChunk, n int, do func(row int, v parquet.Value)) (err error) {
	pages := chunk.Pages()
	defer func() { err = errors.Join(err, pages.Close()) }()
	values := make([]parquet.Value, readAtOnce)
	row := 0
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		r := page.Values()
		for {
			k, err := r.ReadValues(values)
			if row+k > n {
				err = fmt.Errorf("more than %d values", n)
				k = n - row
			}
			for _, v := range values[:k] {
				do(row, v)
				row++
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				parquet.Release(page)
				return err
			}
		}
		parquet.Release(page)
	}
	if row != n {
		return fmt.Errorf("%d values for %d rows", row, n)
	}
	return nil
}
