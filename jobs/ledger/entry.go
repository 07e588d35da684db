package ledger

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/digital-diplomacy/tailor/data/patient"
	"github.com/digital-diplomacy/tailor/jobs/lock"
)

// Entry is the record of a run that this process is making. Its methods may be
// called from several goroutines.
type Entry struct {
	ledger *Ledger
	name   string
	pulse  *lock.Lock

	mu  sync.Mutex
	run Run
}

// startedLayout begins a record's name. Names sort by time, and hold no colon for
// the sake of Windows.
const startedLayout = "20060102T150405.000000Z"

// ErrEnded is the error of an update to a run that has ended.
var ErrEnded = errors.New("the run has ended; its record is closed")

// Start writes the record of a new run. ID, Started and Status are set; what else r
// holds is kept. Records of runs that died are closed as interrupted on the way.
func (l *Ledger) Start(r Run) (*Entry, error) {
	if err := os.MkdirAll(l.dir, 0o750); err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	r.ID = strings.ToLower(rand.Text()[:10])
	r.Started = l.now().UTC()
	l.closeDead(r.Started)
	r.Status = Running
	e := &Entry{ledger: l, name: r.Started.Format(startedLayout) + "-" + r.ID, run: clone(r)}
	// Held before the record is there, so that no reader takes it for dead.
	pulse, err := lock.Take(l.pulse(e.name), lock.Holder{PID: os.Getpid(), Started: r.Started, Command: r.Command})
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	e.pulse = pulse
	if err := writeRun(l.record(e.name), e.run); err != nil {
		return nil, errors.Join(err, e.stopPulse())
	}
	return e, nil
}

// ID returns the run's id.
func (e *Entry) ID() string { return e.run.ID }

// Run returns the record as it stands.
func (e *Entry) Run() Run {
	e.mu.Lock()
	defer e.mu.Unlock()
	return clone(e.run)
}

// Update changes the record and writes it durably. change must not keep what it is
// given. ID and Started stay as they are, and a status that ends the run is only
// given by Finish.
func (e *Entry) Update(change func(*Run)) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.write(change, Running)
}

// Finish ends the record: with its status, the exit code and, if cause is not nil,
// why. Stages and accounts that are still running get the status too.
func (e *Entry) Finish(status Status, exitCode int, cause error) error {
	if !status.Ended() {
		return fmt.Errorf("ledger: a run cannot end as %q", status)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	err := e.write(func(r *Run) {
		r.Finished = e.ledger.now().UTC()
		r.ExitCode = exitCode
		if cause != nil {
			r.Error = cause.Error()
		}
		for i := range r.Stages {
			if !r.Stages[i].Status.Ended() {
				r.Stages[i].Status = status
			}
		}
		for i := range r.Accounts {
			if !r.Accounts[i].Status.Ended() {
				r.Accounts[i].Status = status
			}
		}
	}, status)
	if err != nil {
		return err
	}
	return e.stopPulse()
}

func (e *Entry) write(change func(*Run), status Status) error {
	if e.run.Status.Ended() {
		return fmt.Errorf("ledger: run %s: %w", e.run.ID, ErrEnded)
	}
	r := clone(e.run)
	change(&r)
	r.ID, r.Started, r.Status = e.run.ID, e.run.Started, status
	if err := writeRun(e.ledger.record(e.name), r); err != nil {
		return err
	}
	e.run = clone(r)
	return nil
}

// stopPulse frees the lock that says this run lives. Its file goes too: nobody
// ever takes the same one again.
func (e *Entry) stopPulse() error {
	return errors.Join(e.pulse.Release(), removed(e.ledger.pulse(e.name)))
}

// closeDead writes interrupted into the records of runs that died, removes what they
// left, and moves records of past months into their folders. It is housekeeping: what fails is shown rightly all the same,
// and tried again next time.
func (l *Ledger) closeDead(now time.Time) {
	entries, err := os.ReadDir(l.dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), temporary) && l.old(entry) {
			_ = removed(filepath.Join(l.dir, entry.Name()))
		}
		name, ok := strings.CutSuffix(entry.Name(), ".alive")
		if !ok {
			continue
		}
		path := l.pulse(name)
		if _, alive, err := lock.Held(path); err != nil || alive {
			continue
		}
		r, err := readRun(l.record(name))
		if err == nil && !r.Status.Ended() {
			r.interrupt()
			err = writeRun(l.record(name), r)
		}
		if err == nil || errors.Is(err, os.ErrNotExist) && l.old(entry) {
			_ = removed(path)
		}
	}
	l.archive(entries, now)
}

// old reports whether a file has lain for an hour: a lock without a record may be
// of a run that is starting this moment.
func (l *Ledger) old(e os.DirEntry) bool {
	info, err := e.Info()
	return err == nil && l.now().Sub(info.ModTime()) > time.Hour
}

func removed(path string) error {
	if err := patient.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// clone copies a run, so that nobody shares its lists.
func clone(r Run) Run {
	r.Stages = slices.Clone(r.Stages)
	r.Accounts = slices.Clone(r.Accounts)
	for i := range r.Accounts {
		r.Accounts[i].Rejects = slices.Clone(r.Accounts[i].Rejects)
	}
	return r
}
