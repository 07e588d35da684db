package lake

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// Values returns the rows of a table of the lake that is known by its name only, as
// [Scan] does: those of the partitions that keep accepts (nil: all), sorted as the
// table says. A row is one
// value for each of the table's Columns in their order: nil for null, else what the
// column's Kind says. The slice is valid until the next row. Tables of the vault are
// refused: what is known by its name only is meant for other programs.
func Values(ctx context.Context, r Reader, table string, keep func(partition string) bool) iter.Seq2[[]any, error] {
	return valuesOf(table, func(t anyTable) iter.Seq2[[]any, error] { return t.values(ctx, r, keep) })
}

// SortedValues is like Values in one order for the whole table, which depends on the
// rows only and not on how they are partitioned. All files of the table are open
// at a time, compressed as they are stored.
func SortedValues(ctx context.Context, r Reader, table string) iter.Seq2[[]any, error] {
	return valuesOf(table, func(t anyTable) iter.Seq2[[]any, error] { return t.sortedValues(ctx, r) })
}

func valuesOf(table string, of func(anyTable) iter.Seq2[[]any, error]) iter.Seq2[[]any, error] {
	var names []string
	for _, t := range tables() {
		doc := t.describe()
		if doc.Vault {
			continue
		}
		if doc.Name == table {
			return of(t)
		}
		names = append(names, doc.Name)
	}
	return func(yield func([]any, error) bool) {
		yield(nil, fmt.Errorf("the lake has no table %q; it has %s", table, strings.Join(names, ", ")))
	}
}

func (t *Table[T]) values(ctx context.Context, r Reader, keep func(string) bool) iter.Seq2[[]any, error] {
	return valuesIn(Scan(ctx, r, *t, keep))
}

func (t *Table[T]) sortedValues(ctx context.Context, r Reader) iter.Seq2[[]any, error] {
	return valuesIn(inOrder(ctx, r, t))
}

func valuesIn[T any](rows iter.Seq2[T, error]) iter.Seq2[[]any, error] {
	fields := columnFields[T]()
	return func(yield func([]any, error) bool) {
		values := make([]any, len(fields))
		for row, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			v := reflect.ValueOf(&row).Elem()
			for i, f := range fields {
				values[i] = nil
				if field := v.Field(f.index); !f.null || !field.IsZero() {
					values[i] = value(field)
				}
			}
			if !yield(values, nil) {
				return
			}
		}
	}
}

// columnField is the field of a row that holds a column.
type columnField struct {
	index int
	null  bool
}

// columnFields returns the fields of a row in the order of the table's columns.
func columnFields[T any]() []columnField {
	var fields []columnField
	row := reflect.TypeFor[T]()
	for _, f := range parquet.SchemaOf(new(T)).Fields() {
		for i := range row.NumField() {
			if columnName(row.Field(i)) == f.Name() {
				fields = append(fields, columnField{i, nullable(row.Field(i))})
			}
		}
	}
	return fields
}
