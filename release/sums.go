package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// sumsFile holds the checksums of a release, as sha256sum --check reads them.
const sumsFile = "SHA256SUMS"

// sums writes the checksums of all files below a folder, sorted by path.
func sums(dir string) error {
	var list bytes.Buffer
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || name == sumsFile {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(b), name)
		return err
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, sumsFile), list.Bytes(), 0o644)
}
