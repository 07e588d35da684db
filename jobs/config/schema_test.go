package config

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"
)

func schema(t testing.TB) map[string]any {
	t.Helper()
	var s map[string]any
	if err := json.Unmarshal(Schema(), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// accepts is a checker of the part of JSON Schema that Schema uses; it fails on any
// word it does not know, so that no part of the schema goes unchecked.
func accepts(s map[string]any, v any) error {
	for word, arg := range s {
		var err error
		switch word {
		case "$schema", "title", "description", "default":
		case "type":
			err = acceptsType(arg, v)
		case "enum":
			if !slices.Contains(arg.([]any), v) {
				err = fmt.Errorf("%v is not one of %v", v, arg)
			}
		case "pattern":
			if text, ok := v.(string); ok && !regexp.MustCompile(arg.(string)).MatchString(text) {
				err = fmt.Errorf("%q does not match %s", v, arg)
			}
		case "minimum":
			if n, ok := v.(float64); ok && n < arg.(float64) {
				err = fmt.Errorf("%v is below %v", v, arg)
			}
		case "maximum":
			if n, ok := v.(float64); ok && n > arg.(float64) {
				err = fmt.Errorf("%v is above %v", v, arg)
			}
		case "required":
			m, _ := v.(map[string]any)
			for _, name := range arg.([]any) {
				if _, ok := m[name.(string)]; m != nil && !ok {
					err = fmt.Errorf("%v is missing", name)
				}
			}
		case "propertyNames":
			m, _ := v.(map[string]any)
			for name := range m {
				err = first(err, accepts(arg.(map[string]any), name))
			}
		case "properties", "additionalProperties":
			err = acceptsKeys(s, v)
		case "items":
			list, _ := v.([]any)
			for i, item := range list {
				if e := accepts(arg.(map[string]any), item); e != nil {
					err = first(err, fmt.Errorf("[%d]: %w", i, e))
				}
			}
		case "anyOf":
			var each []error
			for _, one := range arg.([]any) {
				if e := accepts(one.(map[string]any), v); e != nil {
					each = append(each, e)
				}
			}
			if len(each) == len(arg.([]any)) {
				err = fmt.Errorf("none of: %v", each)
			}
		default:
			err = fmt.Errorf("the checker does not know %q", word)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func acceptsType(arg, v any) error {
	if list, ok := arg.([]any); ok {
		var err error
		for _, one := range list {
			if err = acceptsType(one, v); err == nil {
				return nil
			}
		}
		return err
	}
	ok := false
	switch v := v.(type) {
	case string:
		ok = arg == "string"
	case bool:
		ok = arg == "boolean"
	case float64:
		ok = arg == "number" || arg == "integer" && v == float64(int64(v))
	case []any:
		ok = arg == "array"
	case map[string]any:
		ok = arg == "object"
	}
	if !ok {
		return fmt.Errorf("%v is no %v", v, arg)
	}
	return nil
}

func acceptsKeys(s map[string]any, v any) error {
	m, _ := v.(map[string]any)
	properties, _ := s["properties"].(map[string]any)
	for name, item := range m {
		below, ok := properties[name].(map[string]any)
		if !ok {
			if s["additionalProperties"] == false {
				return fmt.Errorf("unknown key %s", name)
			}
			below = s["additionalProperties"].(map[string]any)
		}
		if err := accepts(below, item); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// value reads a file as an editor with a schema does.
func value(t testing.TB, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	v = nil
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// editorDates are the example's dates in quotes: YAML's reader makes moments of the
// others, which JSON does not have.
func editorDates(text string) string {
	return regexp.MustCompile(`: (\d{4}-\d\d-\d\d)`).ReplaceAllString(text, ": '$1'")
}

func TestSchemaAccepts(t *testing.T) {
	s := schema(t)
	for _, text := range []string{string(Example()), minimal,
		minimal + "accounts: [{id: a, platform: x, files: [a, {path: b, mapping: m}]}, {id: b, platform: x, files: {path: c}, languages: en}]\n",
		minimal + "mappings: {m: {platform: x, columns: {id: Id, likes: 1}, published: {year: 2014}, lifetime: true}}\n",
		minimal + "schedule: {pull: never, report: '07:00'}\n",
	} {
		if err := accepts(s, value(t, editorDates(text))); err != nil {
			t.Errorf("the schema refuses:\n%s%v", text, err)
		}
		if _, err := Parse([]byte(text), "t.yaml"); err != nil && !strings.Contains(err.Error(), "mapping") {
			t.Errorf("Parse refuses:\n%s%v", text, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	s := schema(t)
	for _, c := range []struct{ text, want string }{
		{"acounts: []", "unknown key acounts"},
		{"api_key: x", "unknown key api_key"},
		{"replies: {colect: true}", "unknown key colect"},
		{"accounts: [{id: a, platform: x, handel: b}]", "unknown key handel"},
		{"accounts: [{platform: x}]", "id is missing"},
		{"accounts: [{id: a, platform: mastdon}]", "not one of"},
		{"accounts: {id: a}", "is no array"},
		{"accounts: [{id: A b, platform: x}]", "does not match"},
		{"privacy: {k: 5}", "below 10"},
		{"privacy: {k: ten}", "is no integer"},
		{"replies: {retention_days: 31}", "above 30"},
		{"unit: {name: x, host: norway}", "does not match"},
		{"unit: {}", "name is missing"},
		{"mappings: {Big Name: {}}", "does not match"},
		{"mappings: {m: {colums: {}}}", "unknown key colums"},
		{"mappings: {m: {columns: {like: x}}}", "unknown key like"},
	} {
		// A later key of the same name would be refused by YAML itself.
		text := c.text + "\n" + minimal
		if strings.HasPrefix(c.text, "unit:") {
			text = c.text + "\nversion: 1\n"
		}
		if err := accepts(s, value(t, text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.text, err, c.want)
		}
		if _, err := Parse([]byte(text), "t.yaml"); err == nil {
			t.Errorf("Parse accepts %s", c.text)
		}
	}
}

// The schema never refuses what Parse accepts.
func TestSchemaIsNotStricter(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(r *rapid.T) {
		text := draw(r)
		if err := accepts(s, value(t, text)); err != nil {
			r.Fatalf("the schema refuses:\n%s%v", text, err)
		}
	})
}

func TestSchemaIsStable(t *testing.T) {
	one, other := Schema(), Schema()
	if string(one) != string(other) {
		t.Error("Schema() differs from call to call")
	}
	if got := schema(t)["$schema"]; got != "https://json-schema.org/draft/2020-12/schema" {
		t.Errorf("$schema = %v", got)
	}
}
