package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// serve starts a server and returns an API on it, which the Net vouches for.
func serve(t *testing.T, h http.HandlerFunc, o Options, b Budget) (*API, *Line) {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	o.Allow = append(o.Allow, strings.TrimPrefix(srv.URL, "http://"))
	line := New(o).Line(b)
	return &API{HTTP: line, Base: srv.URL}, line
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	asked := 0
	srv := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer srv.Close()
	port := srv.URL[strings.LastIndexByte(srv.URL, ':'):]
	for _, host := range []string{"127.0.0.1" + port, "localhost" + port, "[::1]" + port, "169.254.169.254", "10.0.0.1", "192.168.1.1:8443",
		"[::ffff:127.0.0.1]" + port, "0.0.0.0" + port, "[fe80::1]", "100.64.0.1", "metadata.google.internal.localhost"} {
		api := &API{HTTP: New(Options{Timeout: 5 * time.Second}).Line(Budget{}), Base: "https://" + host}
		if _, err := api.Get(context.Background(), "/", nil, nil); err == nil {
			t.Errorf("%s was asked", host)
		} else if !strings.HasPrefix(host, "metadata") && !errors.Is(err, connectors.ErrInput) {
			t.Errorf("%s: %v, want an error that a person must act on", host, err)
		}
	}
	for _, base := range []string{"http://social.example", "ftp://social.example", "file:///etc/passwd", "https://"} {
		api := &API{HTTP: New(Options{}).Line(Budget{}), Base: base}
		if _, err := api.Get(context.Background(), "/", nil, nil); !errors.Is(err, connectors.ErrInput) {
			t.Errorf("%s: %v, want a refusal", base, err)
		}
	}
	if asked > 0 {
		t.Errorf("the private server was asked %d times", asked)
	}
}

func TestRedirectsStaySafe(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a redirect led inside") }))
	defer inside.Close()
	api, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/inside":
			http.Redirect(w, r, inside.URL, http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/once":
			http.Redirect(w, r, "/end", http.StatusFound)
		default:
			fmt.Fprint(w, `{}`)
		}
	}, Options{}, Budget{})
	for path, good := range map[string]bool{"/inside": false, "/loop": false, "/once": true} {
		if _, err := api.Get(context.Background(), path, nil, nil); (err == nil) != good {
			t.Errorf("%s: %v", path, err)
		}
	}
	// A credential does not leave its host, even for one that is vouched for.
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a credential left its host") }))
	defer other.Close()
	api, _ = serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, http.StatusFound) },
		Options{Allow: []string{strings.TrimPrefix(other.URL, "http://")}}, Budget{})
	api.Header = http.Header{"X-Key": {"canary-key-0001"}}
	if _, err := api.Get(context.Background(), "/", nil, nil); !errors.Is(err, connectors.ErrInput) || strings.Contains(err.Error(), "canary") {
		t.Errorf("a redirect with a credential: %v", err)
	}
}

func TestAnswersAreCapped(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 64 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	api, line := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb.Bytes())
	}, Options{MaxBody: 1 << 20}, Budget{})
	if _, err := api.Get(context.Background(), "/", nil, nil); !errors.Is(err, ErrTooLarge) {
		t.Errorf("an answer of %d bytes that unpacks to 64 MiB: %v", bomb.Len(), err)
	}
	if used := line.Used(); used.Bytes > 2<<20 {
		t.Errorf("%d bytes were read of an answer that may have 1 MiB", used.Bytes)
	}
}

func TestBudget(t *testing.T) {
	for name, b := range map[string]Budget{"requests": {Requests: 3}, "bytes": {Bytes: 25}, "time": {Time: time.Nanosecond}} {
		api, line := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, `{"a":"1234"}`) }, Options{}, b)
		var err error
		n := 0
		for ; n < 10 && err == nil; n++ {
			_, err = api.Get(context.Background(), "/", nil, nil)
		}
		if !errors.Is(err, connectors.ErrBudget) || connectors.Retryable(err) || n > 4 {
			t.Errorf("budget of %s: %v after %d requests, used %+v", name, err, n, line.Used())
		}
	}
}

func TestFewRequestsAtATimeToOneHost(t *testing.T) {
	var now, most atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
		fmt.Fprint(w, `{}`)
	}))
	defer srv.Close()
	network := New(Options{Allow: []string{"127.0.0.1"}, PerHost: 2})
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() {
			api := &API{HTTP: network.Line(Budget{}), Base: srv.URL}
			if _, err := api.Get(context.Background(), "/", nil, nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() > 2 {
		t.Errorf("%d requests at a time to one host, want at most 2", most.Load())
	}
}

func TestErrorsByStatus(t *testing.T) {
	for status, kind := range map[int]error{400: connectors.ErrInput, 401: connectors.ErrAuth, 403: connectors.ErrAuth,
		404: connectors.ErrGone, 410: connectors.ErrGone, 408: connectors.ErrTransient, 422: connectors.ErrInput,
		500: connectors.ErrTransient, 502: connectors.ErrTransient, 503: connectors.ErrTransient, 504: connectors.ErrTransient} {
		api, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			fmt.Fprint(w, `{"error":{"message":"because\nof this"}}`)
		}, Options{}, Budget{})
		_, err := api.Get(context.Background(), "/thing", nil, nil)
		var e *Error
		if !errors.Is(err, kind) || !errors.As(err, &e) || e.Status != status || !strings.Contains(err.Error(), "/thing (because of this)") {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestNoErrorShowsAQueryOrACredential(t *testing.T) {
	const key = "canary-secret-4711"
	for name, h := range map[string]http.HandlerFunc{
		"refusal that repeats it": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprintf(w, `{"error":"bad token %s"}`, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
		},
		"connection lost": func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) },
		"no JSON":         func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Header.Get("Authorization")) },
	} {
		api, _ := serve(t, h, Options{}, Budget{})
		api.Header = http.Header{"Authorization": {"Bearer " + key}}
		var out struct{ A int }
		_, err := api.Get(context.Background(), "/", map[string][]string{"q": {"canary-query"}}, &out)
		if err == nil || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "canary") {
			t.Errorf("%s: %+v", name, err)
		}
		for cause := err; cause != nil; cause = errors.Unwrap(cause) {
			if strings.Contains(cause.Error(), "canary") {
				t.Errorf("%s: a cause shows it: %v", name, cause)
			}
		}
	}
}

func TestCutAnswerIsTransient(t *testing.T) {
	for _, body := range []string{`{"a": 1`, ``, `<html>`, `{"a": "x`} {
		api, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, body) }, Options{}, Budget{})
		var out struct{ A int }
		if _, err := api.Get(context.Background(), "/", nil, &out); !errors.Is(err, connectors.ErrTransient) {
			t.Errorf("answer %q: %v", body, err)
		}
	}
	api, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, `{"a":"words of somebody"}`) }, Options{}, Budget{})
	var out struct{ A int }
	if _, err := api.Get(context.Background(), "/", nil, &out); !errors.Is(err, connectors.ErrInput) || strings.Contains(err.Error(), "somebody") {
		t.Errorf("a value of a wrong type: %v", err)
	}
}
