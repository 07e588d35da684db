package lake

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// compareRows is a total order of rows by content: column by column as declared,
// null before any value, false before true, lists element by element, maps by
// their sorted keys. Rows are equal in it if and only if they are stored alike.
func compareRows[T any](a, b *T) int {
	return compareValues(reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem())
}

func compareValues(a, b reflect.Value) int {
	switch a.Kind() {
	case reflect.String:
		return cmp.Compare(a.String(), b.String())
	case reflect.Int64, reflect.Int32, reflect.Int:
		return cmp.Compare(a.Int(), b.Int())
	case reflect.Float64, reflect.Float32:
		// -0 and 0 are stored unlike, so they are ordered too.
		return cmp.Or(cmp.Compare(a.Float(), b.Float()), -cmp.Compare(math.Float64bits(a.Float())>>63, math.Float64bits(b.Float())>>63))
	case reflect.Bool:
		return cmp.Compare(truth(a), truth(b))
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return cmp.Compare(truth2(!a.IsNil()), truth2(!b.IsNil()))
		}
		return compareValues(a.Elem(), b.Elem())
	case reflect.Slice:
		for i := range min(a.Len(), b.Len()) {
			if c := compareValues(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
		return cmp.Compare(a.Len(), b.Len())
	case reflect.Struct:
		for i := range a.NumField() {
			if c := compareValues(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
		return 0
	case reflect.Map:
		return compareMaps(a, b)
	}
	panic("lake: no order for columns of type " + a.Type().String())
}

func compareMaps(a, b reflect.Value) int {
	ka, kb := sortedKeys(a), sortedKeys(b)
	for i := range min(len(ka), len(kb)) {
		if c := cmp.Or(compareValues(ka[i], kb[i]), compareValues(a.MapIndex(ka[i]), b.MapIndex(kb[i]))); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(ka), len(kb))
}

func truth(v reflect.Value) int { return truth2(v.Bool()) }

func truth2(b bool) int {
	if b {
		return 1
	}
	return 0
}

// clean gives empty lists and maps their one stored form, nil, and refuses what
// cannot be stored faithfully: strings that are not UTF-8, which readers of other
// languages reject, and NaN, which is no number and must be null.
func clean(v reflect.Value) error {
	t := v.Type()
	for i := range t.NumField() {
		if err := cleanField(v.Field(i)); err != nil {
			return fmt.Errorf("column %s: %w", columnName(t.Field(i)), err)
		}
	}
	return nil
}

func cleanField(v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		if !utf8.ValidString(v.String()) {
			return fmt.Errorf("%.40q is not valid UTF-8; repair or reject it on reading the input", v.String())
		}
	case reflect.Float64:
		if math.IsNaN(v.Float()) {
			return fmt.Errorf("NaN is no value; store null and say why in missing")
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return cleanField(v.Elem())
		}
	case reflect.Slice:
		if v.Len() == 0 {
			if !v.IsNil() {
				v.SetZero()
			}
			return nil
		}
		for i := range v.Len() {
			if err := cleanElement(v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Map:
		if v.Len() == 0 {
			if !v.IsNil() {
				v.SetZero()
			}
			return nil
		}
		for _, k := range sortedKeys(v) {
			if err := cleanField(k); err != nil {
				return err
			}
		}
	}
	return nil
}

func cleanElement(v reflect.Value) error {
	if v.Kind() == reflect.Struct {
		return clean(v)
	}
	return cleanField(v)
}

// sortedKeys returns the keys of a map with string keys, sorted.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	return keys
}

// columnName returns the name of a field's column.
func columnName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
	return name
}
