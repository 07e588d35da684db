package dump

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

// unit is what is read as one: a thread's folder or a file.
type unit struct {
	path    string
	thread  bool
	files   []string // of a thread: source, replies, structure, in this order
	mapping string
	sum     string // sha256 of names and bytes
	key     string
}

// Key implements connectors.KeyedFile.
func (u *unit) Key() string { return u.key }

// Input implements connectors.KeyedFile.
func (u *unit) Input() string { return filepath.Base(u.path) + " sha256:" + u.sum[:16] }

// find lists the units under the account's paths. A folder is searched for threads
// and, where it holds none, for .json, .jsonl and .ndjson files.
func find(ctx context.Context, dir string, files []connectors.File) ([]*unit, error) {
	found, err := connectors.FindFiles(dir, files)
	if err != nil {
		return nil, err
	}
	var units []*unit
	for _, f := range found {
		info, err := os.Stat(f.Path)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", connectors.ErrInput, err)
		}
		if !info.IsDir() {
			units = append(units, &unit{path: f.Path, files: []string{f.Path}, mapping: f.Mapping})
			continue
		}
		under, err := search(f)
		if err != nil {
			return nil, err
		}
		if len(under) == 0 {
			return nil, fmt.Errorf("%w: %s holds neither threads nor JSON files; check the path", connectors.ErrInput, f.Path)
		}
		units = append(units, under...)
	}
	for _, u := range units {
		if u.sum, err = sum(ctx, u.files); err != nil {
			return nil, err
		}
	}
	return units, nil
}

// Reads reports whether a folder holds dumps, or a file is named as one.
func Reads(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	if !info.IsDir() {
		return isDump(path)
	}
	units, err := search(connectors.Found{Path: path})
	return err == nil && len(units) > 0
}

// isDump reports whether a file is named as a dump.
func isDump(path string) bool {
	return slices.Contains([]string{".json", ".jsonl", ".ndjson"}, strings.ToLower(filepath.Ext(path)))
}

// search walks a folder in lexical order.
func search(f connectors.Found) ([]*unit, error) {
	var units []*unit
	err := filepath.WalkDir(f.Path, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("%w: %v", connectors.ErrInput, err)
		}
		if strings.HasPrefix(e.Name(), ".") && path != f.Path {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !e.IsDir() {
			if isDump(path) {
				units = append(units, &unit{path: path, files: []string{path}, mapping: f.Mapping})
			}
			return nil
		}
		sources := posts(path, "source-tweet", "source-tweets")
		if len(sources) == 0 {
			return nil
		}
		replies := posts(path, "replies", "reactions")
		u := &unit{path: path, thread: true, files: append(sources[:1:1], replies...), mapping: f.Mapping}
		if _, err := os.Stat(filepath.Join(path, "structure.json")); err == nil {
			u.files = append(u.files, filepath.Join(path, "structure.json"))
		}
		units = append(units, u)
		return fs.SkipDir
	})
	return units, err
}

// posts lists the .json files of a thread's subfolders, sorted; hidden ones are what
// other systems leave in archives.
func posts(thread string, folders ...string) []string {
	var paths []string
	for _, folder := range folders {
		entries, err := os.ReadDir(filepath.Join(thread, folder))
		if err != nil {
			continue // not every thread has every folder
		}
		for _, e := range entries {
			if !e.IsDir() && filepath.Ext(e.Name()) == ".json" && !strings.HasPrefix(e.Name(), ".") {
				paths = append(paths, filepath.Join(thread, folder, e.Name()))
			}
		}
	}
	return paths
}

// sum hashes names and bytes of a unit's files.
func sum(ctx context.Context, files []string) (string, error) {
	h := sha256.New()
	for _, path := range files {
		f, err := connectors.OpenFile(path)
		if err != nil {
			return "", err
		}
		one := sha256.New()
		_, err = connectors.Copy(ctx, one, f)
		f.Close()
		if err != nil {
			return "", fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, path, err)
		}
		if len(files) == 1 {
			return hex.EncodeToString(one.Sum(nil)), nil
		}
		_, _ = io.WriteString(h, filepath.Base(path)+"\x00"+hex.EncodeToString(one.Sum(nil))+"\n")
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
