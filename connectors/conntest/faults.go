package conntest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

// fault is something that can go wrong with one answer.
type fault struct {
	name string
	do   func(r *http.Request, resp *http.Response) (*http.Response, error)
}

// passing are faults that pass by themselves: what is read over them must be the
// same as without.
var passing = []fault{
	{"500", status(http.StatusInternalServerError, nil, `{"error":"oops"}`)},
	{"502 with a web page", status(http.StatusBadGateway, nil, "<html>bad gateway</html>")},
	{"429 for 15 minutes", status(http.StatusTooManyRequests, http.Header{"Retry-After": {"900"}}, `{}`)},
	{"429 until an unknown time", status(http.StatusTooManyRequests, nil, ``)},
	{"200 with a web page", status(http.StatusOK, nil, "<html>maintenance</html>")},
	{"cut JSON", func(_ *http.Request, resp *http.Response) (*http.Response, error) {
		b, err := io.ReadAll(resp.Body)
		resp.Body = io.NopCloser(bytes.NewReader(b[:len(b)/2]))
		return resp, err
	}},
	{"connection lost within the body", func(_ *http.Request, resp *http.Response) (*http.Response, error) {
		b, err := io.ReadAll(resp.Body)
		resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader(b[:len(b)/2]), failing{io.ErrUnexpectedEOF}))
		return resp, err
	}},
	{"connection refused", func(*http.Request, *http.Response) (*http.Response, error) {
		return nil, errors.New("dial tcp: connection refused")
	}},
	{"a body that never ends", func(r *http.Request, resp *http.Response) (*http.Response, error) {
		resp.Body = stuck{r.Context()}
		return resp, nil
	}},
}

func status(code int, header http.Header, body string) func(*http.Request, *http.Response) (*http.Response, error) {
	return func(r *http.Request, _ *http.Response) (*http.Response, error) {
		h := header.Clone()
		if h == nil {
			h = http.Header{}
		}
		return respond(r, code, h, []byte(body)), nil
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// stuck is a body that gives nothing until its request ends.
type stuck struct{ ctx context.Context }

func (s stuck) Read([]byte) (int, error) {
	select {
	case <-s.ctx.Done():
		return 0, context.Cause(s.ctx)
	case <-time.After(24 * time.Hour):
		return 0, io.EOF
	}
}

func (s stuck) Close() error { return nil }

// faulty is a transport whose nth answer (from 0) goes wrong; with n -1 every one.
type faulty struct {
	http.RoundTripper
	n     int
	fault fault
	count int
}

func (f *faulty) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := f.RoundTripper.RoundTrip(r)
	n := f.count
	f.count++
	if err != nil || f.n >= 0 && n != f.n {
		return resp, err
	}
	return f.fault.do(r, resp)
}
