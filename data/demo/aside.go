package demo

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// What the settings and the note of every version's demo begin with.
const (
	configBegins = "# Everything in this folder is made up: the country, its missions, their posts and\n"
	readmeBegins = "Everything in this folder is made up: the Republic of Ruritania,"
)

// IsDemo reports whether dir is a folder that this or another version's demo was written
// to: its settings and its note say so, and the settings still are of Ruritania.
func IsDemo(dir string) bool {
	settings, err := os.ReadFile(filepath.Join(dir, ConfigName))
	if err != nil || !bytes.HasPrefix(settings, []byte(configBegins)) || !bytes.Contains(settings, []byte("Ruritania")) {
		return false
	}
	note, err := os.ReadFile(filepath.Join(dir, ReadmeName))
	return err == nil && bytes.HasPrefix(note, []byte(readmeBegins))
}

// MoveAside renames a folder, with all that is in it, to the first free name beside it:
// dir-earlier, dir-earlier-2 and so on, and returns that. A folder that the process works
// in, or in one below it, stays: whoever typed the command would stand in another one.
func MoveAside(dir string) (to string, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return "", fmt.Errorf("move the earlier demo aside: %w", err)
	}
	if here, err := os.Getwd(); err == nil {
		if below, err := filepath.Rel(dir, here); err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator)) {
			return "", fmt.Errorf("move the earlier demo aside: %s is the folder you are in; go to the one above it, or choose another with --demo-dir", dir)
		}
	}
	for n := 1; ; n++ {
		to = dir + "-earlier"
		if n > 1 {
			to = fmt.Sprintf("%s-%d", to, n)
		}
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		if err := os.Rename(dir, to); err != nil {
			return "", fmt.Errorf("move the earlier demo aside: %w", err)
		}
		return to, nil
	}
}
