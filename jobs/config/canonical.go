package config

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/knadh/koanf/parsers/yaml"
)

// Hash returns the SHA-256 of the settings in force, in hex. It does not depend on
// the file's comments, order of keys or folder, nor on whether a default is
// written out.
func (c *Config) Hash() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(fmt.Sprintf("config: %v", err)) // texts, numbers, lists and maps always encode
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// MarshalJSON writes the settings in force under the names of the file's keys,
// sorted, paths as they were written.
func (c *Config) MarshalJSON() ([]byte, error) { return json.Marshal(c.asWritten().plain()) }

// YAML returns the settings in force, defaults and environment included, keys
// sorted, paths as they were written. [Parse] reads it to the same settings.
func (c *Config) YAML() ([]byte, error) {
	b, err := yaml.Parser().Marshal(c.asWritten().plain())
	if err != nil {
		return nil, fmt.Errorf("settings as YAML: %w", err)
	}
	return b, nil
}

// plain turns a config into nested maps by the names of its keys.
func (c *Config) plain() map[string]any {
	return plain(reflect.ValueOf(c).Elem()).(map[string]any)
}

// plain turns structs and maps into maps and slices into lists. Of a struct it
// drops what is nil, empty or false: Parse takes all of these for not given. An
// empty list stays, for it may stand against a default.
func plain(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Struct:
		out := map[string]any{}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name, _, _ := strings.Cut(f.Tag.Get(nameTag), ",")
			if !f.IsExported() || name == "-" {
				continue
			}
			if item := plain(v.Field(i)); item != nil && item != "" && (item != false || f.Type.Kind() == reflect.Pointer) {
				out[name] = item
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case reflect.Map:
		if v.IsNil() {
			return nil
		}
		out := map[string]any{}
		for _, k := range v.MapKeys() {
			out[k.String()] = plain(v.MapIndex(k))
		}
		return out
	case reflect.Slice:
		if v.IsNil() {
			return nil
		}
		out := make([]any, v.Len())
		for i := range out {
			out[i] = plain(v.Index(i))
		}
		return out
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return plain(v.Elem())
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	case reflect.Int, reflect.Int64:
		return v.Int()
	}
	panic(fmt.Sprintf("config: no plain form of %v", v.Type()))
}
