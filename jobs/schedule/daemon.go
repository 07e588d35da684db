package schedule

import (
	"context"
	"fmt"
	"time"

	"github.com/go-co-op/gocron/v2"
)

// Worker does the jobs of a [Daemon].
type Worker interface {
	// Due returns the name of the job to do now, "" if there is none.
	Due(ctx context.Context, now time.Time) (job string, err error)
	// Do does a job. When ctx ends it stops at the next safe point.
	Do(ctx context.Context, job string) error
}

// Daemon looks every Tick what is due, and does it.
type Daemon struct {
	Worker Worker
	Tick   time.Duration    // default: a minute
	Now    func() time.Time // the clock on the wall
	Grace  time.Duration    // how long a job may take to stop; default: 5 minutes
	// Tell is told of each job that ended, and of errors of looking (job ""). May be nil.
	Tell func(job string, err error)
}

// Serve works until ctx ends, then waits for the job in hand to stop. No two jobs
// run at the same time. Errors of jobs do not end it: they are told, noted by the
// worker, and the job is due again later.
func (d Daemon) Serve(ctx context.Context) error {
	if d.Tick <= 0 {
		d.Tick = time.Minute
	}
	if d.Grace <= 0 {
		d.Grace = 5 * time.Minute
	}
	s, err := gocron.NewScheduler()
	if err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	// One job that is never run beside itself: a tick that comes while it works is
	// left out, and the next finds what became due in between.
	working := make(chan struct{}, 1) // full while a look lasts
	look := func() {
		working <- struct{}{}
		d.look(ctx)
		<-working
	}
	_, err = s.NewJob(gocron.DurationJob(d.Tick), gocron.NewTask(look),
		gocron.WithSingletonMode(gocron.LimitModeReschedule), gocron.WithStartAt(gocron.WithStartImmediately()))
	if err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	s.Start()
	<-ctx.Done()
	// Waited for here: Shutdown would keep a core busy while it waits.
	select {
	case working <- struct{}{}:
	case <-time.After(d.Grace):
		return fmt.Errorf("schedule: the job in hand did not stop within %v", d.Grace)
	}
	<-working
	if err := s.Shutdown(); err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	return nil
}

// look does all that is due.
func (d Daemon) look(ctx context.Context) {
	for ctx.Err() == nil {
		job, err := d.Worker.Due(ctx, d.Now())
		if err == nil && job == "" {
			return
		}
		if err == nil {
			err = d.Worker.Do(ctx, job)
		}
		if d.Tell != nil {
			d.Tell(job, err)
		}
		if err != nil {
			return // what failed is due again later, and a tick comes soon
		}
	}
}
