package jobs

import (
	"bytes"
	"context"
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

// TestDeliverBucket sends a page with its workbook into a bucket, goes on after a run
// that died between the upload and its record, and never sends a period twice.
func TestDeliverBucket(t *testing.T) {
	now := time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)
	type object struct {
		body   []byte
		header http.Header
	}
	there, puts := map[string]object{}, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		before, is := there[r.URL.Path]
		switch {
		case !strings.HasPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 Credential=AKID/20260531/us-east-1/s3/aws4_request,"):
			w.WriteHeader(http.StatusForbidden)
		case r.Method == http.MethodHead && is:
			for k, v := range before.header {
				if strings.HasPrefix(k, "X-Amz-Meta-") {
					w.Header()[k] = v
				}
			}
		case r.Method == http.MethodPut && is && r.Header.Get("If-None-Match") == "*":
			w.WriteHeader(http.StatusPreconditionFailed)
		case r.Method == http.MethodPut:
			there[r.URL.Path] = object{b, r.Header}
			puts++
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	c := config.Default()
	c.Root, c.KeysDir = filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "keys")
	c.Unit.Name = "Embassy in Oslo"
	c.Accounts = []config.Account{{ID: "oslo", Platform: "exports", Role: data.RoleOwn, Mission: "Embassy in Oslo"}}
	folder := filepath.Join(t.TempDir(), "out")
	c.Deliver = []config.Delivery{{To: "folder", Path: folder, Attach: []string{"xlsx"}},
		{To: "s3", Bucket: "reports", Prefix: "a/", Endpoint: server.URL, Attach: []string{"html", "xlsx"}}}
	c.Network.Allow = []string{strings.TrimPrefix(server.URL, "http://")}
	if _, err := c.SaveSecret("s3-keys", "AKID:secret"); err != nil {
		t.Fatal(err)
	}
	run := func() {
		t.Helper()
		u, err := Open(t.Context(), Options{Config: c, Settings: "tailor.yaml", Clock: data.Clock{AsOf: now}, Wall: func() time.Time { return now }, Version: "test"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := u.Run(t.Context(), "ingest", "report", "deliver"); err != nil {
			t.Fatal(err)
		}
	}
	run()
	const stem = "embassy-in-oslo-2026-W22"
	book, err := os.ReadFile(filepath.Join(folder, stem+".xlsx"))
	if err != nil || !bytes.HasPrefix(book, []byte("PK")) || exists(filepath.Join(folder, stem+".html")) {
		t.Errorf("the folder has no workbook, or a page that it did not want: %v", err)
	}
	if got := there["/reports/a/"+stem+".xlsx"]; puts != 2 || !bytes.Equal(got.body, book) || got.header.Get("Content-Type") != attached[2].mime {
		t.Errorf("after %d puts the bucket has %d bytes of type %q", puts, len(got.body), got.header.Get("Content-Type"))
	}
	if page := there["/reports/a/"+stem+".html"]; !bytes.Contains(page.body, []byte("<!DOCTYPE html>")) {
		t.Errorf("the bucket's page is %.40q", page.body)
	}
	records, err := filepath.Glob(filepath.Join(c.Root, "ledger", "deliveries", "*.json"))
	if err != nil || len(records) != 1 {
		t.Fatalf("records %q, %v", records, err)
	}
	record, err := os.ReadFile(records[0])
	if err != nil {
		t.Fatal(err)
	}
	died := bytes.Replace(record, []byte(`"sent":true`), []byte(`"sent":false`), 1)
	if err := os.WriteFile(records[0], died, 0o600); err != nil || bytes.Equal(died, record) {
		t.Fatal(err)
	}
	made, err := os.Stat(filepath.Join(folder, stem+".xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		run()
	}
	if again, err := os.ReadFile(records[0]); err != nil || !bytes.Equal(again, record) || puts != 2 {
		t.Errorf("%d puts, record %s %v", puts, again, err)
	}
	if still, err := os.Stat(filepath.Join(folder, stem+".xlsx")); err != nil || !still.ModTime().Equal(made.ModTime()) {
		t.Errorf("a run with nothing new wrote the workbook again: %v", err)
	}
}

// TestDeliverPDF prints a page once, again when it changed, sends nothing by halves
// where it cannot, and says what to do.
func TestDeliverPDF(t *testing.T) {
	now := time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)
	c := config.Default()
	c.Root, c.KeysDir = filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "keys")
	c.Unit.Name = "Embassy in Oslo"
	c.Accounts = []config.Account{{ID: "oslo", Platform: "exports", Role: data.RoleOwn, Mission: "Embassy in Oslo"}}
	folder := filepath.Join(t.TempDir(), "out")
	c.Deliver = []config.Delivery{{To: "folder", Path: folder, Attach: []string{"html", "pdf"}}}
	printed := 0
	print := func(_ context.Context, page string) (string, error) {
		printed++
		path := strings.TrimSuffix(page, ".html") + ".pdf"
		return path, os.WriteFile(path, []byte("%PDF-"), 0o644)
	}
	run := func(print func(context.Context, string) (string, error)) error {
		t.Helper()
		u, err := Open(t.Context(), Options{Config: c, Settings: "tailor.yaml", Clock: data.Clock{AsOf: now}, Wall: func() time.Time { return now }, Version: "test", PrintPDF: print})
		if err != nil {
			t.Fatal(err)
		}
		_, err = u.Run(t.Context(), "ingest", "report", "deliver")
		return err
	}
	var partial *PartialError
	if err := run(nil); !errors.As(err, &partial) || !strings.Contains(err.Error(), "take pdf out of attach") {
		t.Errorf("without a printer: %v", err)
	}
	for range 2 {
		if err := run(print); err != nil || printed != 1 {
			t.Errorf("printed %d times: %v", printed, err)
		}
	}
	c.Unit.Name = "Embassy of Ruritania in Oslo"
	if err := run(print); err != nil || printed != 2 {
		t.Errorf("after the page changed, printed %d times: %v", printed, err)
	}
	if b, err := os.ReadFile(filepath.Join(folder, "embassy-in-oslo-2026-W22.pdf")); err != nil || string(b) != "%PDF-" {
		t.Errorf("the folder's PDF is %q, %v", b, err)
	}
}
