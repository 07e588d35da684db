package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports"
)

// download is a file that a brief can be made of.
type download struct {
	path string
	exports.Recognised
}

// recognise looks at files, and at what lies in folders, and tells which a brief can
// be made of. The others are unread, each with its reason; if none is left, that is
// the error.
func recognise(paths []string) (known []download, unread []error, err error) {
	files, err := listed(paths)
	if err != nil {
		return nil, nil, err
	}
	for _, path := range files {
		found, err := exports.Recognise(path)
		if err == nil && found.Rows != "posts" && found.Rows != "accounts" {
			err = fmt.Errorf("%s holds %s (%s), and a brief is made of posts; run tailor init to have it read as well", path, found.Rows, found.Title)
		}
		if err != nil {
			unread = append(unread, err)
			continue
		}
		known = append(known, download{path, found})
	}
	if len(known) == 0 && len(unread) == 0 {
		return nil, nil, usagef("%s holds no file; put the exports that you downloaded there, or name them", strings.Join(paths, ", "))
	}
	if len(known) == 0 {
		return nil, nil, usageError{errors.Join(unread...)}
	}
	return known, unread, nil
}

// listed returns absolute paths: files as they are, and what stands in folders, without
// hidden files and without what stands deeper.
func listed(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		abs, err := filepath.Abs(path)
		if err != nil {
			return nil, err
		}
		if info, err := os.Stat(abs); err != nil || !info.IsDir() {
			files = append(files, abs) // what cannot be opened is told with the rest
			continue
		}
		entries, err := os.ReadDir(abs)
		if err != nil {
			return nil, usageError{err}
		}
		for _, e := range entries {
			if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") {
				files = append(files, filepath.Join(abs, e.Name()))
			}
		}
	}
	return files, nil
}
