package connectors

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestFolderThatMayNotBeRead: what lies in it is not missing without a word.
func TestFolderThatMayNotBeRead(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("modes of folders keep nobody out here: this is Windows, or the user is root")
	}
	dir := t.TempDir()
	for _, sub := range []string{"open", "closed"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, sub, "a.csv"), []byte("a"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	closed := filepath.Join(dir, "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(closed, 0o700) })
	for _, pattern := range []string{"closed/*.csv", "*/*.csv"} {
		_, err := FindFiles(dir, []File{{Path: pattern}})
		if !errors.Is(err, ErrInput) || !strings.Contains(err.Error(), closed+" may not be read") {
			t.Errorf("%s: %v", pattern, err)
		}
	}
	if found, err := FindFiles(dir, []File{{Path: "open/*.csv"}}); err != nil || len(found) != 1 {
		t.Errorf("beside it: %v, %v", found, err)
	}
}

// TestLeftAside: of what a pattern matches, downloads are found and nothing else.
func TestLeftAside(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.csv", "b.csv.crdownload", "c.csv.part", "~$d.xlsx", "Thumbs.db", ".e.csv", "f.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("a"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, err := FindFiles(dir, []File{{Path: "*"}})
	if err != nil || len(found) != 1 || filepath.Base(found[0].Path) != "a.csv" {
		t.Errorf("found %v, %v", found, err)
	}
}
