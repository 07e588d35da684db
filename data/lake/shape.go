package lake

import (
	"reflect"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Kind is what the values of a column are.
type Kind int

// Kinds, each with the Go type that [Values] gives for a value that is not null.
const (
	KindString    Kind = iota // string
	KindInt64                 // int64
	KindInt32                 // int64
	KindFloat64               // float64, never NaN
	KindDecimal               // data.Thousandth: a decimal number of 18 digits, 3 of them behind the point
	KindBoolean               // bool
	KindTimestamp             // data.Micros, UTC
	KindList                  // []any
	KindMap                   // []Pair, sorted by key
	KindStruct                // []any, one for each field
)

// Shape is the type of a column, to any depth.
type Shape struct {
	Kind   Kind
	Elem   *Shape  // of the elements of a list or the values of a map, whose keys are strings
	Fields []Field // of a struct
}

// Field is one field of a struct.
type Field struct {
	Name string
	Shape
}

// Pair is one entry of a map.
type Pair struct {
	Key   string
	Value any
}

// shapeOf returns the shape of a row's field of Go type t. Types other than those
// that rows are made of do not occur: compareRows would have no order for them.
func shapeOf(t reflect.Type) Shape {
	switch t {
	case reflect.TypeFor[data.Micros]():
		return Shape{Kind: KindTimestamp}
	case reflect.TypeFor[data.Thousandth]():
		return Shape{Kind: KindDecimal}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return shapeOf(t.Elem())
	case reflect.Slice:
		elem := shapeOf(t.Elem())
		return Shape{Kind: KindList, Elem: &elem}
	case reflect.Map:
		elem := shapeOf(t.Elem())
		return Shape{Kind: KindMap, Elem: &elem}
	case reflect.Struct:
		s := Shape{Kind: KindStruct}
		for i := range t.NumField() {
			s.Fields = append(s.Fields, Field{columnName(t.Field(i)), shapeOf(t.Field(i).Type)})
		}
		return s
	case reflect.Int64, reflect.Int:
		return Shape{Kind: KindInt64}
	case reflect.Int32:
		return Shape{Kind: KindInt32}
	case reflect.Float64, reflect.Float32:
		return Shape{Kind: KindFloat64}
	case reflect.Bool:
		return Shape{Kind: KindBoolean}
	}
	return Shape{Kind: KindString}
}

// nullable reports whether a field's tag makes its column optional: its zero value
// is then stored as null.
func nullable(f reflect.StructField) bool {
	_, options, _ := strings.Cut(f.Tag.Get("parquet"), ",")
	for o := range strings.SplitSeq(options, ",") {
		if o == "optional" {
			return true
		}
	}
	return f.Type.Kind() == reflect.Pointer
}

// value returns a value as [Values] gives it.
func value(v reflect.Value) any {
	switch x := v.Interface().(type) {
	case data.Micros:
		return x
	case data.Thousandth:
		return x
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return value(v.Elem())
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = value(v.Index(i))
		}
		return list
	case reflect.Map:
		pairs := make([]Pair, 0, v.Len())
		for _, k := range sortedKeys(v) {
			pairs = append(pairs, Pair{k.String(), value(v.MapIndex(k))})
		}
		return pairs
	case reflect.Struct:
		fields := make([]any, v.NumField())
		for i := range fields {
			fields[i] = value(v.Field(i))
		}
		return fields
	case reflect.Int64, reflect.Int32, reflect.Int:
		return v.Int()
	case reflect.Float64, reflect.Float32:
		return v.Float()
	case reflect.Bool:
		return v.Bool()
	}
	return v.String()
}
