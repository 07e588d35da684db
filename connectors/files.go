package connectors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Declared is what the config says of the counters of a file that does not say when
// they were read.
type Declared struct {
	ObservedAt data.Micros // when they were read; 0 if not known
	Lifetime   bool        // whether they are final
}

// Found is one file or folder that a pattern of the config matched.
type Found struct {
	Path    string // absolute or relative to the working folder, ready to open
	Mapping string
}

// FindFiles resolves an account's paths and patterns, relative to dir, in the
// order of the config and sorted within a pattern; a file matched twice comes
// once. A pattern that matches nothing is an error that names it.
func FindFiles(dir string, files []File) ([]Found, error) {
	if len(files) == 0 {
		return nil, fmt.Errorf("%w: no files are configured; add files: to the account", ErrInput)
	}
	var found []Found
	for _, f := range files {
		pattern := f.Path
		glob := pattern
		if !filepath.IsAbs(pattern) {
			pattern, glob = filepath.Join(dir, pattern), filepath.Join(literal(dir), pattern)
		}
		paths, err := filepath.Glob(glob)
		if err != nil {
			return nil, fmt.Errorf("%w: the pattern %q is not well formed", ErrInput, f.Path)
		}
		// A path that exists by its very name wins over what its brackets would match.
		if _, err := os.Stat(pattern); err == nil {
			paths = []string{pattern}
		}
		named := len(paths) == 1 && paths[0] == pattern
		if err := listable(glob, named); err != nil {
			return nil, err
		}
		if !named {
			paths = slices.DeleteFunc(paths, leftAside)
		}
		if len(paths) == 0 {
			return nil, fmt.Errorf("%w: nothing is found at %s; put the download there or correct files: in the config",
				ErrInput, pattern)
		}
		slices.Sort(paths)
		for _, p := range paths {
			one := Found{Path: p, Mapping: f.Mapping}
			if !slices.Contains(found, one) {
				found = append(found, one)
			}
		}
	}
	return found, nil
}

// literal makes a pattern that matches one path only: folders may be called "Posts [2026]".
func literal(path string) string {
	return strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]").Replace(path)
}

// Covers reports whether a path or pattern of the config, relative to dir, takes in the
// file at path: names it, matches it, or is a folder above it.
func (f File) Covers(dir, path string) bool {
	pattern := f.Path
	glob := pattern
	if !filepath.IsAbs(pattern) {
		pattern, glob = filepath.Join(dir, pattern), filepath.Join(literal(dir), pattern)
	}
	pattern = filepath.Clean(pattern)
	for path = filepath.Clean(path); ; path = filepath.Dir(path) {
		if matched, err := filepath.Match(glob, path); path == pattern || err == nil && matched {
			return true
		}
		if path == filepath.Dir(path) {
			return false
		}
	}
}

// Key hashes what decides how an input is read into 16 hex digits.
func Key(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// Copy is io.Copy that ends with ctx.
func Copy(ctx context.Context, w io.Writer, r io.Reader) (int64, error) {
	return io.Copy(w, readerFunc(func(b []byte) (int, error) {
		if err := ctx.Err(); err != nil {
			return 0, context.Cause(ctx)
		}
		return r.Read(b)
	}))
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }

// OpenFile opens a file to read; if it cannot, the error says what to do. A pipe or device
// is no file: opening it may never end.
func OpenFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err == nil && !readable(info.Mode()) {
		return nil, fmt.Errorf("%w: %s is a pipe or a device, not a file; save what it gives into a file", ErrInput, path)
	}
	var f *os.File
	if err == nil {
		f, err = os.Open(path)
	}
	switch {
	case err == nil:
		return f, nil
	case os.IsNotExist(err):
		return nil, fmt.Errorf("%w: %s does not exist; check the path", ErrInput, path)
	case os.IsPermission(err):
		return nil, fmt.Errorf("%w: %s may not be read; change its permissions", ErrInput, path)
	}
	return nil, fmt.Errorf("%w: %v", ErrInput, err)
}

// CheckMappings refuses files that name a mapping the config does not have.
func CheckMappings[M any](a Account, mappings map[string]M) error {
	for _, f := range a.Files {
		if _, known := mappings[f.Mapping]; f.Mapping != "" && !known {
			return fmt.Errorf("%w: account %s: there is no mapping %q; add it to the config", ErrInput, a.ID, f.Mapping)
		}
	}
	return nil
}
