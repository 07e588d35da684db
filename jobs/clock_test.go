package jobs

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// TestCheckClock: corrections, zones and the pauses that units make are no reason to doubt
// the clock; a year that is wrong is.
func TestCheckClock(t *testing.T) {
	last := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	now := last
	l := ledger.Open(t.TempDir(), func() time.Time { return now })
	if err := CheckClock(l, last.AddDate(60, 0, 0)); err != nil {
		t.Errorf("before the first run: %v", err)
	}
	e, err := l.Start(ledger.Run{Command: "run"})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Finish(ledger.Done, 0, nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		now  time.Time
		want string
	}{
		{last, ""}, {last.Add(-14 * time.Hour), ""}, {last.AddDate(0, 0, 190), ""},
		{last.AddDate(0, 0, -2), "says Monday 16 November 2026, but the last run was on Wednesday 18 November 2026"},
		{last.AddDate(0, 0, 301), "301 days after the last run"},
		{last.AddDate(10, 0, 0), "says Tuesday 18 November 2036, 3653 days after"},
		{time.Unix(0, 0), "says Thursday 1 January 1970, when this program did not exist yet"},
	} {
		err := CheckClock(l, c.now)
		var wrong *ClockError
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%v: %v", c.now, err)
		case c.want != "" && (!errors.As(err, &wrong) || !strings.Contains(err.Error(), c.want) || wrong.Remedy() == ""):
			t.Errorf("%v: %v, want %q", c.now, err, c.want)
		}
	}
}

// TestScheduleAfterWrongClock: a run that a clock ten years ahead began does not put the
// schedule off until then.
func TestScheduleAfterWrongClock(t *testing.T) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	l := ledger.Open(t.TempDir(), func() time.Time { return now })
	c := config.Default()
	c.Unit.Name = "Embassy of Ruritania"
	ran := func() {
		t.Helper()
		e, err := l.Start(ledger.Run{Command: "run"})
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Update(func(r *ledger.Run) {
			for _, s := range names(Stages()) {
				r.Stage(s).Status = ledger.Done
			}
		}); err != nil {
			t.Fatal(err)
		}
		if err := e.Finish(ledger.Done, 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	ran()
	right := now
	now = right.AddDate(10, 0, 0)
	ran()
	for hours, want := range map[time.Duration]string{1: "", 7: JobPull} {
		all, err := Schedule(c, l, right.Add(hours*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		if job, _ := Due(all); job != want {
			t.Errorf("%d hours after the last right run %q is due, want %q", hours, job, want)
		}
	}
}
