package config

import (
	"errors"
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// currentForm is the version of the settings' form that this program writes.
const currentForm = 1

// A migration takes settings from one version of their form to the next.
type migration struct {
	from  int
	says  string // what it changes, for people
	apply func(*tree) error
}

// migrations lists how older forms become the present one, oldest first, without a
// gap. Version 1 is the first form there was, so there is none yet. What changes a
// key's name or meaning is added here together with the new [currentForm]; files of
// older forms are then read as if they had been rewritten, and `tailor config migrate`
// rewrites them.
func migrations() []migration { return nil }

// forms is the present form and the way to it from older ones.
type forms struct {
	current int
	steps   []migration
}

// reading is what became of a file's form when it was read.
type reading struct {
	from  int // version the file has
	says  []string
	edits []edit
}

func presentForms() forms { return forms{currentForm, migrations()} }

// version is that of a file, and the node it stands in; 0 and nil if the file names
// none or no whole number, which is a problem of its key.
func version(root *yaml.Node) (int, *yaml.Node) {
	if root.Kind != yaml.MappingNode {
		return 0, nil
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if n := root.Content[i+1]; root.Content[i].Value == "version" && n.Kind == yaml.ScalarNode && n.ShortTag() == "!!int" {
			v, err := strconv.Atoi(n.Value)
			if err != nil {
				return 0, nil
			}
			return v, n
		}
	}
	return 0, nil
}

// errForm is the error of a form that cannot be read; it says why and what to do.
type errForm struct{ what string }

func (e errForm) Error() string { return e.what }

// upgrade takes the nodes of a file to the present form. It returns the version that
// the file has, what was changed, and the edits that do the same to its text. A file
// without a version is left as it is.
func (f forms) upgrade(root *yaml.Node) (from int, says []string, edits []edit, err error) {
	from, at := version(root)
	if at == nil || from == f.current {
		return f.current, nil, nil, nil
	}
	if from > f.current {
		return from, nil, nil, errForm{fmt.Sprintf("is %d, but this program reads forms up to %d: it was written for a later Tailor; install that one, see docs/install.md", from, f.current)}
	}
	t := &tree{root: root}
	at.Value = strconv.Itoa(f.current)
	t.edit(at, strconv.Itoa(from), at.Value)
	next := from
	for _, m := range f.steps {
		if m.from != next {
			continue
		}
		if err := m.apply(t); err != nil {
			return from, nil, nil, err
		}
		says, next = append(says, m.says), next+1
	}
	if next != f.current {
		return from, nil, nil, errForm{fmt.Sprintf("is %d, which no Tailor ever wrote: write version: %d", from, f.current)}
	}
	return from, says, t.edits, errors.Join(t.failed...)
}
