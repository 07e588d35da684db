package lake

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strconv"
	"strings"
)

// Cell is a value of a row, written for a person to read.
type Cell struct {
	Text string
	Null bool // unknown, which is not 0 and not empty
}

// ErrNotShown is the error of a table that is not the lake's: there is none of that
// name, or it stands in the vault, whose rows no page shows.
var ErrNotShown = errors.New("the lake has no such table")

// Browse returns the rows of the lake's table of that name, whatever their type, each
// with one cell for each column that [Dictionary] lists, in its order. It is [Scan] for
// looking at: keep chooses partitions, and the first skip rows of those are left out,
// whole files of them unread.
func Browse(ctx context.Context, r Reader, table string, keep func(partition string) bool, skip int64) iter.Seq2[[]Cell, error] {
	for _, t := range tables() {
		if doc := t.describe(); doc.Name == table && !doc.Vault {
			return t.browse(ctx, r, keep, skip)
		}
	}
	return func(yield func([]Cell, error) bool) { yield(nil, fmt.Errorf("%q: %w", table, ErrNotShown)) }
}

func (t *Table[T]) browse(ctx context.Context, r Reader, keep func(partition string) bool, skip int64) iter.Seq2[[]Cell, error] {
	return func(yield func([]Cell, error) bool) {
		write := rowWriter[T]()
		for _, f := range r.Files(t.Name) {
			if keep != nil && !keep(f.Partition) {
				continue
			}
			if skip >= f.Rows {
				skip -= f.Rows
				continue
			}
			for row, err := range scanFile(ctx, r, t, f) {
				if err != nil {
					yield(nil, unread("browse", f, err))
					return
				}
				if skip > 0 {
					skip--
					continue
				}
				if !yield(write(&row), nil) {
					return
				}
			}
		}
	}
}

// rowWriter returns what writes a row's cells in the order of the table's columns.
func rowWriter[T any]() func(row *T) []Cell {
	type column struct {
		field    int
		optional bool
	}
	var columns []column
	row := reflect.TypeFor[T]()
	places := map[string]int{}
	for i := range row.NumField() {
		places[columnName(row.Field(i))] = i
	}
	for _, c := range (&Table[T]{}).describe().Columns {
		columns = append(columns, column{places[c.Name], c.Null})
	}
	return func(row *T) []Cell {
		v := reflect.ValueOf(row).Elem()
		cells := make([]Cell, len(columns))
		for i, c := range columns {
			f := v.Field(c.field)
			// An optional column stores the zero value as null, as the codec does.
			cells[i] = Cell{Null: c.optional && f.IsZero()}
			if !cells[i].Null {
				cells[i].Text = cellText(f)
			}
		}
		return cells
	}
}

// cellText writes a value: moments and decimals as their types do, lists with
// commas, maps by sorted key.
func cellText(v reflect.Value) string {
	if v.Kind() != reflect.Pointer && v.CanInterface() {
		if x, ok := v.Interface().(fmt.Stringer); ok {
			return x.String()
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return cellText(v.Elem())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Float64, reflect.Float32:
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = cellText(v.Index(i))
		}
		return strings.Join(parts, ", ")
	case reflect.Map:
		var parts []string
		for _, k := range sortedKeys(v) {
			parts = append(parts, k.String()+"="+cellText(v.MapIndex(k)))
		}
		return strings.Join(parts, ", ")
	case reflect.Struct:
		parts := make([]string, v.NumField())
		for i := range parts {
			parts[i] = columnName(v.Type().Field(i)) + "=" + cellText(v.Field(i))
		}
		return strings.Join(parts, " ")
	}
	return fmt.Sprint(v.Interface())
}
