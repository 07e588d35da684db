package demo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// File is one file of the demo; Name is its path with slashes.
type File struct {
	Name  string
	Bytes []byte
}

// Files are files sorted by name.
type Files []File

// ErrDiffers says that a file is there already with other bytes.
var ErrDiffers = errors.New("a file of that name exists and differs")

// WriteTo writes the files below dir, which is made if need be. Files that are
// there with the same bytes stay as they are; if one has other bytes, nothing is
// written and the error wraps [ErrDiffers].
func (f Files) WriteTo(dir string) error {
	var missing Files
	for _, file := range f {
		have, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file.Name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, file)
		case err != nil:
			return fmt.Errorf("write the demo to %s: %w", dir, err)
		case !bytes.Equal(have, file.Bytes):
			return fmt.Errorf("write the demo to %s: %w: %s; choose an empty folder or move the file away", dir, ErrDiffers, file.Name)
		}
	}
	for _, file := range missing {
		if err := create(filepath.Join(dir, filepath.FromSlash(file.Name)), file.Bytes); err != nil {
			return fmt.Errorf("write the demo to %s: %w", dir, err)
		}
	}
	return nil
}

// create writes a file that is not there yet, whole or not at all: a link from a
// temporary name never overwrites, and an interrupted run leaves no half file.
func create(name string, b []byte) error {
	folder := filepath.Dir(name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(folder, ".demo-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(b)
	if err := errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return err
	}
	return os.Link(tmp.Name(), name)
}
