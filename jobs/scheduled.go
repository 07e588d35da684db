package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
	"github.com/digital-diplomacy/tailor/jobs/schedule"
)

// Scheduled is a job of the settings' schedule and how it stands.
type Scheduled struct {
	Name   string    `json:"name"` // pull or report
	When   string    `json:"when"` // as the settings say it
	Next   time.Time `json:"next,omitzero"`
	IsDue  bool      `json:"due"`
	Last   time.Time `json:"last,omitzero"`   // start of the last run that did it
	Failed int       `json:"failed,omitzero"` // tries since then that came to nothing
	Stages []string  `json:"stages"`
	past   schedule.Past
	never  bool
}

// Schedule lists the jobs of the schedule, the one to do first at the head: a report
// pulls first, so that no pull is due after it. now is the clock on the wall.
func Schedule(c *config.Config, l *ledger.Ledger, now time.Time) ([]Scheduled, error) {
	zone, err := time.LoadLocation(c.Unit.Timezone)
	if err != nil {
		return nil, fmt.Errorf("schedule: %w", err)
	}
	jobs := []Scheduled{
		{Name: JobReport, When: c.Schedule.Report, Stages: names(Stages())},
		{Name: JobPull, When: c.Schedule.Pull, Stages: names(slices.DeleteFunc(Stages(), func(s Stage) bool { return s.Job != JobPull }))},
	}
	whens := make([]schedule.When, len(jobs))
	back := remembered
	for i := range jobs {
		if whens[i], err = schedule.ParseWhen(jobs[i].When); err != nil {
			return nil, fmt.Errorf("schedule.%s: %w", jobs[i].Name, err)
		}
		if jobs[i].never = whens[i].Never(); !jobs[i].never {
			back = max(back, remembered+whens[i].Next(now, zone).Sub(now))
		}
	}
	if err := remember(jobs, l, now, now.Add(-back)); err != nil {
		return nil, err
	}
	for i := range jobs {
		j := &jobs[i]
		job := schedule.Job{Name: j.Name, When: whens[i], Late: schedule.Jitter(c.Unit.Name, j.Name, whens[i])}
		j.Next, j.Failed = job.Next(j.past, now, zone), j.past.Failed
		j.IsDue = !j.Next.IsZero() && !j.Next.After(now)
	}
	return jobs, nil
}

// remembered is how far back runs are looked at, beyond the longest interval of the jobs.
// A job that was not done since counts as last done then.
const remembered = 100 * 24 * time.Hour

// remember reads the jobs' past, back to the last run that did each. Whoever began a
// run, if it took all of a job's stages to their end it did the job. A record that
// cannot be read is as if it were not there; status names it. So is one from later than
// tomorrow: while it counted as done now, its job would be due in the year it is of.
func remember(jobs []Scheduled, l *ledger.Ledger, now, horizon time.Time) error {
	for r, err := range l.Newest() {
		if errors.Is(err, ledger.ErrFolder) {
			return err
		}
		if err != nil || r.Started.After(now.Add(clockBack)) {
			continue
		}
		open := 0
		for i := range jobs {
			j := &jobs[i]
			if j.past.Done.IsZero() {
				j.note(&r)
				j.Last = j.past.Done
			}
			if j.past.Done.IsZero() && !j.never {
				open++
			}
			if r.Started.Before(horizon) {
				j.past.Done = cmp.Or(j.past.Done, horizon)
			}
		}
		if open == 0 || r.Started.Before(horizon) {
			break
		}
	}
	return nil
}

func (s *Scheduled) note(r *ledger.Run) {
	switch {
	case s.DidBy(r):
		s.past.Done = r.Started
	case r.Job == s.Name && r.Status.Ended():
		if s.past.Failed == 0 {
			s.past.Tried = r.Started
		}
		s.past.Failed++
	}
}

// DidBy reports whether a run took all of the job's stages to their end.
func (s *Scheduled) DidBy(r *ledger.Run) bool {
	if r.Status != ledger.Done && r.Status != ledger.Partial {
		return false
	}
	for _, name := range s.Stages {
		if !slices.ContainsFunc(r.Stages, func(done ledger.Stage) bool { return done.Name == name }) {
			return false
		}
	}
	return true
}

// Due returns the name of the job to do now, and what to call [Unit.Run] with; ""
// if none is due.
func Due(jobs []Scheduled) (job string, stages []string) {
	for _, j := range jobs {
		if j.IsDue {
			return j.Name, j.Stages
		}
	}
	return "", nil
}

func names(stages []Stage) []string {
	var all []string
	for _, s := range stages {
		all = append(all, s.Name)
	}
	return all
}

// RunJob does a job of the schedule with a unit that was opened for it.
func (u *Unit) RunJob(ctx context.Context, job string, stages []string) (*Result, error) {
	u.Job = job
	return u.Run(ctx, stages...)
}

// Text says in a line when a job is due.
func (s *Scheduled) Text() string {
	line := fmt.Sprintf("%-6s  %-10s  ", s.Name, s.When)
	switch {
	case s.Next.IsZero():
		line += "never"
	case s.IsDue:
		line += "due now"
	default:
		line += "next on " + s.Next.Format("Mon 2006-01-02 15:04 MST")
	}
	if !s.Last.IsZero() {
		line += "; last done on " + s.Last.In(s.Next.Location()).Format("Mon 2006-01-02 15:04 MST")
	}
	if s.Failed > 0 {
		line += fmt.Sprintf("; failed %d times since: see tailor status", s.Failed)
	}
	return line
}
