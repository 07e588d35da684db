package config

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// nameTag is the struct tag that holds the name of a key.
const nameTag = "koanf"

// kind is what a value of the file is.
type kind int

const (
	object kind = iota // a fixed set of keys
	table              // names of the user's choice -> elem
	list
	text
	whole // a whole number
	yesno // true or false
)

// String names a kind as an error message does.
func (k kind) String() string {
	return [...]string{"a group of keys", "a group of names", "a list", "text", "a whole number", "true or false"}[k]
}

// shape describes one value of the file, derived from a Go type and its field's tags.
type shape struct {
	kind     kind
	doc      string
	keys     []key  // of an object, in the struct's order
	elem     *shape // of a list or table
	check    string // of a text
	min, max int    // of a whole number, if they differ
	single   bool   // list: one item may stand for a list of one
	short    string // object: key that a plain text stands for
}

// key is one key of an object.
type key struct {
	name string
	need bool
	*shape
}

// names returns an object's keys.
func (s *shape) names() []string {
	names := make([]string, len(s.keys))
	for i, k := range s.keys {
		names[i] = k.name
	}
	return names
}

// key returns the key of an object by its name.
func (s *shape) key(name string) (key, bool) {
	for _, k := range s.keys {
		if k.name == name {
			return k, true
		}
	}
	return key{}, false
}

// fileShape describes the whole settings file.
func fileShape() *shape { return shapeOf(reflect.TypeFor[Config](), "") }

// shapeOf derives a shape. A type it does not know is a mistake in Config, which
// every test of this package meets, so it panics.
func shapeOf(t reflect.Type, tag reflect.StructTag) *shape {
	s := &shape{doc: tag.Get("doc"), check: tag.Get("check"), single: tag.Get("single") == "true"}
	switch t.Kind() {
	case reflect.Pointer:
		return shapeOf(t.Elem(), tag)
	case reflect.Struct:
		s.kind = object
		s.addKeys(t)
	case reflect.Map:
		s.kind = table
		s.elem = shapeOf(t.Elem(), elemTag(tag))
	case reflect.Slice:
		s.kind = list
		s.elem = shapeOf(t.Elem(), elemTag(tag))
	case reflect.String:
		s.kind = text
	case reflect.Bool:
		s.kind = yesno
	case reflect.Int, reflect.Int64:
		s.kind = whole
		s.min, s.max = bounds(tag.Get("range"))
	default:
		panic(fmt.Sprintf("config: no shape for %v", t))
	}
	return s
}

func (s *shape) addKeys(t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get(nameTag), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		s.keys = append(s.keys, key{name: name, need: f.Tag.Get("need") == "true", shape: shapeOf(f.Type, f.Tag)})
		if f.Tag.Get("short") == "true" {
			s.short = name
		}
	}
}

// elemTag is what a list's or table's items inherit of its tag: the check.
func elemTag(tag reflect.StructTag) reflect.StructTag {
	return reflect.StructTag(fmt.Sprintf(`check:%q`, tag.Get("check")))
}

// bounds reads a range tag like "1..30"; none gives 0, 0.
func bounds(tag string) (low, high int) {
	if tag == "" {
		return 0, 0
	}
	a, b, _ := strings.Cut(tag, "..")
	low, errLow := strconv.Atoi(a)
	high, errHigh := strconv.Atoi(b)
	if errLow != nil || errHigh != nil {
		panic(fmt.Sprintf("config: bad range tag %q", tag))
	}
	return low, high
}
