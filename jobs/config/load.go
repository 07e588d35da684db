package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/knadh/koanf/v2"
	"go.yaml.in/yaml/v3"
)

// maxBytes is the largest settings file that is read. One of 300 missions with ten
// accounts each is below a tenth of it.
const maxBytes = 8 << 20

// Load reads the settings file at path, with the environment over it and the
// defaults under it. If anything is wrong, the error is an [*Error] that lists
// every problem, or says that the file cannot be read.
func Load(path string) (*Config, error) {
	b, folder, err := readIn(path)
	if err != nil {
		return nil, err
	}
	return presentForms().parse(b, path, folder, os.Environ())
}

// readIn reads a settings file, and tells the folder that its paths are relative to.
func readIn(path string) (b []byte, folder string, err error) {
	if b, err = read(path); err != nil {
		return nil, "", err
	}
	if folder, err = filepath.Abs(filepath.Dir(path)); err != nil {
		return nil, "", fmt.Errorf("settings %s: %w", path, err)
	}
	return b, folder, nil
}

func read(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("settings %s: this is a folder, a pipe or a device, not a file; name the settings file with --config", path)
	}
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no settings file at %s: run tailor init to make one, or name another: %w", path, err)
	}
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("settings %s: %w", path, err)
	}
	return b, nil
}

// Parse reads settings from b, which came from the file called name, with the
// defaults under it. Relative paths start at name's folder. Nothing outside b is
// read, save the home folder's name for ~ and the list of time zones.
func Parse(b []byte, name string) (*Config, error) {
	return presentForms().parse(b, name, filepath.Dir(name), nil)
}

func (f forms) parse(b []byte, name, folder string, environ []string) (*Config, error) {
	w := &walker{
		findings: &findings{places: map[string]place{"": {source: name}}},
		file:     name,
		checks:   checks(),
		given:    map[string]bool{},
		forms:    f,
	}
	file := w.document(b)
	if w.err() != nil && file == nil {
		return nil, w.err()
	}
	given, err := merge(file, w.environment(environ))
	if err != nil {
		return nil, fmt.Errorf("settings %s: %w", name, err)
	}
	raw := given.Raw()
	w.needed(fileShape(), raw, "")
	c, err := decode(raw)
	if err != nil {
		return nil, fmt.Errorf("settings %s: %w", name, err)
	}
	c.reading = w.reading
	c.inherit()
	c.resolve(folder, w.findings)
	c.validate(w.findings)
	if err := w.err(); err != nil {
		return nil, err
	}
	return c, nil
}

// document decodes the file's text; nil if it is no YAML of the right form.
func (w *walker) document(b []byte) map[string]any {
	if len(b) > maxBytes {
		w.add("", "is larger than %d MiB: is this the settings file?", maxBytes>>20)
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err != nil && !errors.Is(err, io.EOF) {
		w.syntax(b, err)
		return nil
	}
	if err := dec.Decode(&more); err == nil {
		w.addAt(w.at(&more), "", "a second document begins here: remove the line --- and what follows")
	} else if !errors.Is(err, io.EOF) {
		w.syntax(b, err)
		return nil
	}
	root := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: 1}
	if len(doc.Content) > 0 && doc.Content[0].ShortTag() != "!!null" {
		root = doc.Content[0]
	}
	w.secrets(root, "")
	var err error
	if w.reading.from, w.reading.says, w.reading.edits, err = w.forms.upgrade(root); err != nil {
		_, at := version(root)
		w.addAt(w.at(at), "version", "%v", err)
		if w.reading.from > w.forms.current {
			return nil // every key of a later form would be a problem
		}
	}
	v, ok := w.value(root, fileShape(), "")
	if !ok {
		return nil
	}
	w.places[""] = place{source: w.file}
	return v.(map[string]any)
}

// needed notes keys that cannot be left out and are given neither in the file nor
// in the environment.
func (w *walker) needed(s *shape, v any, path string) {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range s.keys {
			below := join(path, k.name)
			if _, ok := v[k.name]; !ok && k.need && !w.given[below] {
				w.add(path, "%q is missing: %s", k.name, k.doc)
			}
			w.needed(k.shape, v[k.name], below)
		}
		if s.kind == table {
			for name, item := range v {
				w.needed(s.elem, item, join(path, name))
			}
		}
	case []any:
		for i, item := range v {
			w.needed(s.elem, item, fmt.Sprintf("%s[%d]", path, i))
		}
	}
}

// merge lays maps over one another, the last strongest: groups of keys are merged,
// lists replaced.
func merge(layers ...layer) (*koanf.Koanf, error) {
	k := koanf.New(delimiter)
	for _, l := range layers {
		if err := k.Load(l, nil); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// decode lays what was given over the defaults and decodes it into one struct.
func decode(given layer) (*Config, error) {
	k, err := merge(Default().plain(), given)
	if err != nil {
		return nil, err
	}
	var c Config
	if err := k.UnmarshalWithConf("", &c, koanf.UnmarshalConf{Tag: nameTag}); err != nil {
		return nil, err
	}
	return &c, nil
}

// delimiter joins keys inside koanf; no key of a file may hold control characters.
const delimiter = "\x1f"

// layer is a koanf.Provider of nested maps.
type layer map[string]any

// Read returns the maps.
func (l layer) Read() (map[string]any, error) { return l, nil }

// ReadBytes is not used: a layer is decoded already.
func (l layer) ReadBytes() ([]byte, error) { return nil, errors.ErrUnsupported }
