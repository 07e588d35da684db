package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// The ways of telling a reset: Mastodon's ISO time, X's and Bluesky's Unix seconds,
// seconds from now as in Retry-After and at Reddit, an HTTP date.
func TestWaysToTellAReset(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now()
		in := now.Add(15 * time.Minute)
		for name, h := range map[string]http.Header{
			"mastodon":    {"X-Ratelimit-Reset": {in.UTC().Format("2006-01-02T15:04:05.000000Z")}},
			"x":           {"X-Rate-Limit-Reset": {fmt.Sprint(in.Unix())}},
			"bluesky":     {"Ratelimit-Reset": {fmt.Sprint(in.Unix())}},
			"reddit":      {"X-Ratelimit-Reset": {"900"}},
			"retry after": {"Retry-After": {"900"}, "X-Rate-Limit-Reset": {"1"}},
			"http date":   {"Retry-After": {in.UTC().Format(http.TimeFormat)}},
			"millis":      {"Ratelimit-Reset": {fmt.Sprint(in.UnixMilli())}},
			// The server's clock is an hour ahead; what it means is 15 minutes all the same.
			"clock skew": {"X-Rate-Limit-Reset": {fmt.Sprint(in.Add(time.Hour).Unix())}, "Date": {now.Add(time.Hour).UTC().Format(http.TimeFormat)}},
		} {
			if got := Limited(h).Reset; got.Before(in.Add(-time.Second)) || got.After(in.Add(2*time.Second)) {
				t.Errorf("%s: reset in %s, want 15 min", name, got.Sub(now))
			}
		}
		for _, v := range []string{"", "soon", "-5", "NaN", "1e300"} {
			if got := Limited(http.Header{"Retry-After": {v}}).Reset; !got.IsZero() {
				t.Errorf("Retry-After %q: %s, want no reset", v, got)
			}
		}
	})
}

type answering func(*http.Request) *http.Response

func (f answering) Do(r *http.Request) (*http.Response, error) { return f(r), nil }

// When the last request of a window is spent, the next is not sent before the reset.
func TestNothingIsAskedWhenNothingIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		api := &API{Base: "https://a.example", HTTP: answering(func(*http.Request) *http.Response {
			asked++
			h := http.Header{"X-Rate-Limit-Remaining": {"0"}, "X-Rate-Limit-Reset": {fmt.Sprint(time.Now().Add(time.Minute).Unix())}}
			return &http.Response{StatusCode: 200, Header: h, Body: http.NoBody}
		})}
		if _, err := api.Get(context.Background(), "/", nil, nil); err != nil {
			t.Fatal(err)
		}
		var limited connectors.RateLimited
		if _, err := api.Get(context.Background(), "/", nil, nil); !errors.As(err, &limited) || asked != 1 {
			t.Errorf("the second request: %v after %d requests", err, asked)
		}
		time.Sleep(time.Until(limited.Reset) + time.Second)
		if _, err := api.Get(context.Background(), "/", nil, nil); err != nil || asked != 2 {
			t.Errorf("after the reset: %v after %d requests", err, asked)
		}
	})
}
