package cli

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// social is a fake server in Mastodon's shape with one account, embassy, for scripts.
// Its posts are of the last weeks, because what platforms show is always of today.
type social struct {
	*httptest.Server
	mu    sync.Mutex
	mode  string // ok, unauthorized, limited
	asked int
}

func newSocial() *social {
	s := &social{mode: "ok"}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	return s
}

// mode MODE makes the server answer so from now on; without an argument the requests
// so far are put into ASKED.
func (s *social) command(ts *testscript.TestScript, _ bool, args []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(args) == 1 {
		s.mode = args[0]
	}
	ts.Setenv("ASKED", fmt.Sprint(s.asked))
	s.asked = 0
}

func (s *social) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked++
	mode := s.mode
	s.mu.Unlock()
	switch mode {
	case "unauthorized":
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprint(w, `{"error":"This method requires an authenticated user"}`)
		return
	case "limited":
		w.Header().Set("X-RateLimit-Reset", time.Now().Add(24*time.Hour).UTC().Format(time.RFC3339))
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	_ = json.NewEncoder(w).Encode(s.content(r))
}

func (s *social) content(r *http.Request) any {
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/lookup"), strings.HasSuffix(path, "/verify_credentials"):
		return map[string]any{"id": "1", "username": "embassy", "acct": "embassy", "followers_count": 4321, "following_count": 12, "statuses_count": 24}
	case strings.HasSuffix(path, "/accounts/1/statuses"):
		list := []any{}
		for n := 24; n >= 1 && r.URL.Query().Get("max_id") == ""; n-- {
			list = append(list, s.status(n))
		}
		return list
	case strings.HasSuffix(path, "/context"):
		id := strings.Split(path, "/")[4]
		return map[string]any{"ancestors": []any{}, "descendants": []any{s.reply(id, 1), s.reply(id, 2)}}
	}
	var n int
	if _, err := fmt.Sscanf(r.URL.Path, "/api/v1/statuses/%d", &n); err == nil {
		return s.status(n)
	}
	return map[string]any{}
}

func (s *social) status(n int) map[string]any {
	return map[string]any{"id": fmt.Sprint(n), "uri": fmt.Sprintf("%s/users/embassy/statuses/%d", s.URL, n), "url": fmt.Sprintf("%s/@embassy/%d", s.URL, n),
		"created_at": time.Now().Add(-time.Duration(25-n) * 20 * time.Hour).UTC().Format(time.RFC3339), "visibility": "public", "language": "en",
		"content": fmt.Sprintf("<p>Passport hours this week, part %d</p>", n), "replies_count": 2, "reblogs_count": n % 4, "favourites_count": n % 9,
		"account": map[string]any{"id": "1", "username": "embassy", "acct": "embassy"}}
}

// reply is written by a made-up reader whose name must not be found anywhere.
func (s *social) reply(id string, n int) map[string]any {
	return map[string]any{"id": fmt.Sprint(id, "-", n), "uri": fmt.Sprintf("%s/users/canaryreader%d/statuses/%s", s.URL, n, id), "in_reply_to_id": id,
		"created_at": time.Now().Add(-time.Hour).UTC().Format(time.RFC3339), "visibility": "public", "language": "en",
		"content": "<p>When do you open? @canaryfriend@far.example</p>", "replies_count": 0,
		"account": map[string]any{"id": fmt.Sprint("r", n), "username": fmt.Sprint("canaryreader", n), "acct": fmt.Sprint("canaryreader", n), "display_name": "Canary Person"}}
}
