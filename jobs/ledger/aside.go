package ledger

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// asideDir, below the records, holds those of runs whose clock was wrong.
const asideDir = "wrong-clock"

// Latest is when the run that was started last began, by the name of its record, which is
// not opened; ok is false if there is none.
func (l *Ledger) Latest() (started time.Time, ok bool, err error) {
	for name, err := range l.backward() {
		if err != nil {
			return time.Time{}, false, fmt.Errorf("%w: %w", ErrFolder, err)
		}
		if at, ok := startedOf(name); ok {
			return at, true, nil
		}
	}
	return time.Time{}, false, nil
}

// startedOf reads the moment that begins a record's name.
func startedOf(name string) (time.Time, bool) {
	if len(name) < len(startedLayout) {
		return time.Time{}, false
	}
	at, err := time.Parse(startedLayout, name[:len(startedLayout)])
	return at, err == nil
}

// PutAside moves the records of runs that began after a moment into a folder of their own,
// where nothing looks for them any more, and returns how many they were: their clock was
// wrong. Nobody may be making a record meanwhile.
func (l *Ledger) PutAside(after time.Time) (n int, err error) {
	aside := filepath.Join(l.dir, asideDir)
	for name, err := range l.backward() {
		if err != nil {
			return n, fmt.Errorf("%w: %w", ErrFolder, err)
		}
		at, ok := startedOf(name)
		if !ok {
			continue
		}
		if !at.After(after) {
			break
		}
		if err := os.MkdirAll(aside, 0o750); err != nil {
			return n, fmt.Errorf("ledger: %w", err)
		}
		to := filepath.Join(aside, name+".json")
		err = os.Rename(l.record(name), to)
		if errors.Is(err, os.ErrNotExist) {
			err = os.Rename(l.archived(name), to)
		}
		if err != nil {
			return n, fmt.Errorf("ledger: %w", err)
		}
		n++
	}
	return n, nil
}
