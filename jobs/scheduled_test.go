package jobs

import (
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// TestSchedule reads from the ledger what is due: a person's run counts, a half one
// does not, a failed job waits, and a report makes no pull due after it.
func TestSchedule(t *testing.T) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC) // a Wednesday
	l := ledger.Open(t.TempDir(), func() time.Time { return now })
	c := config.Default()
	c.Unit.Name = "Embassy of Ruritania"

	ran := func(job string, status ledger.Status, stages []string) {
		t.Helper()
		e, err := l.Start(ledger.Run{Command: "run", Job: job})
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Update(func(r *ledger.Run) {
			for _, s := range stages {
				r.Stage(s).Status = ledger.Done
			}
		}); err != nil {
			t.Fatal(err)
		}
		if err := e.Finish(status, 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	due := func(want string) []Scheduled {
		t.Helper()
		all, err := Schedule(c, l, now)
		if err != nil {
			t.Fatal(err)
		}
		if job, _ := Due(all); job != want {
			t.Errorf("at %v %q is due, want %q", now, job, want)
		}
		return all
	}
	full := names(Stages())

	due("report") // nothing was ever done
	ran("", ledger.Done, []string{"measure"})
	due("report") // one stage is not the job
	ran("", ledger.Partial, full)
	due("") // a person's run did both jobs
	now = now.Add(6*time.Hour + 10*time.Minute)
	due("pull")
	ran("pull", ledger.Failed, full[:1])
	now = now.Add(4 * time.Minute)
	due("") // it waits
	now = now.Add(2 * time.Minute)
	all := due("pull")
	if all[1].Failed != 1 {
		t.Errorf("%d failures, want 1", all[1].Failed)
	}
	_, stages := Due(all)
	ran("pull", ledger.Done, stages)
	due("")
	now = time.Date(2026, 11, 23, 7, 1, 0, 0, time.UTC) // Monday
	_, stages = Due(due("report"))
	ran("report", ledger.Done, stages)
	due("")
	c.Schedule = config.Schedule{Pull: "never", Report: "never"}
	now = now.AddDate(1, 0, 0)
	due("")
}
