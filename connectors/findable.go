package connectors

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// readable reports what can be read to an end: files, and folders for what is in them.
func readable(m fs.FileMode) bool { return m.IsRegular() || m.IsDir() }

// leftAside reports what a pattern matches and nobody means: pipes and devices, links that
// lead nowhere, downloads under way, the locks of office programs.
func leftAside(p string) bool {
	if name := filepath.Base(p); strings.HasPrefix(name, "~$") || Unfinished(name) {
		return true
	}
	switch strings.ToLower(filepath.Base(p)) {
	case "thumbs.db", "desktop.ini":
		return true
	}
	info, err := os.Stat(p)
	switch {
	case err == nil:
		return !readable(info.Mode())
	case errors.Is(err, fs.ErrPermission):
		return false // it is named when it is opened
	}
	return true // gone meanwhile, or a link to nothing or in a circle
}

// Unfinished reports the ending of a download under way.
func Unfinished(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".crdownload", ".part", ".partial", ".download", ".opdownload", ".tmp", ".!ut":
		return true
	}
	return false
}

// listable refuses a pattern whose folder this user may not look into: what it holds would
// be missing, and nobody told.
func listable(glob string, named bool) error {
	if named {
		return nil
	}
	folders, err := filepath.Glob(filepath.Dir(glob))
	if err != nil || len(folders) == 0 {
		folders = []string{filepath.Dir(glob)}
	}
	for _, folder := range folders {
		f, err := os.Open(folder)
		if errors.Is(err, fs.ErrPermission) {
			return fmt.Errorf("%w: the folder %s may not be read; change its permissions, or run this as the user who owns it", ErrInput, folder)
		}
		if err == nil {
			_ = f.Close()
		}
	}
	return nil
}
