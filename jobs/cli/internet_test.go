package cli

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// fakeInternet is the variable of the environment that holds the address of a test's
// server; a process that finds it asks that server in place of any other.
const fakeInternet = "TAILOR_TEST_INTERNET"

// internet leads every request to one server, which tells hosts apart by the header. Hosts
// whose names begin with "no-" do not exist.
type internet struct{ server string }

func (i internet) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.URL.Host, "no-") {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true}}
	}
	to := r.Clone(r.Context())
	to.Host, to.URL.Host, to.URL.Scheme = r.URL.Host, i.server, "http"
	return http.DefaultTransport.RoundTrip(to)
}

// town is a server in the shapes of Mastodon and Bluesky with one account each, "embassy",
// whose posts end at a moment.
type town struct {
	*httptest.Server
	until time.Time
	posts int

	mu     sync.Mutex
	asked  int
	before func(n int, r *http.Request) // called with the number of each request before it is answered
	status int                          // 0 answers, else every answer is this one
}

func newTown(t *testing.T, posts int) *town {
	t.Helper()
	s := &town{until: time.Now().Add(-time.Hour).UTC().Truncate(time.Second), posts: posts}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	return s
}

// env is the environment of processes that are to find this town.
func (s *town) env(more ...string) []string {
	return append(append(os.Environ(), fakeInternet+"="+strings.TrimPrefix(s.URL, "http://")), more...)
}

func (s *town) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

func (s *town) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked++
	n, before, status := s.asked, s.before, s.status
	s.mu.Unlock()
	if before != nil {
		before(n, r)
	}
	switch status {
	case http.StatusTooManyRequests:
		w.Header().Set("X-RateLimit-Reset", time.Now().Add(24*time.Hour).UTC().Format(time.RFC3339))
		w.WriteHeader(status)
		return
	case http.StatusUnauthorized:
		w.WriteHeader(status)
		fmt.Fprint(w, `{"error":"This method requires an authenticated user"}`)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/xrpc/") {
		s.bluesky(w, r)
		return
	}
	s.mastodon(w, r)
}

func (s *town) at(n int) string {
	return s.until.Add(-time.Duration(s.posts-n) * 7 * time.Hour).Format(time.RFC3339)
}

func (s *town) mastodon(w http.ResponseWriter, r *http.Request) {
	account := map[string]any{"id": "1", "username": "embassy", "acct": "embassy", "followers_count": 4321, "following_count": 12, "statuses_count": s.posts}
	post := func(n int) map[string]any {
		return map[string]any{"id": fmt.Sprint(n), "uri": fmt.Sprintf("https://%s/users/embassy/statuses/%d", r.Host, n), "visibility": "public",
			"created_at": s.at(n), "language": "en", "content": fmt.Sprintf("<p>Passport hours, part %d</p>", n),
			"replies_count": 2, "reblogs_count": n % 4, "favourites_count": n % 9, "account": account}
	}
	var answer any
	var n int
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/lookup"):
		if !strings.HasPrefix(r.URL.Query().Get("acct"), "embassy") {
			w.WriteHeader(http.StatusNotFound)
			fmt.Fprint(w, `{"error":"Record not found"}`)
			return
		}
		answer = account
	case strings.HasSuffix(path, "/accounts/1/statuses"):
		from := s.posts
		if _, err := fmt.Sscanf(r.URL.Query().Get("max_id"), "%d", &from); err == nil {
			from--
		}
		list := []any{}
		for n := from; n >= 1 && len(list) < 40; n-- {
			list = append(list, post(n))
		}
		answer = list
	case strings.HasSuffix(path, "/context"):
		id := strings.Split(path, "/")[4]
		list := []any{}
		for i := range 2 {
			list = append(list, map[string]any{"id": fmt.Sprint(id, "r", i), "uri": fmt.Sprintf("https://%s/r/%s-%d", r.Host, id, i), "in_reply_to_id": id,
				"created_at": s.until.Add(time.Minute).Format(time.RFC3339), "visibility": "public", "language": "en", "content": "<p>When do you open?</p>",
				"account": map[string]any{"id": fmt.Sprint("r", i), "username": fmt.Sprint("reader", i), "acct": fmt.Sprint("reader", i)}})
		}
		answer = map[string]any{"ancestors": []any{}, "descendants": list}
	default:
		if _, err := fmt.Sscanf(path, "/api/v1/statuses/%d", &n); err != nil {
			w.WriteHeader(http.StatusNotFound)
			fmt.Fprint(w, `{"error":"Record not found"}`)
			return
		}
		answer = post(n)
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func (s *town) bluesky(w http.ResponseWriter, r *http.Request) {
	const did = "did:plc:embassyembassyembassyem"
	profile := map[string]any{"did": did, "handle": "embassy.example", "followersCount": 99, "followsCount": 3, "postsCount": s.posts}
	var answer any
	switch strings.TrimPrefix(r.URL.Path, "/xrpc/") {
	case "app.bsky.actor.getProfile":
		if actor := r.URL.Query().Get("actor"); actor != "embassy.example" && actor != did {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"error":"InvalidRequest","message":"Profile not found"}`)
			return
		}
		answer = profile
	case "app.bsky.feed.getAuthorFeed":
		feed := []any{}
		for n := s.posts; n >= 1; n-- {
			key := fmt.Sprintf("3lvaaaaaa%04d", n)
			feed = append(feed, map[string]any{"post": map[string]any{
				"uri": "at://" + did + "/app.bsky.feed.post/" + key, "cid": "bafyreia" + key, "author": profile,
				"record":    map[string]any{"$type": "app.bsky.feed.post", "text": fmt.Sprint("Opening hours ", n), "createdAt": s.at(n), "langs": []string{"en"}},
				"likeCount": n % 8, "replyCount": 0, "repostCount": n % 3, "quoteCount": 0, "indexedAt": s.at(n)}})
		}
		answer = map[string]any{"feed": feed}
	default:
		answer = map[string]any{"posts": []any{}}
	}
	_ = json.NewEncoder(w).Encode(answer)
}
