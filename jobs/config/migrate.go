package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// Migrated is what taking a settings file to the present form comes to.
type Migrated struct {
	Path     string   `json:"path"`
	From     int      `json:"from"` // version the file has
	To       int      `json:"to"`
	Changes  []string `json:"changes,omitempty"` // what changed between the forms, oldest first
	Diff     string   `json:"diff,omitempty"`    // of the file's text; "" if it is of the present form
	Backup   string   `json:"backup,omitempty"`  // where Write keeps the file as it was
	old, new []byte
}

// Needed reports whether the file has an older form.
func (m *Migrated) Needed() bool { return m.From != m.To }

// Migrate works out what a settings file is in the present form, and writes nothing.
// The settings that it then holds are those that the older file is read as: that is
// checked. The errors are those of [Load].
func Migrate(path string) (*Migrated, error) { return presentForms().migrate(path) }

func (f forms) migrate(path string) (*Migrated, error) {
	b, folder, err := readIn(path)
	if err != nil {
		return nil, err
	}
	before, err := f.parse(b, path, folder, nil)
	if err != nil {
		return nil, err
	}
	m := &Migrated{Path: path, From: before.reading.from, To: f.current, Changes: before.reading.says, old: b, new: b}
	if !m.Needed() {
		return m, nil
	}
	if m.new, err = apply(b, before.reading.edits); err != nil {
		return nil, fmt.Errorf("settings %s: %w", path, err)
	}
	after, err := f.parse(m.new, path, folder, nil)
	if err != nil || after.Hash() != before.Hash() || after.reading.from != f.current {
		return nil, fmt.Errorf("settings %s: rewriting would change what they say: change version: by hand, and tailor config check says what else", path)
	}
	m.Backup = fmt.Sprintf("%s.version-%d", path, m.From)
	m.Diff = string(diff.Diff(filepath.Base(path), m.old, filepath.Base(path), m.new))
	return m, nil
}

// Write keeps the file as it was under m.Backup and puts the rewritten one in its
// place, with the same mode. It refuses if the file changed meanwhile, or if another
// file stands where the backup goes.
func (m *Migrated) Write() error {
	if !m.Needed() {
		return nil
	}
	path, err := filepath.EvalSymlinks(m.Path) // a link stays one
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	if now, err := read(path); err != nil || !bytes.Equal(now, m.old) {
		return errors.Join(fmt.Errorf("settings %s were changed meanwhile: migrate again", m.Path), err)
	}
	if err := create(m.Backup, m.old, info.Mode().Perm()); errors.Is(err, fs.ErrExist) {
		if kept, err := os.ReadFile(m.Backup); err != nil || !bytes.Equal(kept, m.old) {
			return fmt.Errorf("settings %s: %s is there already and holds something else: move it away", m.Path, m.Backup)
		}
	} else if err != nil {
		return fmt.Errorf("settings %s: backup: %w", m.Path, err)
	}
	tmp := path + ".new"
	if err := os.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("settings %s: %w", m.Path, err)
	}
	if err := create(tmp, m.new, info.Mode().Perm()); err != nil {
		return fmt.Errorf("settings %s: %w", m.Path, err)
	}
	if err := patient.Rename(tmp, path); err != nil {
		return errors.Join(fmt.Errorf("settings %s: %w", m.Path, err), os.Remove(tmp))
	}
	return nil
}

// create writes a file that is not there, durably.
func create(path string, b []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}
