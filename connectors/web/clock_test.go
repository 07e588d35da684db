package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestAhead: the clock is compared with what most servers say; one that says nothing
// or nonsense has no voice.
func TestAhead(t *testing.T) {
	dates := []string{"", "yesterday", time.Now().Add(-2 * time.Hour).UTC().Format(http.TimeFormat),
		time.Now().Add(-2 * time.Hour).UTC().Format(http.TimeFormat), time.Now().Add(9000 * time.Hour).UTC().Format(http.TimeFormat)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Date"] = []string{dates[0]}
		dates = dates[1:]
	}))
	defer server.Close()
	n := New(Options{Allow: []string{strings.TrimPrefix(server.URL, "http://")}})
	for i := range 5 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := n.Line(Budget{}).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if _, ok := n.Ahead(); ok != (i >= 2) {
			t.Errorf("after %d answers the time is known: %v", i+1, ok)
		}
	}
	if ahead, _ := n.Ahead(); ahead < 2*time.Hour-time.Minute || ahead > 2*time.Hour+time.Minute {
		t.Errorf("the clock is %v ahead, want 2h", ahead)
	}
}
