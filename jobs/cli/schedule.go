package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
	"github.com/digital-diplomacy/tailor/jobs/schedule"
)

func (a *app) scheduleCommand() *cobra.Command {
	var once, list bool
	var logs, listen string
	c := &cobra.Command{
		Use:   "schedule",
		Short: "Stay running and do what the settings' schedule says; or, with --once, what is due now",
		Long: `Does the jobs of schedule: in the settings when they are due:

  pull    everything but the report, by default every 6 hours
  report  everything, by default on Mondays at 07:00 in the unit's time zone

Whether a job is due is read from the record of runs, so that it does not matter who
did it last: this command, another scheduler or a person. A computer that slept catches
up once. What failed is tried again after 5 minutes, then 10, 20 and so on.

With --once it does what is due and ends: for cron, systemd, Kubernetes and the like,
which may call it as often as they want; "tailor install" sets that up. With --list it
does nothing and says when each job is due. A first interrupt stops after the page in
hand, a second one at once.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			if a.asOf != "" {
				return usagef("schedule goes by the clock on the wall and takes no --as-of; compute as of another moment with: tailor run --as-of")
			}
			logger, err := newLogger(a.err, logs)
			if err != nil {
				return err
			}
			w := &worker{app: a, log: logger}
			switch {
			case list:
				return w.list(w.app.now())
			case once:
				return w.once(c.Context())
			}
			return w.serve(c.Context(), listen)
		},
	}
	c.Flags().BoolVar(&once, "once", false, "do what is due now, then end")
	c.Flags().BoolVar(&list, "list", false, "say when each job is due, and end")
	c.Flags().StringVar(&listen, "metrics", "", "while running, serve Prometheus metrics at http://ADDRESS/metrics, like 127.0.0.1:9465")
	c.Flags().StringVar(&logs, "log", "text", "form of the log on stderr: text or json")
	return c
}

// worker does the jobs of a schedule. Settings and ledger are read anew each time,
// so that a change of the settings counts from the next look on.
type worker struct {
	app *app
	log *slog.Logger
	due map[string][]string // stages of the jobs that were found due

	said string    // error of looking that was told last
	at   time.Time // when
}

func (w *worker) jobs(now time.Time) ([]jobs.Scheduled, error) {
	c, err := w.app.load()
	if err != nil {
		return nil, err
	}
	return jobs.Schedule(c, ledger.Open(c.Root, w.app.now), now)
}

// Due implements schedule.Worker.
func (w *worker) Due(_ context.Context, now time.Time) (string, error) {
	all, err := w.jobs(now)
	if err != nil {
		return "", err
	}
	job, stages := jobs.Due(all)
	if job != "" {
		if err := w.clock(now); err != nil {
			return "", err
		}
	}
	w.due = map[string][]string{job: stages}
	return job, nil
}

// clock refuses what a run would: before it begins, so that the log tells of it once an
// hour and not with every look.
func (w *worker) clock(now time.Time) error {
	c, err := w.app.load()
	if err != nil || c.Unit.MadeUp {
		return err
	}
	return jobs.CheckClock(ledger.Open(c.Root, w.app.now), now)
}

// Do implements schedule.Worker.
func (w *worker) Do(ctx context.Context, job string) error {
	_, err := w.do(ctx, job)
	return err
}

func (w *worker) do(ctx context.Context, job string) (*jobs.Result, error) {
	c, err := w.app.load()
	if err != nil {
		return nil, err
	}
	clock := data.Clock{AsOf: w.app.now().UTC().Truncate(time.Second)}
	u, err := jobs.Open(ctx, jobs.Options{Config: c, Settings: w.app.settings(), Clock: clock, Wall: w.app.now, OpenModel: w.app.models, Progress: jobs.Silent{}, Version: Version(), PrintPDF: printPDF})
	if err != nil {
		return nil, err
	}
	w.log.Info("job begins", "job", job)
	began := time.Now()
	result, err := u.RunJob(ctx, job, w.due[job])
	if result != nil {
		w.log.Info("job ended", "job", job, "run", result.Run, "status", result.Status, "exit", exitCode(err),
			"commit", result.Commit, "changed", result.Changed, "rows_set_aside", result.SetAside, "failed_accounts", len(result.Failed),
			"took", time.Since(began).Round(time.Millisecond).String())
	}
	return result, err
}

// once does what is due, each job once.
func (w *worker) once(ctx context.Context) error {
	var results []*jobs.Result
	for done := ""; ; {
		job, err := w.Due(ctx, w.app.now())
		if err != nil {
			return err
		}
		if job == "" || job == done {
			break
		}
		result, err := w.do(ctx, job)
		if result != nil {
			results = append(results, result)
		}
		if err != nil {
			return err
		}
		done = job
	}
	if w.app.json {
		return json.NewEncoder(w.app.out).Encode(append([]*jobs.Result{}, results...))
	}
	if len(results) == 0 {
		return w.list(w.app.now())
	}
	for _, r := range results {
		fmt.Fprint(w.app.out, r.Text())
	}
	return nil
}

// list says when each job is due.
func (w *worker) list(now time.Time) error {
	all, err := w.jobs(now)
	if err != nil {
		return err
	}
	if w.app.json {
		return json.NewEncoder(w.app.out).Encode(all)
	}
	for _, j := range all {
		fmt.Fprintln(w.app.out, j.Text())
	}
	return nil
}

func (w *worker) serve(ctx context.Context, listen string) error {
	all, err := w.jobs(w.app.now())
	if err != nil {
		return err
	}
	if listen != "" {
		stop, err := w.metrics(listen)
		if err != nil {
			return err
		}
		defer stop()
	}
	for _, j := range all {
		w.log.Info("on the schedule", "job", j.Name, "when", j.When, "next", j.Next)
	}
	return schedule.Daemon{Worker: w, Now: w.app.now, Tell: w.tell}.Serve(ctx)
}

// tell logs what went wrong; what goes wrong at every look is told once an hour.
func (w *worker) tell(job string, err error) {
	if err == nil {
		w.said = ""
		return
	}
	if err.Error() == w.said && time.Since(w.at) < time.Hour {
		return
	}
	w.said, w.at = err.Error(), time.Now()
	w.log.Error("job failed", "job", job, "exit", exitCode(err), "error", err.Error())
}
