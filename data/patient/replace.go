package patient

import (
	"bytes"
	"os"
	"path/filepath"
)

// Replace makes a file of a mode hold b, whole at any moment, and says whether it changed:
// one that holds b already is left alone. Folders above it that are not there are made.
func Replace(path string, b []byte, mode os.FileMode) (changed bool, err error) {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, b) {
		return false, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return false, err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return false, err
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(b); err != nil {
		tmp.Close()
		return false, err
	}
	_ = tmp.Chmod(mode) // which only lets more people read: a share that keeps no rights has its own
	if err := tmp.Close(); err != nil {
		return false, err
	}
	return true, Rename(tmp.Name(), path)
}
