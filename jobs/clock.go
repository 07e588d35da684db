package jobs

import (
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// What the clock of a computer that is right does not do from one run to the next: go back
// by more than a change of zones or a correction takes, or ahead by more than the pause of a
// unit that works by the half-year; a wrong year is more.
const (
	clockBack  = 24 * time.Hour
	clockAhead = 300 * 24 * time.Hour
)

// ClockError says that the computer's clock cannot be right, or was not at the last run.
// Nothing is done by it: a run of a wrong day would let go of what is to be kept for long
// yet, close weeks that go on, and date what it reads so that later readings count as older.
type ClockError struct {
	Now  time.Time // what the clock says
	Last time.Time // when the last run began, as the clock said it then; zero: no run is to compare with
}

func (e *ClockError) Error() string {
	return e.What() + "; nothing is run, because on a wrong day it would delete what must be kept; " + e.Remedy()
}

// What says what is odd about the clock.
func (e *ClockError) What() string {
	const day = "Monday 2 January 2006"
	now := "this computer's clock says " + e.Now.UTC().Format(day)
	switch {
	case e.Last.IsZero():
		return now + ", when this program did not exist yet"
	case e.Now.Before(e.Last):
		return now + ", but the last run was on " + e.Last.UTC().Format(day) + " by the same clock"
	}
	return fmt.Sprintf("%s, %d days after the last run on %s", now, int(e.Now.Sub(e.Last)/(24*time.Hour)), e.Last.UTC().Format(day))
}

// Remedy says what to do.
func (e *ClockError) Remedy() string {
	if e.Last.IsZero() {
		return "set the clock and run again"
	}
	return "if the clock is wrong, set it and run again; if it is right: tailor run --clock-is-right"
}

// CheckClock compares the clock on the wall with the record of the last run; the error is a
// [*ClockError].
func CheckClock(l *ledger.Ledger, now time.Time) error {
	if now.Year() < 2025 { // what a computer without a battery for its clock says
		return &ClockError{Now: now}
	}
	last, ok, err := l.Latest()
	if err != nil || !ok {
		return err
	}
	if apart := now.Sub(last); apart < -clockBack || apart > clockAhead {
		return &ClockError{Now: now, Last: last}
	}
	return nil
}

// checkClock refuses a run as of today by a clock that cannot be right. A person who knows
// that it is says so: records of runs from later than now are then put aside.
func (u *Unit) checkClock() error {
	if u.MadeUp || !u.Askable() {
		return nil // its day was given
	}
	if u.ClockIsRight {
		_, err := u.ledger.PutAside(u.Wall())
		return err
	}
	return CheckClock(u.ledger, u.Wall())
}

// serversAgree refuses to date what platforms show by a clock that is more than a day off
// theirs.
func (u *Unit) serversAgree() error {
	ahead, ok := u.Network().Ahead()
	if !ok || ahead.Abs() <= clockBack {
		return nil
	}
	than := "ahead of"
	if ahead < 0 {
		than = "behind"
	}
	return fmt.Errorf("this computer's clock is %d days %s the servers'; nothing was stored, because it would be dated wrongly: set the clock and run again", int(ahead.Abs().Round(24*time.Hour)/(24*time.Hour)), than)
}
