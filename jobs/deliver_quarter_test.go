package jobs

import (
	"context"
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

const quarterPosts = `Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Permalink,Post type,Date,Reach,Reactions,Comments,Shares
101,9,Oslo,,Passport hours change,0,01/15/2026 10:00,https://facebook.example/r/101,Photos,Lifetime,300,20,5,4
102,9,Oslo,,National day,60,02/16/2026 10:00,https://facebook.example/r/102,Videos,Lifetime,301,57,13,10
`

// TestDeliverQuarter sends the page of a quarter once to whom the settings name, not
// before offices had their days to answer and the pages of the week are written, with
// what they answered and without figures; those who did not ask for it get nothing new.
func TestDeliverQuarter(t *testing.T) {
	dir := t.TempDir()
	got := map[string][]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		got[r.URL.Path] = append(got[r.URL.Path], string(b))
	}))
	defer server.Close()
	c := config.Default()
	c.Root, c.KeysDir = filepath.Join(dir, "data"), filepath.Join(dir, "keys")
	c.Unit.Name = "Embassy in Oslo"
	c.Accounts = []config.Account{{ID: "oslo", Platform: "exports", Role: data.RoleOwn, Mission: "Embassy in Oslo", Files: []config.File{{Path: filepath.Join(dir, "*.csv")}}}}
	folder := filepath.Join(dir, "out")
	c.Deliver = []config.Delivery{{To: "slack", Name: "owners", Pages: []string{"quarter"}}, {To: "slack", Name: "press"},
		{To: "s3", Bucket: "b", Endpoint: server.URL, Pages: []string{"week", "quarter"}, Attach: []string{"html", "xlsx"}},
		{To: "folder", Path: folder, Pages: []string{"quarter"}, Attach: []string{"html", "pdf"}}}
	c.Network.Allow = []string{strings.TrimPrefix(server.URL, "http://")}
	c.Report.Answers = filepath.Join(dir, "answers")
	for name, secret := range map[string]string{"owners": server.URL + "/owners", "press": server.URL + "/press", "s3-keys": "AKID:secret"} {
		if _, err := c.SaveSecret(name, secret); err != nil {
			t.Fatal(err)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("posts.csv", quarterPosts)
	write("answers", "quarter,theme,owner,answer,date\n")
	print := func(_ context.Context, page string) (string, error) {
		path := strings.TrimSuffix(page, ".html") + ".pdf"
		return path, os.WriteFile(path, []byte("%PDF-"), 0o644)
	}
	run := func(day string, stages ...string) {
		t.Helper()
		now, err := time.Parse(time.DateTime, day+" 12:00:00")
		if err != nil {
			t.Fatal(err)
		}
		u, err := Open(t.Context(), Options{Config: c, Settings: "tailor.yaml", Clock: data.Clock{AsOf: now}, Wall: func() time.Time { return now }, Version: "test", PrintPDF: print})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := u.Run(t.Context(), stages...); err != nil {
			t.Fatal(err)
		}
	}
	counts := func(owners, press int, when string) {
		t.Helper()
		if len(got["/owners"]) != owners || len(got["/press"]) != press {
			t.Errorf("%s: owners got %d, press %d; want %d, %d", when, len(got["/owners"]), len(got["/press"]), owners, press)
		}
	}
	run("2026-03-27") // the first quarter ends on Sunday 29 March
	counts(0, 1, "while the quarter runs")
	run("2026-04-24")
	counts(0, 2, "in the days to answer")
	if _, err := os.Stat(filepath.Join(folder, "quarter-2026-Q1.pdf")); err != nil {
		t.Errorf("the folder waits, too: %v", err)
	}
	write("answers", "quarter,theme,owner,answer,date\n2026-Q1,visa,Consular Department,The form is back.,2026-04-25\n")
	run("2026-04-27", "pull", "ingest", "deliver")
	counts(0, 2, "before the week's report")
	for range 2 {
		run("2026-04-27")
	}
	counts(1, 3, "when it is due, twice")
	run("2026-06-08")
	counts(1, 4, "later")
	if text := got["/owners"][0]; !strings.Contains(text, "Consular Department") || !strings.Contains(text, "The form is back.") || !strings.Contains(text, "quarter-2026-Q1.html") {
		t.Errorf("the owners got %s", text)
	}
	for _, text := range got["/press"] {
		if strings.Contains(text, "quarter-2026") {
			t.Errorf("who did not ask for it got %s", text)
		}
	}
	if page := got["/b/quarter-2026-Q1.html"]; len(page) != 1 || !strings.Contains(page[0], "The form is back.") || len(got["/b/quarter-2026-Q1.xlsx"]) != 0 {
		t.Errorf("the bucket got %d pages of the quarter", len(page))
	}
	if weeks, _ := filepath.Glob(filepath.Join(folder, "embassy*")); len(weeks) > 0 {
		t.Errorf("a folder for quarters got %q", weeks)
	}
	run("2026-07-27") // of the second quarter nothing is known
	counts(1, 5, "after a quarter without anything")
}
