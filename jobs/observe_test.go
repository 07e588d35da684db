package jobs

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// TestWriteMetrics reads from the ledger how jobs and accounts stand.
func TestWriteMetrics(t *testing.T) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	l := ledger.Open(t.TempDir(), func() time.Time { return now })
	c := config.Default()
	c.Accounts = []config.Account{{ID: "oslo", Platform: "mastodon"}, {ID: "bergen", Platform: "mastodon"}}
	for _, ok := range []bool{true, false} {
		e, err := l.Start(ledger.Run{Job: "report"})
		if err != nil {
			t.Fatal(err)
		}
		err = e.Update(func(r *ledger.Run) {
			for _, s := range names(Stages()) {
				*r.Stage(s) = ledger.Stage{Name: s, Status: ledger.Done, Took: 1500 * time.Millisecond}
			}
			a := r.Account(data.AccountID("oslo"))
			a.Status, a.Rows, a.Requests = ledger.Done, 24, 3
			a.Rejects = []ledger.Reject{{Rows: 2}, {Rows: 3}}
			r.Account(data.AccountID("bergen")).Status = ledger.Failed
		})
		if err != nil {
			t.Fatal(err)
		}
		status, code := ledger.Done, 0
		if !ok {
			status, code = ledger.Failed, 1
		}
		if err := e.Finish(status, code, nil); err != nil {
			t.Fatal(err)
		}
		now = now.Add(7 * 24 * time.Hour)
	}
	var b bytes.Buffer
	if err := WriteMetrics(&b, c, l, now, "v1"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`tailor_info{version="v1"} 1`,
		`tailor_job_last_success_timestamp_seconds{job="report"} 1795003200`,
		`tailor_job_failures{job="report"} 1`,
		`tailor_run_exit_code 1`,
		`tailor_stage_duration_seconds{stage="measure"} 1.5`,
		`tailor_account_last_success_timestamp_seconds{account="oslo"} 1795608000`,
		`tailor_account_rows_set_aside{account="oslo"} 5`,
		`tailor_account_last_success_timestamp_seconds{account="bergen"} 0`,
	} {
		if !strings.Contains(b.String(), want+"\n") {
			t.Errorf("%s is missing", want)
		}
	}
	if strings.Contains(b.String(), `tailor_job_overdue_seconds{job="report"} 0`) {
		t.Error("a report that was not done for two weeks is not overdue")
	}
	if t.Failed() {
		t.Log(b.String())
	}
}

// TestPing: a watchdog hears of begin, end and failure, and nothing else; one that is
// away holds nobody up.
func TestPing(t *testing.T) {
	var heard []string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		heard = append(heard, r.URL.Path+" "+string(body))
	}))
	defer server.Close()
	t.Setenv("PING_URL", server.URL+"/a-secret-id/")
	now := func() time.Time { return time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC) }
	run := func(settings string, err error) string {
		t.Helper()
		c := config.Default()
		c.Network.Allow = []string{strings.TrimPrefix(server.URL, "http://")}
		u := &Unit{Options: Options{Config: c, Settings: settings, Wall: now}}
		e, startErr := ledger.Open(t.TempDir(), now).Start(ledger.Run{})
		if startErr != nil {
			t.Fatal(startErr)
		}
		defer func() {
			if err := e.Finish(ledger.Done, 0, nil); err != nil {
				t.Error(err)
			}
		}()
		u.run = e
		heard = nil
		u.ping(t.Context(), "/start", "begins")
		u.pinged(t.Context(), err)
		return strings.ReplaceAll(strings.Join(heard, "|"), e.ID(), "ID")
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, "/a-secret-id/start begins|/a-secret-id run ID: done"},
		{&PartialError{}, "/a-secret-id/start begins|/a-secret-id run ID: partial"},
		{errors.New("somebody's text"), "/a-secret-id/start begins|/a-secret-id/fail run ID: failed"},
	} {
		if got := run("tailor.yaml", c.err); got != c.want {
			t.Errorf("with error %v it heard %q, want %q", c.err, got, c.want)
		}
	}
	if got := run("", nil); got != "" {
		t.Errorf("a page made once pinged: %q", got)
	}
	server.Close()
	run("tailor.yaml", nil)
}
