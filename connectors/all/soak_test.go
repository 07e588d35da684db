package all

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

var soak = flag.Bool("soak", false, "the soak in full: 200 accounts with 200 posts with 50 replies each")

// crowd is a server of many accounts in Mastodon's shape. One in twenty of its
// answers goes wrong.
type crowd struct {
	posts, replies int
	now            time.Time
	random         *rand.Rand
	asked, wrong   int
}

func (c *crowd) RoundTrip(r *http.Request) (*http.Response, error) {
	c.asked++
	body, err := json.Marshal(c.answer(r.URL))
	if err != nil {
		return nil, err
	}
	status, header := http.StatusOK, http.Header{"Content-Type": {"application/json"}}
	if c.random.IntN(20) == 0 {
		c.wrong++
		switch c.random.IntN(5) {
		case 0:
			return nil, errors.New("connection reset")
		case 1:
			body = body[:len(body)/2]
		case 2:
			status, body = http.StatusInternalServerError, []byte("oops")
		case 3:
			status, body = http.StatusTooManyRequests, nil
			header.Set("X-RateLimit-Reset", time.Now().Add(time.Minute).UTC().Format(time.RFC3339))
		case 4:
			body = []byte("<html>")
		}
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(bytes.NewReader(body)), Request: r}, nil
}

// answer is the account u7, its statuses by falling id, or the context of one. The
// ids of account 7 are 7000000 and up, a reply's is its post's with a letter.
func (c *crowd) answer(u *url.URL) any {
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if u.Path == "/api/v1/accounts/lookup" {
		user, _ := strconv.Atoi(strings.TrimPrefix(strings.TrimSuffix(u.Query().Get("acct"), "@soak.example"), "u"))
		return map[string]any{"id": fmt.Sprint(user), "username": fmt.Sprint("u", user), "acct": fmt.Sprint("u", user), "followers_count": 10,
			"following_count": 1, "statuses_count": c.posts}
	}
	if len(parts) < 4 {
		return map[string]any{}
	}
	id, _ := strconv.Atoi(parts[3])
	switch {
	case parts[2] == "accounts":
		below := c.posts
		if max, err := strconv.Atoi(u.Query().Get("max_id")); err == nil {
			below = max - id*1000000
		}
		list := []any{}
		for n := below - 1; n >= 0 && len(list) < 40; n-- {
			list = append(list, c.status(id*1000000+n))
		}
		return list
	case len(parts) == 5:
		list := make([]any, c.replies)
		for n := range list {
			list[n] = c.reply(id, n)
		}
		return map[string]any{"ancestors": []any{}, "descendants": list}
	}
	return c.status(id)
}

func (c *crowd) status(id int) map[string]any {
	n := id % 1000000
	return map[string]any{"id": fmt.Sprint(id), "uri": fmt.Sprintf("https://soak.example/users/u%d/statuses/%d", id/1000000, id), "visibility": "public",
		"created_at": c.now.Add(-time.Duration(c.posts-n) * 2 * time.Hour).Format(time.RFC3339), "content": "<p>Passport hours</p>", "replies_count": c.replies,
		"reblogs_count": n % 5, "favourites_count": n % 17, "account": map[string]any{"id": fmt.Sprint(id / 1000000), "acct": fmt.Sprint("u", id/1000000)}}
}

func (c *crowd) reply(id, n int) map[string]any {
	return map[string]any{"id": fmt.Sprint(id, "r", n), "uri": fmt.Sprintf("https://soak.example/users/r/statuses/%d-%d", id, n), "visibility": "public",
		"created_at": c.now.Add(-time.Hour).Format(time.RFC3339), "content": "<p>When?</p>", "in_reply_to_id": fmt.Sprint(id), "replies_count": 0,
		"account": map[string]any{"id": fmt.Sprint("r", n), "acct": fmt.Sprint("reader", n)}}
}

// Nothing is lost and nothing comes twice, however often the server fails, and memory
// does not grow with what was read.
func TestSoak(t *testing.T) {
	accounts, posts, replies := 8, 60, 20
	if *soak {
		accounts, posts, replies = 200, 200, 50
	}
	synctest.Test(t, func(t *testing.T) {
		now := time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC) // of the posts; waiting goes by the bubble's clock
		server := &crowd{posts: posts, replies: replies, now: now, random: rand.New(rand.NewPCG(1, 2))}
		network := web.New(web.Options{Transport: server})
		began := heap()
		for n := range accounts {
			a := connectors.Account{ID: data.AccountID(fmt.Sprint("u", n)), Platform: "mastodon", Handle: fmt.Sprintf("@u%d@soak.example", n), Replies: true}
			env := connectors.Env{Clock: data.Clock{AsOf: now}, HTTP: network.Line(web.Budget{})}
			d, err := Open(a, env, Options{})
			if err != nil {
				t.Fatal(err)
			}
			source := connectors.NewSource(a, d)
			source.Retry.Tries = 12 // one in twenty to the twelfth will not happen
			gotPosts, gotReplies := map[data.PostID]int{}, map[string]int{}
			for p, err := range source.Pages(context.Background(), "") {
				if err != nil {
					t.Fatal(err)
				}
				for i := range p.Posts {
					gotPosts[p.Posts[i].PostID]++
				}
				for i := range p.Replies {
					gotReplies[p.Replies[i].Native]++
				}
			}
			once(t, "posts", gotPosts, posts)
			once(t, "replies", gotReplies, posts*replies)
		}
		grown := int64(heap()) - int64(began)
		t.Logf("%d requests, %d of them failed; the heap grew by %d KiB", server.asked, server.wrong, grown>>10)
		if grown > 16<<20 {
			t.Errorf("the heap grew by %d KiB over %d accounts", grown>>10, accounts)
		}
		if server.wrong < server.asked/40 {
			t.Errorf("only %d of %d answers went wrong", server.wrong, server.asked)
		}
	})
}

func once[K comparable](t *testing.T, what string, got map[K]int, want int) {
	t.Helper()
	if len(got) != want {
		t.Errorf("%d %s, want %d", len(got), what, want)
	}
	for k, n := range got {
		if n > 1 {
			t.Errorf("%v of %s came %d times", k, what, n)
		}
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
