//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package lock

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// errHeld says that another open file holds the lock.
var errHeld = errors.New("lock is held")

type mode int

const (
	shared    mode = unix.LOCK_SH
	exclusive mode = unix.LOCK_EX
)

// lockFile locks an open file without waiting. flock(2) binds the lock to the open
// file, which Go never hands to child processes, and frees it when the file is
// closed or the process ends.
func lockFile(f *os.File, m mode) error {
	for {
		switch err := unix.Flock(int(f.Fd()), int(m)|unix.LOCK_NB); err {
		case unix.EINTR:
		case unix.EWOULDBLOCK:
			return errHeld
		default:
			return err
		}
	}
}
