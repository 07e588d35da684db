package jobs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// towns are servers in Mastodon's shape, one for each account, without a network.
// Those in closed refuse their credentials.
type towns struct {
	now    time.Time
	closed map[string]bool
}

func (w *towns) RoundTrip(r *http.Request) (*http.Response, error) {
	status, body := http.StatusOK, w.content(r)
	if w.closed[r.URL.Host] {
		status, body = http.StatusUnauthorized, map[string]any{"error": "no"}
	}
	b, err := json.Marshal(body)
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(b)), Request: r}, err
}

func (w *towns) content(r *http.Request) any {
	account := map[string]any{"id": "1", "username": "embassy", "acct": "embassy", "followers_count": 10}
	status := func(n int) map[string]any {
		return map[string]any{"id": fmt.Sprint(n), "uri": fmt.Sprintf("https://%s/users/embassy/statuses/%d", r.URL.Host, n), "visibility": "public",
			"created_at": w.now.Add(-time.Duration(n) * time.Hour).Format(time.RFC3339), "content": "<p>Hours</p>", "replies_count": 2, "favourites_count": n, "account": account}
	}
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/lookup"):
		return account
	case strings.HasSuffix(path, "/statuses"):
		list := []any{}
		for n := 1; n <= 20 && r.URL.Query().Get("max_id") == ""; n++ {
			list = append(list, status(n))
		}
		return list
	case strings.HasSuffix(path, "/context"):
		id, list := strings.Split(path, "/")[4], []any{}
		for n := range 2 {
			list = append(list, map[string]any{"id": fmt.Sprint(id, "r", n), "uri": fmt.Sprintf("https://%s/r/%s-%d", r.URL.Host, id, n), "visibility": "public",
				"created_at": w.now.Add(-time.Minute).Format(time.RFC3339), "content": "<p>When?</p>", "in_reply_to_id": id,
				"account": map[string]any{"id": fmt.Sprint("r", n), "acct": fmt.Sprint("reader", n)}})
		}
		return map[string]any{"descendants": list}
	}
	return map[string]any{}
}

// Several accounts are asked at a time, and one that refuses does not stop the others:
// all of theirs lands once, the ledger says who failed, and the run is partial.
func TestAccountsAreAskedSideBySide(t *testing.T) {
	dir := t.TempDir()
	text := "version: 1\nunit: {name: Ministry, home: XR}\nroot: data\nkeys_dir: keys\ndeliver: []\n" +
		"replies: {collect: true, legal_basis: Foreign Service Act s. 1, dpia: DPIA 2026/14, contact: dpo@mfa.example}\naccounts:\n"
	for n := range 8 {
		text += fmt.Sprintf("  - {id: a%d, platform: mastodon, handle: '@embassy@town%d.example', mission: Mission %d}\n", n, n, n)
	}
	cfg, err := config.Parse([]byte(text), filepath.Join(dir, "tailor.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().UTC().Truncate(time.Second)
	open := func() *Unit {
		u, err := Open(t.Context(), Options{Config: cfg, Clock: data.Clock{AsOf: now}, Transport: &towns{now, map[string]bool{"town3.example": true}}})
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	u := open()
	// A record that a power cut left empty keeps nobody but X from being asked.
	runs := filepath.Join(u.Root, "ledger", "runs")
	if err := errors.Join(os.MkdirAll(runs, 0o750), os.WriteFile(filepath.Join(runs, time.Now().UTC().Format("200601")+"01T000000.000000Z-r1.json"), nil, 0o640)); err != nil {
		t.Fatal(err)
	}
	_, err = u.Run(t.Context(), "pull", "ingest")
	var partial *PartialError
	if !errors.As(err, &partial) || partial.All || len(partial.Failed) != 1 || !errors.Is(err, connectors.ErrAuth) || ExitCode(err) != ExitPartial {
		t.Fatalf("Run: %v", err)
	}
	s, err := u.Lake().Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	posts, err := lake.Rows(t.Context(), s, lake.Posts, nil)
	if err != nil {
		t.Fatal(err)
	}
	replies, err := lake.Rows(t.Context(), s, lake.Replies, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(posts) != 7*20 || len(replies) != 7*20*2 {
		t.Errorf("%d posts and %d replies, want 140 and 280", len(posts), len(replies))
	}
	last, _, err := u.Ledger().Last()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range last.Accounts {
		if a.Started.Before(last.Started) || a.Started.Add(a.Took).After(last.Finished) {
			t.Errorf("account %s was pulled from %v for %v, outside of its run", a.ID, a.Started, a.Took)
		}
	}
	for _, s := range last.Stages {
		if s.Started.Before(last.Started) || s.Started.Add(s.Took).After(last.Finished) {
			t.Errorf("stage %s went from %v for %v, outside of its run", s.Name, s.Started, s.Took)
		}
	}
	for _, a := range last.Accounts {
		want := ledger.Done
		if a.ID == "a3" {
			want = ledger.Failed
		}
		if a.Status != want || a.Requests == 0 || (a.Gap != "") != (a.ID == "a3") {
			t.Errorf("the ledger says of %s: %+v", a.ID, a)
		}
	}
	// At the same moment there is nothing more to ask, and nothing changes.
	again := open()
	result, err := again.Run(t.Context(), "pull", "ingest")
	if result == nil || result.Changed || !errors.As(err, &partial) {
		t.Errorf("a second run at the same moment: %+v, %v", result, err)
	}
}
