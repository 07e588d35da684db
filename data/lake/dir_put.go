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
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// tmpDir holds half-written objects of a Dir. Nothing else stands in it, so that
// no listing and no foreign reader ever sees one.
const tmpDir = ".tmp"

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

// litter reports files that systems leave in folders that somebody looked at.
func litter(name string) bool {
	return strings.HasPrefix(name, ".") || strings.EqualFold(name, "Thumbs.db") || strings.EqualFold(name, "desktop.ini")
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
