package patient

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Open opens a file for reading, also in the moment in which another one takes its place.
func Open(path string) (f *os.File, err error) {
	err = retry(func() error {
		f, err = os.Open(path)
		return err
	}, inUse)
	return f, err
}

// Rename renames a file or folder; a file that is there already is replaced.
func Rename(from, to string) error {
	return retry(func() error { return os.Rename(from, to) }, inUse)
}

// Remove removes a file or an empty folder.
func Remove(path string) error { return retry(func() error { return os.Remove(path) }, inUse) }

// RemoveAll removes a file or a folder with all below it; none is fine. What
// os.RemoveAll cannot remove, because it asks for deletion in a way that the file
// system does not have, is removed name by name.
func RemoveAll(path string) error {
	if err := os.RemoveAll(path); err == nil {
		return nil
	}
	return removeTree(path)
}

func removeTree(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.IsDir() { // a link or junction to one is none
		entries, err := os.ReadDir(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, e := range entries {
			if err := removeTree(filepath.Join(path, e.Name())); err != nil {
				return err
			}
		}
	}
	if err := Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// inUse reports whether an error may be gone when another program has closed a file.
// ERROR_ACCESS_DENIED is what a replaced file and a renamed folder give then;
// ERROR_DIR_NOT_EMPTY is what a folder gives whose last file is removed but still open.
func inUse(err error) bool {
	const (
		sharingViolation = syscall.Errno(32)
		lockViolation    = syscall.Errno(33)
		userMappedFile   = syscall.Errno(1224)
	)
	for _, e := range []syscall.Errno{syscall.ERROR_ACCESS_DENIED, sharingViolation, lockViolation, userMappedFile, syscall.ERROR_DIR_NOT_EMPTY} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
