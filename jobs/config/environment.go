package config

import (
	"strconv"
	"strings"
)

// envPrefix begins every variable that sets a key.
const envPrefix = "TAILOR_"

// Environment lists the variables that take precedence over the file, in the
// order of the keys they set: TAILOR_ROOT sets root, TAILOR_UNIT_HOST sets
// unit.host. A list of texts is given with commas. What stands in lists or tables
// of groups (accounts, goals, mappings, ...) can only be set in the file.
func Environment() []string {
	var names []string
	for _, v := range variables(fileShape(), "") {
		names = append(names, v.name)
	}
	return names
}

// variable is one variable of the environment and the key it sets.
type variable struct {
	name, path string
	shape      *shape
}

func variables(s *shape, path string) []variable {
	switch {
	case path == "version":
		return nil
	case s.kind == object:
		var vars []variable
		for _, k := range s.keys {
			vars = append(vars, variables(k.shape, join(path, k.name))...)
		}
		return vars
	case s.kind == text, s.kind == whole, s.kind == yesno, s.kind == list && s.elem.kind == text:
		return []variable{{name: envPrefix + strings.ToUpper(strings.ReplaceAll(path, ".", "_")), path: path, shape: s}}
	}
	return nil
}

// environment reads the variables that set a key into nested maps. environ holds
// NAME=value entries; of a name that comes twice the last counts, and an empty
// value is as good as none.
func (w *walker) environment(environ []string) map[string]any {
	set := map[string]string{}
	for _, entry := range environ {
		if name, v, ok := strings.Cut(entry, "="); ok && strings.HasPrefix(name, envPrefix) {
			set[name] = v
		}
	}
	out := map[string]any{}
	var known []string
	for _, v := range variables(fileShape(), "") {
		known = append(known, v.name)
		value := set[v.name]
		delete(set, v.name)
		if value == "" {
			continue
		}
		w.places[v.path] = place{source: "environment variable " + v.name}
		for path := v.path; path != ""; path = path[:max(strings.LastIndex(path, "."), 0)] {
			w.given[path] = true
		}
		if got, ok := w.variable(value, v.shape, v.path); ok {
			put(out, strings.Split(v.path, "."), got)
		}
	}
	for name := range set {
		// A name far from every key may belong to another part of Tailor.
		if near := nearest(name, known); distance(name, near) <= 2 {
			w.addAt(place{source: "environment variable " + name}, "", "unknown variable: did you mean %s?", near)
		}
	}
	return out
}

// variable converts the text of one variable.
func (w *walker) variable(v string, s *shape, path string) (any, bool) {
	switch s.kind {
	case list:
		var items []any
		for item := range strings.SplitSeq(v, ",") {
			if got, ok := w.checked(strings.TrimSpace(item), s.elem, path); ok {
				items = append(items, got)
			}
		}
		return items, len(items) > 0
	case yesno:
		b, err := strconv.ParseBool(v)
		if err != nil {
			w.add(path, "must be true or false")
		}
		return b, err == nil
	case whole:
		return w.number(v, s, path)
	}
	return w.checked(v, s, path)
}

// put sets a value of nested maps.
func put(m map[string]any, path []string, v any) {
	for _, name := range path[:len(path)-1] {
		below, ok := m[name].(map[string]any)
		if !ok {
			below = map[string]any{}
			m[name] = below
		}
		m = below
	}
	m[path[len(path)-1]] = v
}
