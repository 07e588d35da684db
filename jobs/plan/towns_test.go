package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// towns have one account each on a server in a platform's shape, which posts at a steady
// pace since long ago; two posts of three are replied to within the half hour, and once
// more on the next day.
type towns struct {
	mu      sync.Mutex
	now     time.Time
	asked   map[string]int64 // requests by host
	charged map[string]bool  // what a platform charges for: ids of posts and of users
	says    func(*towns, *http.Request) any
}

// paces is how many hours lie between two posts of a town.
var paces = map[string]int{"north": 5, "south": 11, "coast": 24}

var began = time.Date(2026, 3, 1, 0, 20, 0, 0, time.UTC)

func (w *towns) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.asked[r.URL.Host]++
	said := w.says(w, r)
	w.mu.Unlock()
	b, page := said.([]byte) // of a web page
	kind, err := "text/html; charset=utf-8", error(nil)
	if !page {
		kind = "application/json"
		b, err = json.Marshal(said)
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(bytes.NewReader(b)), Request: r}, err
}

// town is the one whose name stands in any of the texts.
func town(texts ...string) string {
	for name := range paces {
		if slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(t, name) }) {
			return name
		}
	}
	return ""
}

// nth is the number at the end of an id.
func nth(id string) int {
	n, _ := strconv.Atoi(id[max(len(id)-6, 0):])
	return n
}

func (w *towns) at(town string, n int) time.Time {
	return began.Add(time.Duration(n*paces[town]) * time.Hour)
}

func (w *towns) replies(town string, n int) []time.Time {
	var all []time.Time
	for _, after := range []time.Duration{30 * time.Minute, 21 * time.Hour} {
		if t := w.at(town, n).Add(after); !t.After(w.now) && n%3 > 0 {
			all = append(all, t)
		}
	}
	return all
}

// page is so many numbers of posts before one, newest first; an empty text is from the newest.
func (w *towns) page(town, before string, size int) []int {
	n := int(w.now.Sub(began).Hours()) / paces[town]
	if before != "" {
		n = nth(before) - 1
	}
	var all []int
	for ; n >= 0 && len(all) < size; n-- {
		all = append(all, n)
	}
	return all
}

// object is one of JSON.
type object = map[string]any

// each makes a list of what is said of each number.
func each(numbers []int, say func(n int) any) []any {
	all := []any{}
	for _, n := range numbers {
		all = append(all, say(n))
	}
	return all
}

// upTo is the numbers below n.
func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func saysMastodon(w *towns, r *http.Request) any {
	host, account := town(r.URL.Host), object{"id": "1", "username": "embassy", "acct": "embassy", "followers_count": 900}
	status := func(n int) any {
		return object{"id": fmt.Sprint(n), "uri": fmt.Sprintf("https://%s/users/embassy/statuses/%d", r.URL.Host, n), "visibility": "public",
			"created_at": w.at(host, n).Format(time.RFC3339), "content": "<p>Hours</p>", "replies_count": len(w.replies(host, n)), "favourites_count": n % 7, "account": account}
	}
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/lookup"):
		return account
	case strings.HasSuffix(path, "/accounts/1/statuses"):
		return each(w.page(host, r.URL.Query().Get("max_id"), 40), status)
	case strings.HasSuffix(path, "/context"):
		n := nth(strings.Split(path, "/")[4])
		times := w.replies(host, n)
		return object{"descendants": each(upTo(len(times)), func(i int) any {
			return object{"id": fmt.Sprint(n, "r", i), "uri": fmt.Sprintf("https://%s/r/%d-%d", r.URL.Host, n, i), "visibility": "public",
				"created_at": times[i].Format(time.RFC3339), "content": "<p>When do you open?</p>", "in_reply_to_id": fmt.Sprint(n),
				"account": object{"id": fmt.Sprint("r", i), "acct": fmt.Sprint("reader", i)}}
		})}
	case strings.Contains(path, "/api/v1/statuses/"):
		return status(nth(path[strings.LastIndexByte(path, '/')+1:]))
	}
	return object{}
}
