package lake

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// pointers returns the ways of pointing, best first.
func pointers() []pointer { return []pointer{symlink, junction, note} }

// replaceLink puts a pointer in the place of another. Windows replaces no directory,
// and a link to one is one, so the old pointer goes first. What is not a link or a
// note is never removed: Remove fails on a directory that holds something.
func replaceLink(from, to string) error {
	if err := patient.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return patient.Rename(from, to)
}

// junction makes an empty directory and turns it into a junction, which needs no
// right that a user does not have.
func junction(d *dir, name, commit string) (err error) {
	if err := os.Mkdir(name, 0o755); err != nil {
		return err
	}
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return err
	}
	h, err := windows.CreateFile(path, windows.GENERIC_WRITE, 0, nil, windows.OPEN_EXISTING,
		windows.FILE_FLAG_OPEN_REPARSE_POINT|windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return &fs.PathError{Op: "junction", Path: name, Err: err}
	}
	defer func() { err = errors.Join(err, windows.CloseHandle(h)) }()
	b := junctionData(d.path(snapshotsDir + "/" + commit))
	var n uint32
	if err := windows.DeviceIoControl(h, windows.FSCTL_SET_REPARSE_POINT, &b[0], uint32(len(b)), nil, 0, &n, nil); err != nil {
		return &fs.PathError{Op: "junction", Path: name, Err: err}
	}
	return nil
}
