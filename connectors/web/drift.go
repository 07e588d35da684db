package web

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Ignored, as a blank field's type, lists JSON fields of its struct that are known
// and not read, so that they do not count as new:
//
//	_ web.Ignored `names:"bot,locked,discoverable"`
type Ignored struct{}

// mostUnknown is how many unknown fields are named.
const mostUnknown = 50

// findUnknown adds to found the paths of fields that a type does not declare, like
// media.blurhash. Below what is undeclared, and where a type decodes itself, it does
// not look. It reports whether there was anything to look at.
func findUnknown(raw []byte, t reflect.Type, found map[string]bool) bool {
	return look(raw, t, "", found)
}

func look(raw []byte, t reflect.Type, path string, found map[string]bool) bool {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if e, ok := reflect.New(t).Interface().(interface{ element() reflect.Type }); ok {
		t = reflect.SliceOf(e.element())
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		var items []json.RawMessage
		if t.Elem().Kind() == reflect.Uint8 || json.Unmarshal(raw, &items) != nil {
			return true
		}
		for _, item := range items {
			look(item, t.Elem(), path, found)
		}
		return len(items) > 0
	case reflect.Struct:
		var fields map[string]json.RawMessage
		if implementsUnmarshaler(t) || json.Unmarshal(raw, &fields) != nil {
			return true
		}
		lookStruct(fields, t, path, found)
	}
	return true
}

func lookStruct(fields map[string]json.RawMessage, t reflect.Type, path string, found map[string]bool) {
	known := declared(t)
	for name, raw := range fields {
		at := strings.TrimPrefix(path+"."+name, ".")
		field, ok := known[strings.ToLower(name)]
		switch {
		case ok && field != nil:
			look(raw, field, at, found)
		case !ok && len(found) < mostUnknown && isName(name):
			found[at] = true
		}
	}
}

func implementsUnmarshaler(t reflect.Type) bool {
	_, ok := reflect.New(t).Interface().(json.Unmarshaler)
	return ok
}

// declared maps the JSON names of a struct, lower case, to their types; nil for
// those that are ignored.
func declared(t reflect.Type) map[string]reflect.Type {
	known := map[string]reflect.Type{}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[Ignored]() {
			for name := range strings.SplitSeq(f.Tag.Get("names"), ",") {
				known[strings.ToLower(strings.TrimSpace(name))] = nil
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct {
			maps.Copy(known, declared(f.Type))
			continue
		}
		if name == "" {
			name = f.Name
		}
		known[strings.ToLower(name)] = f.Type
	}
	return known
}

// isName reports whether a key is a field's name, not data: ids and handles serve
// as keys too, and must not be told.
func isName(key string) bool {
	if key == "" || len(key) > 40 {
		return false
	}
	for _, r := range key {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' && r != '$' && r != '-' {
			return false
		}
	}
	return true
}

func sortedKeys(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }
