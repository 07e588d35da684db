package patient

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var errOpen = errors.New("held open")

func isOpen(err error) bool { return errors.Is(err, errOpen) }

func TestRetry(t *testing.T) {
	for _, c := range []struct {
		name  string
		held  time.Duration // how long another program holds the file
		other error         // what fails then
		want  error
		until time.Duration
	}{
		{name: "at once"},
		{name: "held for a moment", held: 300 * time.Millisecond, until: 600 * time.Millisecond},
		{name: "held for good", held: time.Hour, want: errOpen, until: patience},
		{name: "another reason", other: fs.ErrPermission, want: fs.ErrPermission},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				err := retry(func() error {
					if time.Since(began) < c.held {
						return errOpen
					}
					return c.other
				}, isOpen)
				if !errors.Is(err, c.want) {
					t.Errorf("retry = %v, want %v", err, c.want)
				}
				if took := time.Since(began); took > c.until {
					t.Errorf("took %v, want at most %v", took, c.until)
				}
				if c.want == errOpen && !strings.Contains(err.Error(), "close that program") {
					t.Errorf("%v does not say what to do", err)
				}
			})
		})
	}
}

// A file that another holds open for a moment is replaced and removed all the same,
// and so is a folder with one in it. On Unix the first try does it.
func TestHeldOpen(t *testing.T) {
	hold := func(t *testing.T, path string) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS == "windows" {
			time.AfterFunc(100*time.Millisecond, func() { f.Close() })
			return
		}
		t.Cleanup(func() { f.Close() })
	}
	write := func(t *testing.T, path string) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(path), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	old, fresh, tree := filepath.Join(dir, "old"), filepath.Join(dir, "fresh"), filepath.Join(dir, "tree")
	write(t, old)
	write(t, fresh)
	hold(t, old)
	if err := Rename(fresh, old); err != nil {
		t.Errorf("Rename over a file in use: %v", err)
	}
	if b, err := os.ReadFile(old); err != nil || string(b) != fresh {
		t.Errorf("after Rename the file holds %s, %v", b, err)
	}
	hold(t, old)
	if err := Remove(old); err != nil {
		t.Errorf("Remove of a file in use: %v", err)
	}
	write(t, filepath.Join(tree, "a", "b"))
	write(t, filepath.Join(tree, "c"))
	hold(t, filepath.Join(tree, "a", "b"))
	if err := Rename(tree, tree+"2"); err != nil {
		t.Errorf("Rename of a folder with a file in use: %v", err)
	}
	write(t, filepath.Join(tree+"2", "d"))
	hold(t, filepath.Join(tree+"2", "d"))
	if err := RemoveAll(tree + "2"); err != nil {
		t.Errorf("RemoveAll of a folder with a file in use: %v", err)
	}
	if err := RemoveAll(tree + "2"); err != nil {
		t.Errorf("RemoveAll of nothing: %v", err)
	}
	if _, err := os.Lstat(tree + "2"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
	if err := Remove(old); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Remove of nothing = %v", err)
	}
}

// What a link points at stays.
func TestRemoveAllFollowsNoLink(t *testing.T) {
	dir := t.TempDir()
	kept := filepath.Join(dir, "kept", "file")
	if err := errors.Join(os.MkdirAll(filepath.Dir(kept), 0o755), os.WriteFile(kept, nil, 0o644), os.Mkdir(filepath.Join(dir, "tree"), 0o755)); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Dir(kept), filepath.Join(dir, "tree", "link")); err != nil {
		t.Skipf("links cannot be made here: %v", err)
	}
	if err := RemoveAll(filepath.Join(dir, "tree")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("what the link pointed at is gone: %v", err)
	}
}
