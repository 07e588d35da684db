package config

import (
	"encoding/json"
	"fmt"
)

// Schema returns the JSON Schema (draft 2020-12) of the settings file, for editors
// and for tailor config schema. What it accepts may still be refused by [Load],
// which also checks what stands between keys.
func Schema() []byte {
	w := schemaWriter{checks: checks()}
	root := w.schema(fileShape(), Default().plain())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Tailor settings"
	b, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("config: schema: %v", err)) // texts, numbers and maps always encode
	}
	return append(b, '\n')
}

type schemaWriter struct{ checks map[string]check }

// schema describes a shape; initial is its default, nil if there is none.
func (w schemaWriter) schema(s *shape, initial any) map[string]any {
	out := w.form(s, initial)
	if s.doc != "" {
		out["description"] = s.doc
	}
	if _, group := initial.(map[string]any); initial != nil && !group && initial != "" && initial != false {
		out["default"] = initial
	}
	return out
}

func (w schemaWriter) form(s *shape, initial any) map[string]any {
	switch s.kind {
	case object:
		return w.object(s, initial)
	case table:
		out := map[string]any{"type": "object", "additionalProperties": w.schema(s.elem, nil)}
		if s.elem.kind == object {
			out["propertyNames"] = map[string]any{"pattern": w.checks["label"].pattern}
		}
		return out
	case list:
		items := map[string]any{"type": "array", "items": w.schema(s.elem, nil)}
		if s.single {
			return map[string]any{"anyOf": []any{w.schema(s.elem, nil), items}}
		}
		return items
	case text:
		return w.text(s)
	case whole:
		out := map[string]any{"type": "integer"}
		if s.min != 0 || s.max != 0 {
			out["minimum"], out["maximum"] = s.min, s.max
		}
		return out
	}
	return map[string]any{"type": "boolean"}
}

func (w schemaWriter) object(s *shape, initial any) map[string]any {
	defaults, _ := initial.(map[string]any)
	properties, required := map[string]any{}, []string{}
	for _, k := range s.keys {
		properties[k.name] = w.schema(k.shape, defaults[k.name])
		if k.need {
			required = append(required, k.name)
		}
	}
	out := map[string]any{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		out["required"] = required
	}
	if short, ok := s.key(s.short); ok {
		return map[string]any{"anyOf": []any{w.schema(short.shape, nil), out}}
	}
	return out
}

// text describes a text. An empty one is as good as none, so it is always allowed;
// a text without a check may be written as a number.
func (w schemaWriter) text(s *shape) map[string]any {
	c := w.checks[s.check]
	switch {
	case s.check == "":
		return map[string]any{"type": []string{"string", "number"}}
	case c.words != nil:
		return map[string]any{"enum": append([]string{""}, c.words...)}
	case s.check == "margin":
		return map[string]any{"anyOf": []any{map[string]any{"type": "string", "pattern": "^$|" + c.pattern},
			map[string]any{"type": "number", "minimum": 1, "maximum": 3}}}
	case s.check == "target":
		return map[string]any{"anyOf": []any{map[string]any{"type": "string", "pattern": "^$|" + c.pattern}, map[string]any{"type": "number"}}}
	case c.pattern != "":
		return map[string]any{"type": "string", "pattern": "^$|" + c.pattern}
	}
	return map[string]any{"type": "string"}
}
