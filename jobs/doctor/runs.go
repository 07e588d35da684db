package doctor

import (
	"errors"
	"time"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// checkClock compares the clock with those of the servers that were asked.
func checkClock(u *jobs.Unit, c *Checkup) {
	ahead, ok := u.Network().Ahead()
	switch {
	case !ok:
	case ahead > 5*time.Minute || ahead < -5*time.Minute:
		c.add("clock", Bad, "set the clock, and let the computer keep it by NTP: ages of posts are computed from it", "this computer's clock is %v ahead of the servers'", ahead.Round(time.Second))
	case ahead > time.Minute || ahead < -time.Minute:
		c.add("clock", Warning, "let the computer keep its clock by NTP", "this computer's clock is %v ahead of the servers'", ahead.Round(time.Second))
	default:
		c.ok("clock", "within a minute of the servers'")
	}
}

// checkDay compares the clock with the last run's.
func checkDay(u *jobs.Unit, c *Checkup) {
	wrong := (*jobs.ClockError)(nil)
	if err := jobs.CheckClock(ledger.Open(u.Root, u.Wall), u.Wall()); errors.As(err, &wrong) && !u.Config.Unit.MadeUp {
		c.add("clock", Bad, wrong.Remedy(), "%s; nothing is run", wrong.What())
	}
}

// checkRuns looks whether the schedule is kept, and how the last run went.
func checkRuns(u *jobs.Unit, c *Checkup) {
	l := ledger.Open(u.Root, u.Wall)
	all, err := jobs.Schedule(u.Config, l, u.Wall())
	if err != nil {
		c.add("schedule", Bad, "see that the user who runs Tailor may read it", "%v", err)
		return
	}
	for i := range all {
		j := &all[i]
		switch late := u.Wall().Sub(j.Next); {
		case j.IsDue && !j.Last.IsZero() && late > 24*time.Hour:
			c.add("schedule", Bad, "let something call it: tailor install, or keep tailor schedule running",
				"%s was due on %s and is not done", j.Name, j.Next.Format("Mon 2006-01-02 15:04"))
		case j.IsDue && j.Last.IsZero():
			c.add("schedule", Warning, "tailor run; then, to have it done regularly: tailor install", "%s was never done", j.Name)
		default:
			c.ok("schedule", "%s", j.Text())
		}
	}
	if r, ok, err := l.Last(); err != nil {
		c.add("runs", Warning, "move the damaged record away", "%v", err)
	} else if ok && (r.Status == ledger.Failed || r.Status == ledger.Partial) {
		c.add("runs", Warning, "tailor status names the accounts; mend what it says, then: tailor run", "the last run was %s: %s", r.Status, r.Error)
	} else if ok {
		c.ok("runs", "the last began on %s: %s", r.Started.In(u.Config.Unit.Location()).Format("Mon 2006-01-02 15:04"), r.Status)
	}
}
