package jobs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data/patient"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// observedRuns is how many runs an account's last success is looked for in.
const observedRuns = 50

// WriteMetrics writes how jobs and accounts stand in Prometheus' text format. It
// tells of jobs, accounts, rows and costs; nothing of what anybody wrote or thinks.
// All of it is read from the ledger, so it is the same from every process.
func WriteMetrics(w io.Writer, c *config.Config, l *ledger.Ledger, now time.Time, version string) error {
	jobs, err := Schedule(c, l, now)
	if err != nil {
		return err
	}
	set := metrics.NewSet()
	gauge := func(value float64, name string, labels ...string) {
		for i := 0; i+1 < len(labels); i += 2 {
			sep := "{"
			if i > 0 {
				sep = ","
			}
			name += fmt.Sprintf("%s%s=%q", sep, labels[i], labels[i+1])
		}
		if len(labels) > 0 {
			name += "}"
		}
		set.GetOrCreateGauge(name, nil).Set(value)
	}
	gauge(1, "tailor_info", "version", version)
	for _, j := range jobs {
		gauge(seconds(j.Last), "tailor_job_last_success_timestamp_seconds", "job", j.Name)
		gauge(seconds(j.Next), "tailor_job_next_timestamp_seconds", "job", j.Name)
		gauge(float64(j.Failed), "tailor_job_failures", "job", j.Name)
		overdue := 0.0
		if j.IsDue && !j.Last.IsZero() {
			overdue = now.Sub(j.Next).Seconds()
		}
		gauge(overdue, "tailor_job_overdue_seconds", "job", j.Name)
	}
	seen := 0
	succeeded := map[string]bool{}
	for r, err := range l.Newest() {
		if err != nil {
			continue // status names the record
		}
		if seen++; seen > observedRuns {
			break
		}
		if seen == 1 {
			gauge(seconds(r.Started), "tailor_run_timestamp_seconds")
			gauge(float64(r.ExitCode), "tailor_run_exit_code")
			if r.Status.Ended() && !r.Finished.IsZero() {
				gauge(r.Finished.Sub(r.Started).Seconds(), "tailor_run_duration_seconds")
			}
			for _, s := range r.Stages {
				gauge(s.Took.Seconds(), "tailor_stage_duration_seconds", "stage", s.Name)
			}
		}
		for _, a := range r.Accounts {
			if a.Status == ledger.Done && !succeeded[string(a.ID)] {
				succeeded[string(a.ID)] = true
				var rejected int64
				for _, reject := range a.Rejects {
					rejected += reject.Rows
				}
				gauge(seconds(r.Started), "tailor_account_last_success_timestamp_seconds", "account", string(a.ID))
				gauge(float64(a.Rows), "tailor_account_rows", "account", string(a.ID))
				gauge(float64(rejected), "tailor_account_rows_set_aside", "account", string(a.ID))
				gauge(float64(a.Requests), "tailor_account_requests", "account", string(a.ID))
			}
		}
	}
	for _, a := range c.AllAccounts() {
		if !succeeded[string(a.ID)] {
			gauge(0, "tailor_account_last_success_timestamp_seconds", "account", string(a.ID))
		}
	}
	set.WritePrometheus(w)
	return nil
}

// seconds is the time in seconds since 1970, 0 for the zero time.
func seconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.Unix())
}

// observed writes the text file that the settings name for Prometheus' node exporter.
func (u *Unit) observed() error {
	path := u.Config.Observe.Textfile
	if path == "" {
		return nil
	}
	var b bytes.Buffer
	if err := WriteMetrics(&b, u.Config, u.ledger, u.Wall(), u.Version); err != nil {
		return fmt.Errorf("observe.textfile: %w", err)
	}
	if _, err := patient.Replace(path, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("observe.textfile: %w", err)
	}
	return nil
}

// pingSecret is the secret that holds the address to ping.
const pingSecret = "ping-url"

// ping tells a healthchecks-style watchdog that a run begins ("/start"), ended ("")
// or failed ("/fail"), if the unit has an address for it. It sends the run's id and
// status, nothing else. A watchdog that cannot be reached is no reason to fail: it
// will say so itself.
func (u *Unit) ping(ctx context.Context, what, text string) {
	if u.Settings == "" || u.MadeUp {
		return // nobody watches a page that is made once
	}
	address, err := u.Config.Secret(pingSecret)
	if err != nil {
		return
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(address.Reveal(), "/")+what, strings.NewReader(text))
	if err != nil {
		return
	}
	if resp, err := u.Network().Line(web.Budget{}).Do(r); err == nil {
		_ = resp.Body.Close()
	}
}

// pinged tells the watchdog how a run ended. Partial is no failure of the job: the
// accounts that failed stand in status.
func (u *Unit) pinged(ctx context.Context, err error) {
	what := ""
	if s := status(err); s != ledger.Done && s != ledger.Partial && !errors.Is(err, context.Canceled) {
		what = "/fail"
	}
	u.ping(ctx, what, fmt.Sprintf("run %s: %s", u.run.ID(), status(err)))
}
