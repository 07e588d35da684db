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

// tmpDir holds half-written objects of a Dir. Nothing else stands in it, so that
// no listing and no foreign reader ever sees one.
const tmpDir = ".tmp"

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

func (d *dir) PutIfAbsent(ctx context.Context, name string, b []byte) (err error) {
	if err := errors.Join(ctx.Err(), checkName(name)); err != nil {
		return err
	}
	target := d.path(name)
	if _, err := os.Lstat(target); err == nil {
		return d.taken(target)
	}
	if err := d.makeDirs(path.Dir(name)); err != nil {
		return err
	}
	tmp, err := d.writeTemp(b)
	if err != nil {
		return fmt.Errorf("put %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, patient.Remove(tmp)) }()
	if err := os.Link(tmp, target); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return d.taken(target)
		}
		return fmt.Errorf("put %s: %w", name, err)
	}
	return syncDir(filepath.Dir(target))
}

// taken reports a name that is in use. Whoever made it may have died before its
// directory was synced, so that is made up for; and it counts as new again, so
// that Collect does not take it for an old orphan.
func (d *dir) taken(target string) error {
	now := time.Now()
	if err := os.Chtimes(target, now, now); err != nil {
		return err
	}
	if err := syncDir(filepath.Dir(target)); err != nil {
		return err
	}
	return &fs.PathError{Op: "put", Path: target, Err: fs.ErrExist}
}

// writeTemp writes and syncs a temporary file.
func (d *dir) writeTemp(b []byte) (name string, err error) {
	f, err := os.CreateTemp(filepath.Join(d.root, tmpDir), "put-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Chmod(d.perm)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(err, patient.Remove(f.Name()))
	}
	return f.Name(), nil
}

// makeDirs makes a directory of the store and syncs the parents of what it made.
func (d *dir) makeDirs(name string) error {
	if name == "." {
		return nil
	}
	if _, err := os.Stat(d.path(name)); err == nil {
		return nil
	}
	if err := d.makeDirs(path.Dir(name)); err != nil {
		return err
	}
	if err := os.Mkdir(d.path(name), d.mode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(d.path(path.Dir(name)))
}

// syncDir makes the names in a directory durable. Windows cannot flush a directory:
// NTFS keeps a journal of names, which is as much as can be had there.
func syncDir(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
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

// litter reports files that systems leave in folders that somebody looked at.
func litter(name string) bool {
	return strings.HasPrefix(name, ".") || strings.EqualFold(name, "Thumbs.db") || strings.EqualFold(name, "desktop.ini")
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

// sweep removes temporary files and half-built trees last touched before a
// moment, or all of them if it is zero: what killed writers left.
func (d *dir) sweep(ctx context.Context, before time.Time) error {
	entries, err := os.ReadDir(filepath.Join(d.root, tmpDir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if before.IsZero() || info.ModTime().Before(before) {
			if err := patient.RemoveAll(filepath.Join(d.root, tmpDir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
