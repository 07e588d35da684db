package exports

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

// expand replaces each folder by the files below it, in the order of their paths.
// Hidden files, downloads that are not finished and what programs leave beside their
// files are passed over.
func expand(found []connectors.Found) ([]connectors.Found, error) {
	var all []connectors.Found
	for _, f := range found {
		info, err := os.Stat(f.Path)
		if err != nil || !info.IsDir() {
			all = append(all, f)
			continue
		}
		files, err := below(f.Path)
		if err != nil {
			return nil, err
		}
		for _, p := range files {
			if one := (connectors.Found{Path: p, Mapping: f.Mapping}); !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	return all, nil
}

// Files lists the files at paths: a file as it is named, and of a folder, to its bottom,
// those that may be read by their names. The others of folders are passed: pictures,
// documents. What is hidden, unfinished or left by other programs is in neither.
func Files(paths ...string) (files, passed []string, err error) {
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, nil, fmt.Errorf("%w: %s does not exist; check the path", connectors.ErrInput, p)
		case err != nil || !info.IsDir():
			files = append(files, p)
			continue
		}
		all, err := below(p)
		if err != nil {
			return nil, nil, err
		}
		for _, f := range all {
			if mayHoldTables(f) {
				files = append(files, f)
			} else {
				passed = append(passed, f)
			}
		}
	}
	return files, passed, nil
}

// below lists the finished files of a folder and its sub-folders.
func below(folder string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // gone meanwhile
		case errors.Is(err, fs.ErrPermission) && !connectors.Junk(filepath.Base(p)):
			return connectors.ClosedFolder(p)
		case err != nil && d != nil && d.IsDir() && p != folder:
			return fs.SkipDir
		case err != nil:
			return err
		case p != folder && connectors.Junk(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		// Links to files are followed, links to folders are not; a pipe would never end.
		if info, err := os.Stat(p); err != nil || !info.Mode().IsRegular() || unfinished(p) {
			return nil
		}
		files = append(files, p)
		return nil
	})
	if err != nil {
		if !errors.Is(err, connectors.ErrInput) {
			err = fmt.Errorf("%w: %w", connectors.ErrInput, err)
		}
		return nil, err
	}
	slices.Sort(files)
	return files, nil
}

// unfinished reports the empty file that a browser puts beside a download under way.
func unfinished(p string) bool {
	for _, ext := range []string{".part", ".crdownload", ".partial"} {
		if _, err := os.Stat(p + ext); err == nil {
			return true
		}
	}
	return false
}

// isTableName reports the name of a file that may be a table.
func isTableName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls":
		return true
	}
	return false
}

// mayHoldTables reports the name of a file that may be a table, an archive of tables, or
// what another platform setting reads.
func mayHoldTables(path string) bool {
	return isTableName(path) || strings.EqualFold(filepath.Ext(path), ".zip") || memberHint(base(path)) != ""
}

// memberHint tells of well known files that another platform setting reads; "" for
// all others.
func memberHint(name string) string {
	switch strings.ToLower(path.Base(name)) {
	case "tweets.js", "tweet.js", "tweets-part1.js":
		return hintX
	case "result.json":
		return hintTelegram
	case "outbox.json":
		return hintMastodon
	}
	return ""
}
