package lock

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// errHeld says that another open file holds the lock.
var errHeld = errors.New("lock is held")

type mode uint32

const (
	shared    mode = 0
	exclusive mode = windows.LOCKFILE_EXCLUSIVE_LOCK
)

// lockAt is the place of the one byte that is locked. On Windows a lock keeps
// others from reading what it covers, so it lies far behind the holder's text.
const lockAt = 1 << 30

// lockFile locks an open file without waiting. Windows frees the lock when the
// file is closed or the process ends.
func lockFile(f *os.File, m mode) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()), uint32(m)|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
		&windows.Overlapped{Offset: lockAt})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return errHeld
	}
	return err
}
