package jobs

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// TestDeliverStage fails, is tried again by the next run, sends once, and sends
// nothing of another time.
func TestDeliverStage(t *testing.T) {
	now := time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)
	code, got := http.StatusForbidden, []string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got = append(got, string(b))
		w.WriteHeader(code)
	}))
	defer server.Close()
	c := config.Default()
	c.Root, c.KeysDir = filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "keys")
	c.Unit.Name = "Embassy in Oslo"
	c.Accounts = []config.Account{{ID: "oslo", Platform: "exports", Role: data.RoleOwn, Mission: "Embassy in Oslo"}}
	c.Deliver = []config.Delivery{{To: "slack"}}
	c.Network.Allow = []string{strings.TrimPrefix(server.URL, "http://")}
	if _, err := c.SaveSecret("slack-webhook", server.URL+"/verysecret"); err != nil {
		t.Fatal(err)
	}
	run := func(asOf time.Time) error {
		t.Helper()
		u, err := Open(t.Context(), Options{Config: c, Settings: "tailor.yaml", Clock: data.Clock{AsOf: asOf}, Wall: func() time.Time { return now }, Version: "test"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = u.Run(t.Context(), "ingest", "report", "deliver")
		return err
	}
	var partial *PartialError
	if err := run(now); !errors.As(err, &partial) || ExitCode(err) != ExitPartial || strings.Contains(err.Error(), "verysecret") {
		t.Fatalf("a refused delivery gives %v", err)
	}
	code = http.StatusOK
	for range 2 {
		if err := run(now); err != nil {
			t.Fatal(err)
		}
	}
	if len(got) != 2 || !strings.Contains(got[1], "Embassy in Oslo") {
		t.Errorf("the webhook got %q", got)
	}
	if err := run(now.AddDate(0, 0, -14)); err != nil || len(got) != 2 {
		t.Errorf("a run as of another time sent %d: %v", len(got), err)
	}
	records, _ := filepath.Glob(filepath.Join(c.Root, "ledger", "deliveries", "*.json"))
	if len(records) != 1 {
		t.Fatalf("records %q", records)
	}
	if b, err := os.ReadFile(records[0]); err != nil || strings.Contains(string(b), "verysecret") || !strings.Contains(string(b), `"sent":true`) {
		t.Errorf("record %s %v", b, err)
	}
}
