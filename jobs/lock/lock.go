// Package lock keeps two runs out of one root. A lock belongs to the process that
// took it: the operating system frees it when that process ends, however it ends,
// so a dead run's lock needs no cleaning and no process number is trusted.
//
// The lock is an advisory lock on a small file that stays where it is. The file
// also says who holds it, for the message that the second run prints; that text is
// never what decides.
package lock

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Holder says who holds a lock.
type Holder struct {
	PID     int       `json:"pid"`
	Started time.Time `json:"started"`
	Host    string    `json:"host,omitempty"` // that the process runs on; set by [Take]
	Command string    `json:"command"`        // like "tailor run"; without secrets, for others may read it
}

// ErrLocked is the error of a lock that another run holds. The fields are zero if
// that run has not yet written who it is.
type ErrLocked struct {
	Holder
	Path string // of the lock's file
}

// Error says who holds the lock and what to do.
func (e *ErrLocked) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("another run holds %s: try again when it has ended", e.Path)
	}
	where := ""
	if e.Host != "" && e.Host != thisHost() {
		where = " on " + e.Host
	}
	return fmt.Sprintf("another run (%s, process %d%s, since %s) holds %s: try again when it has ended",
		e.Command, e.PID, where, e.Started.UTC().Format(time.RFC3339), e.Path)
}

// thisHost is this computer's name, cut to what a holder's text has room for: the process
// of a lock on a share may run on another.
func thisHost() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name[:min(len(name), 64)]
}

// Lock is a lock that is held.
type Lock struct{ file *os.File }

// Root takes the lock of a root folder, which is made if it is not there. If
// another process, or another Lock of this one, holds it, the error is an
// [*ErrLocked].
func Root(root string, h Holder) (*Lock, error) { return Take(rootFile(root), h) }

// RootHolder reports who holds the lock of a root folder; see [Held].
func RootHolder(root string) (Holder, bool, error) { return Held(rootFile(root)) }

func rootFile(root string) string { return filepath.Join(root, "tailor.lock") }

// Take takes the lock whose file is path, which is made if it is not there.
func Take(path string, h Holder) (*Lock, error) {
	h.Host = thisHost()
	text, err := encode(h)
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	f, err := takeFile(path)
	for range patience {
		if !errors.Is(err, errHeld) {
			break
		}
		time.Sleep(pause)
		f, err = takeFile(path)
	}
	if errors.Is(err, errHeld) {
		holder, _ := readHolder(path)
		return nil, &ErrLocked{Holder: holder, Path: path}
	}
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if _, err := f.WriteAt(text, 0); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return &Lock{file: f}, nil
}

// A look by Held, and the moment in which a holder has the lock but has not yet
// written who it is, last microseconds. Take waits them out.
const (
	patience = 5
	pause    = 20 * time.Millisecond
)

// takeFile opens and locks path. Someone may have removed the file between the
// two, and a lock on a file without a name keeps nobody out: then it begins again.
func takeFile(path string) (*os.File, error) {
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o640)
		if err != nil {
			return nil, err
		}
		if err := lockFile(f, exclusive); err != nil {
			f.Close()
			return nil, err
		}
		mine, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, err
		}
		if named, err := os.Stat(path); err == nil && os.SameFile(mine, named) {
			return f, nil
		}
		f.Close()
	}
}

// Release frees the lock and empties the text of its holder. The file stays:
// removing it would let a third run lock a new file beside a second one that
// waits on the old.
func (l *Lock) Release() error {
	empty, err := encode(Holder{})
	if err == nil {
		_, err = l.file.WriteAt(empty, 0)
	}
	// Closing frees the lock.
	if err := errors.Join(err, l.file.Close()); err != nil {
		return fmt.Errorf("release lock: %w", err)
	}
	return nil
}

// Held reports whether a process holds the lock whose file is path, and who. It
// keeps nobody from taking it.
func Held(path string) (Holder, bool, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return Holder{}, false, nil
	}
	if err != nil {
		return Holder{}, false, fmt.Errorf("lock %s: %w", path, err)
	}
	defer f.Close()
	switch err := lockFile(f, shared); {
	case errors.Is(err, errHeld):
		h, err := readHolder(path)
		return h, true, err
	case err != nil:
		return Holder{}, false, fmt.Errorf("lock %s: %w", path, err)
	}
	return Holder{}, false, nil
}

// textSize is the fixed size of a holder's text, so that one write replaces it.
const textSize = 512

// encode writes a holder as JSON, filled up with spaces. A long command is cut.
func encode(h Holder) ([]byte, error) {
	if r := []rune(h.Command); len(r) > 60 {
		h.Command = string(r[:57]) + "..."
	}
	h.Started = h.Started.UTC()
	b, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	if len(b) >= textSize {
		return nil, fmt.Errorf("holder needs %d bytes, but there are %d", len(b), textSize-1)
	}
	text := make([]byte, textSize)
	for i := range text {
		text[i] = ' '
	}
	copy(text, b)
	text[textSize-1] = '\n'
	return text, nil
}

// readHolder reads who holds a lock. A holder that has taken it this very moment
// may not have written its text: then the zero Holder is returned.
func readHolder(path string) (Holder, error) {
	f, err := os.Open(path)
	if err != nil {
		return Holder{}, fmt.Errorf("holder of %s: %w", path, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, textSize))
	if err != nil {
		return Holder{}, fmt.Errorf("holder of %s: %w", path, err)
	}
	var h Holder
	if json.Unmarshal(b, &h) != nil {
		return Holder{}, nil
	}
	return h, nil
}
