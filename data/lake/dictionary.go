package lake

import (
	"context"
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/parquet-go/parquet-go"
)

// TableDoc documents a table for the data dictionary.
type TableDoc struct {
	Name    string
	Version int
	Vault   bool
	Doc     string // what one row is
	Columns []ColumnDoc
}

// ColumnDoc documents a column.
type ColumnDoc struct {
	Name string
	Type string // string, int64, int32, float64, decimal, boolean, timestamp, list of ..., map of ...
	Null bool   // whether it can be null
	Doc  string
	Shape
}

// anyTable is a table whatever its row.
type anyTable interface {
	describe() TableDoc
	browse(ctx context.Context, r Reader, keep func(partition string) bool, skip int64) iter.Seq2[[]Cell, error]
	// check decodes a partition and returns what is wrong with it.
	check(ctx context.Context, r Reader, files []File, keys map[string]string) (rows int64, err error)
	// values and sortedValues return the rows, each as the values of its columns.
	values(ctx context.Context, r Reader, keep func(partition string) bool) iter.Seq2[[]any, error]
	sortedValues(ctx context.Context, r Reader) iter.Seq2[[]any, error]
}

// Dictionary documents all tables, the lake's first, then the vault's.
func Dictionary() []TableDoc { return slices.Clone(described()) }

// described reads the rows' types once: every commit of a run asks for the tables.
var described = sync.OnceValue(func() (docs []TableDoc) {
	for _, t := range tables() {
		docs = append(docs, t.describe())
	}
	return docs
})

func (t *Table[T]) describe() TableDoc {
	doc := TableDoc{Name: t.Name, Version: t.Version, Vault: t.Vault, Doc: t.Doc}
	row := reflect.TypeFor[T]()
	for _, f := range parquet.SchemaOf(new(T)).Fields() {
		for i := range row.NumField() {
			if tag := row.Field(i); columnName(tag) == f.Name() {
				doc.Columns = append(doc.Columns, ColumnDoc{f.Name(), typeName(tag.Type, tag.Tag.Get("parquet")), f.Optional(), tag.Tag.Get("doc"), shapeOf(tag.Type)})
			}
		}
	}
	return doc
}

func typeName(t reflect.Type, tag string) string {
	switch t.Kind() {
	case reflect.Pointer:
		return typeName(t.Elem(), tag)
	case reflect.Slice:
		return "list of " + typeName(t.Elem(), "")
	case reflect.Map:
		return "map of " + typeName(t.Key(), "") + " to " + typeName(t.Elem(), "")
	case reflect.Struct:
		var fields []string
		for i := range t.NumField() {
			fields = append(fields, columnName(t.Field(i))+" "+typeName(t.Field(i).Type, ""))
		}
		return "(" + strings.Join(fields, ", ") + ")"
	case reflect.Bool:
		return "boolean"
	}
	switch {
	case strings.Contains(tag, "timestamp"):
		return "timestamp"
	case strings.Contains(tag, "decimal(3:18)"):
		return "decimal(18,3)"
	}
	return t.Kind().String()
}
