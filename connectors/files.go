package connectors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
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
			if !slices.Contains(found, one) && (named || !strings.HasPrefix(filepath.Base(p), ".")) {
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

// FileCursor is the position of a driver that reads files. A file is named by a
// key, which is a hash of its bytes and of all that decides how it is read: so an
// unchanged file is not read again, and a corrected mapping reads it anew.
type FileCursor struct {
	Done  map[string]bool        `json:"done,omitempty"`  // keys of files read to the end
	File  string                 `json:"file,omitempty"`  // key of the file being read
	Row   int64                  `json:"row,omitempty"`   // rows of it already returned
	Again map[string]data.Micros `json:"again,omitempty"` // keys of files with rows of a later day, and when the first of these is to be read

	Names    map[string]bool `json:"names,omitempty"`    // hashes of the names that files were read under
	Corrects bool            `json:"corrects,omitempty"` // whether one was read under the name of the file being read
}

// ParseFileCursor reads a cursor; "" is the start.
func ParseFileCursor(s string) (FileCursor, error) {
	var c FileCursor
	if s == "" {
		return c, nil
	}
	if err := json.Unmarshal([]byte(s), &c); err != nil {
		return FileCursor{}, fmt.Errorf("%w: the stored cursor is damaged: %v", ErrInput, err)
	}
	if c.Row < 0 {
		return FileCursor{}, fmt.Errorf("%w: the stored cursor is damaged: row %d", ErrInput, c.Row)
	}
	return c, nil
}

// String is the cursor as JSON with sorted keys.
func (c FileCursor) String() string {
	if len(c.Done) == 0 && c.File == "" {
		return ""
	}
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // a map of strings, a string and a number always encode
	}
	return string(b)
}

// Finish returns the cursor after the file with key was read to its end.
func (c FileCursor) Finish(key string) FileCursor {
	done := make(map[string]bool, len(c.Done)+1)
	for k := range c.Done {
		done[k] = true
	}
	done[key] = true
	return FileCursor{Done: done, Again: c.Again, Names: c.Names}
}

// Begin returns the cursor at the beginning of a file with key that is called name; ""
// if it has no name of its own.
func (c FileCursor) Begin(key, name string) FileCursor {
	c.File, c.Row, c.Corrects = key, 0, false
	if name == "" {
		return c
	}
	name = Key(name)
	c.Corrects, c.Names = c.Names[name], maps.Clone(c.Names)
	if c.Names == nil {
		c.Names = map[string]bool{}
	}
	c.Names[name] = true
	return c
}

// Keep returns the cursor without what it says of files that are not there any more. One
// that is put back is read anew, because another content may have been read from under
// its name meanwhile.
func (c FileCursor) Keep(there func(key string) bool) FileCursor {
	gone := func(key string) bool { return !there(key) }
	c.Done, c.Again = maps.Clone(c.Done), maps.Clone(c.Again)
	maps.DeleteFunc(c.Done, func(key string, _ bool) bool { return gone(key) })
	maps.DeleteFunc(c.Again, func(key string, _ data.Micros) bool { return gone(key) })
	return c
}

// Await returns the cursor that has the file with key read again once the as-of moment
// has reached at, since it has a row that lay in the future. The earliest moment holds.
func (c FileCursor) Await(key string, at data.Micros) FileCursor {
	if first, known := c.Again[key]; known && first <= at {
		return c
	}
	if c.Again = maps.Clone(c.Again); c.Again == nil {
		c.Again = map[string]data.Micros{}
	}
	c.Again[key] = at
	return c
}

// Due returns the cursor as it stands at asOf: files whose rows of a later day may be
// read by now are not done.
func (c FileCursor) Due(asOf data.Micros) FileCursor {
	due := func(key string, at data.Micros) bool { return at <= asOf && key != c.File }
	for key, at := range c.Again {
		if due(key, at) {
			c.Done, c.Again = maps.Clone(c.Done), maps.Clone(c.Again)
			maps.DeleteFunc(c.Done, func(k string, _ bool) bool { at, waits := c.Again[k]; return waits && due(k, at) })
			maps.DeleteFunc(c.Again, due)
			break
		}
	}
	return c
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

// Next returns which of n files is to be read, by their keys: the one that was begun,
// else the first that is not done; -1 if all are.
func (c FileCursor) Next(n int, key func(i int) string) int {
	first := -1
	for i := range n {
		switch k := key(i); {
		case c.Done[k]:
		case k == c.File:
			return i
		case first < 0:
			first = i
		}
	}
	return first
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
