package cli

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/jobs"
)

// fakeClock is the variable of the environment that says by how much the clock of a test's
// process is wrong, like 8760h or -24h.
const fakeClock = "TAILOR_TEST_CLOCK"

// wrongBy is a clock that is wrong by what the variable says; right without it.
func wrongBy(text string) func() time.Time {
	off, err := time.ParseDuration(text)
	if err != nil {
		return time.Now
	}
	return func() time.Time { return time.Now().Add(off) }
}

// TestFirstRunByWrongClock: the first run of a unit has no earlier one to compare the clock
// with, but the servers' answers say what day it is. Nothing of a wrong day is stored, and
// once the clock is right the run does all.
func TestFirstRunByWrongClock(t *testing.T) {
	t.Parallel()
	server := newTown(t, 12)
	for wrong, want := range map[string]string{"8760h": "365 days ahead of", "-240h": "10 days behind"} {
		dir := settled(t, readsReplies)
		p := in(t, dir, server.env(fakeClock+"="+wrong), "run", "-q")
		if code := p.end(t); code != jobs.ExitFailed {
			t.Errorf("by a clock that is %s wrong: exit code %d, want %d", wrong, code, jobs.ExitFailed)
		}
		if got := p.errs.String(); !strings.Contains(got, want+" the servers'; nothing was stored") || !strings.Contains(got, "set the clock and run again") {
			t.Errorf("by a clock that is %s wrong it says %q", wrong, got)
		}
		if stored, _ := filepath.Glob(filepath.Join(dir, "tailor-data", "vault", "inbox", "*", "*")); len(stored) > 0 {
			t.Errorf("by a clock that is %s wrong it stored %v", wrong, stored)
		}
		right := in(t, dir, server.env(), "run", "-q", "--clock-is-right")
		if code := right.end(t); code != 0 {
			t.Errorf("by a right clock after one that was %s wrong: exit code %d\n%s", wrong, code, right.errs.String())
		}
		if !strings.Contains(right.out.String(), "Report: ") {
			t.Errorf("by a right clock it printed %q", right.out.String())
		}
	}
}
