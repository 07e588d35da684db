package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// The names under which servers say how many requests are left and when there will
// be more: Mastodon, X and Reddit X-RateLimit-..., Bluesky and the IETF's draft
// RateLimit-... .
var (
	resetNames     = []string{"X-Ratelimit-Reset", "Ratelimit-Reset", "X-Rate-Limit-Reset"}
	remainingNames = []string{"X-Ratelimit-Remaining", "Ratelimit-Remaining", "X-Rate-Limit-Remaining"}
)

// Limited is what an answer that asks to wait says: until when, if it says so.
func Limited(h http.Header) connectors.RateLimited {
	now := time.Now()
	if at, ok := moment(h.Get("Retry-After"), h, now); ok {
		return connectors.RateLimited{Reset: at}
	}
	for _, name := range resetNames {
		if at, ok := moment(h.Get(name), h, now); ok {
			return connectors.RateLimited{Reset: at}
		}
	}
	return connectors.RateLimited{}
}

// moment reads a time in any of the ways it is told: a date as in HTTP or ISO 8601,
// Unix seconds (X, Bluesky) or milliseconds, or seconds from now (Retry-After,
// Reddit). A moment told by the server's clock is moved to ours by the difference
// that the answer's own date shows.
func moment(v string, h http.Header, now time.Time) (time.Time, bool) {
	v = strings.TrimSpace(v)
	if v == "" {
		return time.Time{}, false
	}
	n, err := strconv.ParseFloat(v, 64)
	switch {
	case err == nil && (n < 0 || n != n):
		return time.Time{}, false
	case err == nil && n < 1e8: // a delta: nobody waits for three years
		return now.Add(time.Duration(n * float64(time.Second))), true
	case err == nil && n < 1e11:
		return ours(time.Unix(int64(n), 0), h, now), true
	case err == nil && n < 1e14:
		return ours(time.UnixMilli(int64(n)), h, now), true
	case err == nil:
		return time.Time{}, false
	}
	for _, layout := range []string{time.RFC3339Nano, http.TimeFormat, time.RFC1123Z, "2006-01-02 15:04:05 MST"} {
		if at, err := time.Parse(layout, v); err == nil {
			return ours(at, h, now), true
		}
	}
	return time.Time{}, false
}

// ours moves a moment from the server's clock to ours.
func ours(at time.Time, h http.Header, now time.Time) time.Time {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		// The date has whole seconds; rounding up never asks too early.
		return at.Add(now.Sub(date)).Add(time.Second).Truncate(time.Millisecond)
	}
	return at
}

// heed notes that nothing is left of a kind of request before a moment, so that it is
// not asked again to be told so. Servers count each kind by itself, or all together;
// in the latter case the next answer says so as well.
func (a *API) heed(path string, h http.Header) {
	for i, name := range remainingNames {
		if left, err := strconv.ParseFloat(strings.TrimSpace(h.Get(name)), 64); err != nil || left >= 1 {
			continue
		}
		if at, ok := moment(h.Get(resetNames[i]), h, time.Now()); ok {
			a.mu.Lock()
			if a.until == nil {
				a.until = map[string]time.Time{}
			}
			a.until[kindOfPath(path)] = at
			a.mu.Unlock()
		}
	}
}

// waitUntil returns until when the server wants no request of a path's kind; zero if
// it takes one.
func (a *API) waitUntil(path string) time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	if until := a.until[kindOfPath(path)]; time.Now().Before(until) {
		return until
	}
	return time.Time{}
}

// kindOfPath is a path without its ids: what holds a digit is one, but for versions
// like v1 and 2.
func kindOfPath(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if len(part) > 2 && strings.ContainsAny(part, "0123456789") {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, "/")
}
