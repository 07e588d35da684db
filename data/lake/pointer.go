package lake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// pointer makes path point at the tree of a commit.
type pointer func(d *dir, path, commit string) error

// point swaps current for one that points at the tree of a commit, in the first way
// that the system and the file system allow.
func (d *dir) point(commit string) error { return d.pointBy(pointers(), commit) }

func (d *dir) pointBy(ways []pointer, commit string) (err error) {
	aside, err := os.MkdirTemp(filepath.Join(d.root, tmpDir), "link-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, patient.RemoveAll(aside)) }()
	swap := filepath.Join(aside, currentLink)
	var refused error
	for _, way := range ways {
		err := way(d, swap, commit)
		// Some systems say yes and do nothing, so what was made is read.
		if got, readErr := d.pointed(swap); err == nil && readErr == nil && got == commit {
			if err := replaceLink(swap, d.path(currentLink)); err != nil {
				return err
			}
			return syncDir(d.root)
		}
		refused = errors.Join(refused, err)
		if err := patient.Remove(swap); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return fmt.Errorf("no link can be made in %s: %w; keep the lake on a local disk", d.root, refused)
}

// symlink is relative, so that a lake can be moved.
func symlink(_ *dir, name, commit string) error {
	return os.Symlink(filepath.Join(snapshotsDir, commit), name)
}

// note is a text file in the place of a link: one line, the path of the tree below
// the lake.
func note(_ *dir, name, commit string) error {
	return os.WriteFile(name, []byte(path.Join(snapshotsDir, commit)+"\n"), 0o644)
}

// longestNote is more than a note can have.
const longestNote = 256

// pointed returns the commit at whose tree a pointer points, "" if there is none or
// if it points elsewhere.
func (d *dir) pointed(name string) (commit string, err error) {
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	target, err := os.Readlink(name)
	switch {
	case err == nil:
	case info.IsDir():
		return "", fmt.Errorf("%s is a folder, not a link: the lake was copied with links followed; remove that folder, it is made again", name)
	case info.Mode().IsRegular() && info.Size() <= longestNote:
		b, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		target = filepath.FromSlash(strings.TrimSpace(string(b)))
	default:
		return "", err
	}
	if parent := filepath.Dir(target); parent != snapshotsDir && parent != d.path(snapshotsDir) {
		return "", nil
	}
	return filepath.Base(target), nil
}
