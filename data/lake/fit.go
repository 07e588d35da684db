package lake

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// ErrUnfit says that the disk a folder lies on cannot hold a lake. It is to be met before
// any work is done.
var ErrUnfit = errors.New("this disk cannot hold the data folder")

// Fit tries whether a lake can be kept in a folder, or in the nearest one above it that is
// there: whether its file system has hard links, something that can point at a folder, and
// rights that keep others out of the vault. USB sticks in FAT and exFAT have none of them,
// some network shares lack one. The error wraps [ErrUnfit]; where nothing may be written,
// nothing can be tried, and there is none.
func Fit(folder string) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	at := folder
	for {
		if info, err := os.Stat(at); err == nil && info.IsDir() || filepath.Dir(at) == at {
			break
		}
		at = filepath.Dir(at)
	}
	d := &dir{perm: 0o600, mode: 0o700}
	if d.root, err = os.MkdirTemp(at, ".tailor-*"); err != nil {
		return nil
	}
	defer patient.RemoveAll(d.root)
	if lacks := d.lacks(); lacks != "" {
		return fmt.Errorf("%w: %s %s, as is so of USB sticks (FAT, exFAT) and of some network and cloud folders; name a folder of a local disk: "+
			"tailor init --root FOLDER, or root: in the settings. What is read, and reports, may stay where they are", ErrUnfit, folder, lacks)
	}
	return nil
}

// lacks says what a store cannot do in its folder; "" if it can do all, or if something
// else went wrong, which is told where it does harm.
func (d *dir) lacks() string {
	info, err := os.Stat(d.root)
	if err == nil && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return "keeps no rights, so that others could read the vault"
	}
	file := filepath.Join(d.root, "file")
	if err := errors.Join(err, os.Mkdir(filepath.Join(d.root, tmpDir), d.mode), os.WriteFile(file, nil, d.perm)); err != nil {
		return ""
	}
	if err := os.Link(file, filepath.Join(d.root, "link")); err != nil {
		return "has no hard links"
	}
	if err := errors.Join(os.MkdirAll(d.path(snapshotsDir+"/1"), d.mode), d.point("1")); err != nil {
		return "has no links to folders"
	}
	return ""
}
