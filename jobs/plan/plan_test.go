package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// hamlets are servers in Mastodon's shape, one account each, which post at a steady pace
// since long ago; each post is replied to within the hour and once more on the next day.
type hamlets struct {
	mu    sync.Mutex
	now   time.Time
	asked map[string]int64 // requests by host
}

// paces is how many hours lie between two posts of a host.
var paces = map[string]int{"north.example": 5, "south.example": 11, "west.example": 24}

var began = time.Date(2026, 3, 1, 0, 20, 0, 0, time.UTC)

func (h *hamlets) RoundTrip(r *http.Request) (*http.Response, error) {
	h.mu.Lock()
	h.asked[r.URL.Host]++
	b, err := json.Marshal(h.content(r))
	h.mu.Unlock()
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(b)), Request: r}, err
}

func (h *hamlets) content(r *http.Request) any {
	host := r.URL.Host
	account := map[string]any{"id": "1", "username": "embassy", "acct": "embassy", "followers_count": 900}
	at := func(n int) time.Time { return began.Add(time.Duration(n*paces[host]) * time.Hour) }
	replies := func(n int) []time.Time {
		var all []time.Time
		for _, after := range []time.Duration{30 * time.Minute, 21 * time.Hour} {
			if t := at(n).Add(after); !t.After(h.now) && n%3 > 0 { // one post in three is not replied to
				all = append(all, t)
			}
		}
		return all
	}
	status := func(n int) map[string]any {
		return map[string]any{"id": fmt.Sprint(n), "uri": fmt.Sprintf("https://%s/users/embassy/statuses/%d", host, n), "visibility": "public",
			"created_at": at(n).Format(time.RFC3339), "content": "<p>Hours</p>", "replies_count": len(replies(n)), "favourites_count": n % 7, "account": account}
	}
	newest := int(h.now.Sub(began).Hours()) / paces[host]
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/lookup"):
		return account
	case strings.HasSuffix(path, "/accounts/1/statuses"):
		list := []any{}
		n := newest
		if max, err := strconv.Atoi(r.URL.Query().Get("max_id")); err == nil {
			n = max - 1
		}
		for ; n >= 0 && len(list) < 40; n-- {
			list = append(list, status(n))
		}
		return list
	case strings.HasSuffix(path, "/context"):
		n, _ := strconv.Atoi(strings.Split(path, "/")[4])
		list := []any{}
		for i, t := range replies(n) {
			list = append(list, map[string]any{"id": fmt.Sprint(n, "r", i), "uri": fmt.Sprintf("https://%s/r/%d-%d", host, n, i), "visibility": "public",
				"created_at": t.Format(time.RFC3339), "content": "<p>When do you open?</p>", "in_reply_to_id": fmt.Sprint(n),
				"account": map[string]any{"id": fmt.Sprint("r", i), "acct": fmt.Sprint("reader", i)}})
		}
		return map[string]any{"descendants": list}
	case strings.Contains(path, "/api/v1/statuses/"):
		n, _ := strconv.Atoi(path[strings.LastIndexByte(path, '/')+1:])
		return status(n)
	}
	return map[string]any{}
}

// TestPlanForetells compares what plan says before each run of some weeks with what the
// run then asks and deletes, by the server's count and by the record.
func TestPlanForetells(t *testing.T) {
	dir := t.TempDir()
	text := "version: 1\nunit: {name: Ministry, home: XR}\nroot: data\nkeys_dir: keys\ndeliver: []\n" +
		"replies: {collect: true, legal_basis: Foreign Service Act s. 1, dpia: DPIA 2026/14, contact: dpo@mfa.example}\naccounts:\n"
	for _, host := range slices.Sorted(maps.Keys(paces)) {
		text += fmt.Sprintf("  - {id: %s, platform: mastodon, handle: '@embassy@%s', mission: Mission}\n", strings.TrimSuffix(host, ".example"), host)
	}
	cfg, err := config.Parse([]byte(text), filepath.Join(dir, "tailor.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	server := &hamlets{now: time.Date(2026, 6, 1, 7, 0, 0, 0, time.UTC)}
	open := func() *jobs.Unit {
		t.Helper()
		now := server.now
		u, err := jobs.Open(t.Context(), jobs.Options{Config: cfg, Clock: data.Clock{AsOf: now}, Wall: func() time.Time { return now }, Transport: server})
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	plan := func() *Forecast {
		t.Helper()
		server.asked = map[string]int64{}
		p, err := Foretell(t.Context(), open())
		if err != nil {
			t.Fatal(err)
		}
		if len(server.asked) > 0 {
			t.Fatalf("plan asked %v", server.asked)
		}
		return p
	}
	words := func(p *Forecast) string {
		var b strings.Builder
		if err := p.Text(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	// run returns what a run asked by the server's count, and deleted by its record.
	run := func() (asked, deleted int64) {
		t.Helper()
		u := open()
		if _, err := u.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, n := range server.asked {
			asked += n
		}
		last, _, err := u.Ledger().Last()
		if err != nil {
			t.Fatal(err)
		}
		var noted int64
		for _, a := range last.Accounts {
			noted += a.Requests
		}
		if noted != asked {
			t.Errorf("the record says %d requests, the servers counted %d", noted, asked)
		}
		for _, s := range last.Stages {
			if s.Name == "terms" || s.Name == "seal" || s.Name == "expire" {
				deleted += s.Removed
			}
		}
		return asked, deleted
	}

	first := plan()
	if !first.AtLeast || first.Writes != nil || len(first.Deletes) > 0 {
		t.Errorf("before the first read plan knows %+v", first)
	}
	for _, want := range []string{"not known before the first read", "writes: not known before the first run", "deletes: nothing"} {
		if !strings.Contains(words(first), want) {
			t.Errorf("plan before the first read does not say %q:\n%s", want, words(first))
		}
	}
	if asked, _ := run(); asked < first.Requests {
		t.Errorf("the first run asked %d times, less than the %d that plan said at least", asked, first.Requests)
	}

	within := func(what string, planned, did int64) {
		t.Helper()
		if math.Abs(float64(planned-did)) > 0.1*float64(did) {
			t.Errorf("%s: planned %d %s, the run had %d", server.now.Format(time.DateOnly), planned, what, did)
		}
	}
	deletedAtAll, runs, pause := int64(0), 24, 24*time.Hour
	if testing.Short() {
		runs, pause = 8, 48*time.Hour
	}
	for n := range runs {
		server.now = server.now.Add(pause)
		if n == 5 {
			server.now = server.now.Add(3 * 24 * time.Hour) // a long weekend without a run
		}
		p := plan()
		if p.AtLeast || p.Writes == nil || strings.Contains(words(p), "not known") {
			t.Errorf("%s: plan is not sure:\n%s", server.now.Format(time.DateOnly), words(p))
		}
		var deletes int64
		for _, d := range p.Deletes {
			deletes += d.Rows
		}
		asked, deleted := run()
		t.Logf("%s: requests planned %d, done %d; rows to delete planned %d, done %d; rows to write planned %d",
			server.now.Format(time.DateOnly), p.Requests, asked, deletes, deleted, p.Writes.Rows)
		within("requests", p.Requests, asked)
		within("rows to delete", deletes, deleted)
		deletedAtAll += deleted
	}
	if deletedAtAll == 0 {
		t.Error("no run deleted a row; the comparison proves nothing")
	}
}
