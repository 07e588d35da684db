package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// dir is a Store in a local directory.
type dir struct {
	root string
	perm fs.FileMode // of files
	mode fs.FileMode // of directories
}

// Dir returns the store in a local directory, which it makes if need be. perm is
// the mode of its files; directories can be entered by whoever may read. If perm
// is for the owner alone, a root that others can enter is refused.
//
// An object is written to a temporary file, synced, linked to its name with
// link(2), which fails if the name is taken, and made durable by syncing the
// directory. The file system must have hard links; see [Fit].
func Dir(root string, perm fs.FileMode) (Store, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", root, err)
	}
	perm &= 0o666
	d := &dir{root: root, perm: perm, mode: perm | perm>>2&0o111 | 0o100}
	if err := os.MkdirAll(filepath.Join(root, tmpDir), d.mode); err != nil {
		return nil, fmt.Errorf("store %s: %w", root, err)
	}
	info, err := os.Stat(root)
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", root, err)
	}
	// Windows has no such bits; there the rights of the folder above hold.
	if perm&0o077 == 0 && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("store %s: mode %04o lets others in; run chmod 700 on it, or, where that does nothing, keep the data folder on a local disk", root, info.Mode().Perm())
	}
	return d, nil
}

func (d *dir) path(name string) string { return filepath.Join(d.root, filepath.FromSlash(name)) }

// openFile is an Object over a file.
type openFile struct {
	*os.File
	size int64
}

func (f *openFile) Size() int64 { return f.size }

func (d *dir) Open(ctx context.Context, name string) (Object, error) {
	if err := errors.Join(ctx.Err(), checkName(name)); err != nil {
		return nil, err
	}
	f, err := os.Open(d.path(name))
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("open %s: not a regular file", f.Name())
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &openFile{f, info.Size()}, nil
}

func (d *dir) List(ctx context.Context, prefix string) ([]string, error) {
	var names []string
	from := path.Dir(prefix + "x")
	err := filepath.WalkDir(d.path(from), func(p string, e fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // removed while we walk
		case err != nil:
			return err
		}
		rel, err := filepath.Rel(d.root, p)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if e.IsDir() {
			if name == tmpDir || name == snapshotsDir {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasPrefix(name, prefix) && e.Type().IsRegular() && !litter(e.Name()) {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list %s%s: %w", d.root, prefix, err)
	}
	slices.Sort(names)
	return names, nil
}

func (d *dir) Remove(ctx context.Context, name string) error {
	if err := errors.Join(ctx.Err(), checkName(name)); err != nil {
		return err
	}
	if err := patient.Remove(d.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// changed returns when an object was stored.
func (d *dir) changed(name string) (time.Time, error) {
	info, err := os.Stat(d.path(name))
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}
