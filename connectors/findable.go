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

// leftAside reports what a pattern matches and nobody means: junk, pipes and devices, links
// that lead nowhere.
func leftAside(p string) bool {
	if Junk(filepath.Base(p)) {
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

// Junk reports names that no person gave, of a file or of one inside an archive: hidden
// files, locks of office programs, downloads under way, what systems leave in folders, the
// doubles that a Mac puts into archives.
func Junk(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || strings.HasPrefix(part, "~$") || part == "__MACOSX" {
			return true
		}
	}
	switch strings.ToLower(path.Base(name)) {
	case "thumbs.db", "desktop.ini", "icon\r", "lost+found", "system volume information", "$recycle.bin":
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".crdownload", ".part", ".partial", ".download", ".opdownload", ".tmp", ".!ut":
		return true
	}
	return false
}

// ClosedFolder is the error of a folder that this user may not look into.
func ClosedFolder(folder string) error {
	return fmt.Errorf("%w: the folder %s may not be read; change its permissions, or run this as the user who owns it", ErrInput, folder)
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
			return ClosedFolder(folder)
		}
		if err == nil {
			_ = f.Close()
		}
	}
	return nil
}
