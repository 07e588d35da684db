//go:build !windows

package patient

import "os"

// Open is os.Open.
func Open(path string) (*os.File, error) { return os.Open(path) }

// Rename is os.Rename.
func Rename(from, to string) error { return os.Rename(from, to) }

// Remove is os.Remove.
func Remove(path string) error { return os.Remove(path) }

// RemoveAll is os.RemoveAll.
func RemoveAll(path string) error { return os.RemoveAll(path) }
