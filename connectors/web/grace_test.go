package web

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// An answer to a request that was sent is still read when the context ends meanwhile;
// nothing is sent after that; without grace the request ends with its context.
func TestGrace(t *testing.T) {
	asked, answer := make(chan struct{}, 1), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		select {
		case <-answer:
			_, _ = io.WriteString(w, "the page in hand")
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close)
	ask := func(ctx context.Context, grace time.Duration) (string, error) {
		n := New(Options{Allow: []string{strings.TrimPrefix(server.URL, "http://")}, Grace: grace})
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := n.Line(Budget{}).Do(r)
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		return string(b), err
	}
	interrupted := func() context.Context {
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			<-asked
			cancel()
		}()
		return ctx
	}
	if _, err := ask(interrupted(), 0); !errors.Is(err, context.Canceled) {
		t.Errorf("without grace: %v, want it canceled", err)
	}
	if _, err := ask(interrupted(), 20*time.Millisecond); !errors.Is(err, context.Canceled) {
		t.Errorf("with an answer that comes after the grace: %v, want it canceled", err)
	}
	time.AfterFunc(50*time.Millisecond, func() { close(answer) })
	if got, err := ask(interrupted(), time.Minute); err != nil || got != "the page in hand" {
		t.Errorf("with grace: %q, %v", got, err)
	}
}

// A name that no server has is told with what to do, and not taken for an interruption.
func TestNoSuchServer(t *testing.T) {
	nowhere := roundTrip(func(r *http.Request) (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true}}
	})
	for _, grace := range []time.Duration{0, time.Minute} {
		n := New(Options{Transport: nowhere, Grace: grace})
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://socail.example/secret?token=1", nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = n.Line(Budget{}).Do(r)
		if !errors.Is(err, connectors.ErrTransient) || !strings.Contains(err.Error(), "ask socail.example: ") || !strings.Contains(err.Error(), "check how it is spelt") {
			t.Errorf("grace %v: %v", grace, err)
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
