package ledger

import (
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"time"

	"github.com/digital-diplomacy/tailor/jobs/lock"
)

// Ledger is the folder of the records.
type Ledger struct {
	dir string // Root/ledger/runs
	now func() time.Time
}

// ErrFolder is the error of a folder of records that cannot be listed.
var ErrFolder = errors.New("the folder of records cannot be read")

// Open returns the ledger of a root folder. Nothing is made until the first Start.
// now is the wall clock.
func Open(root string, now func() time.Time) *Ledger {
	return &Ledger{dir: filepath.Join(root, "ledger", "runs"), now: now}
}

// Newest yields the runs, newest first; records are read one at a time. A run that
// is recorded as running by a process that died has status interrupted. A record
// that cannot be read is yielded as an error that names it.
func (l *Ledger) Newest() iter.Seq2[Run, error] {
	return func(yield func(Run, error) bool) {
		for name, err := range l.backward() {
			if err != nil {
				yield(Run{}, fmt.Errorf("%w: %w", ErrFolder, err))
				return
			}
			if !yield(l.read(name)) {
				return
			}
		}
	}
}

// List returns the last runs as Newest yields them; limit 0 means all. If a record
// cannot be read, the others are returned together with an error that names it.
func (l *Ledger) List(limit int) ([]Run, error) {
	var runs []Run
	var unread []error
	for r, err := range l.Newest() {
		if err != nil {
			unread = append(unread, err)
		} else {
			runs = append(runs, r)
		}
		if limit--; limit == 0 {
			break
		}
	}
	return runs, errors.Join(unread...)
}

// Since returns the runs that were started at t or later, newest first, as List does.
// Older records are not opened.
func (l *Ledger) Since(t time.Time) ([]Run, error) {
	first := t.UTC().Format(startedLayout) // names begin with the time
	n := 0
	for name, err := range l.backward() {
		if err != nil {
			return nil, err
		}
		if name < first {
			break
		}
		n++
	}
	if n == 0 {
		return nil, nil
	}
	return l.List(n)
}

// Last returns the run that was started last; ok is false if there is none.
func (l *Ledger) Last() (r Run, ok bool, err error) {
	runs, err := l.List(1)
	if len(runs) == 0 {
		return Run{}, false, err
	}
	return runs[0], true, err
}

// read returns the record of that name as it is to be shown.
func (l *Ledger) read(name string) (Run, error) {
	r, err := l.stored(name)
	if err != nil || r.Status.Ended() {
		return r, err
	}
	_, alive, err := lock.Held(l.pulse(name))
	if err != nil {
		return Run{}, fmt.Errorf("ledger: %w", err)
	}
	if alive {
		return r, nil
	}
	// It may have ended between the two looks.
	if r, err = l.stored(name); err == nil && !r.Status.Ended() {
		r.interrupt()
	}
	return r, err
}

// interrupt marks a dead run and whatever of it was running.
func (r *Run) interrupt() {
	r.Status = Interrupted
	for i := range r.Stages {
		if !r.Stages[i].Status.Ended() {
			r.Stages[i].Status = Interrupted
		}
	}
	for i := range r.Accounts {
		if !r.Accounts[i].Status.Ended() {
			r.Accounts[i].Status = Interrupted
		}
	}
}

// record is the file of a run.
func (l *Ledger) record(name string) string { return filepath.Join(l.dir, name+".json") }

// pulse is the file whose lock a run holds while it lives.
func (l *Ledger) pulse(name string) string { return filepath.Join(l.dir, name+".alive") }
