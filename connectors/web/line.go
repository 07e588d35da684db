package web

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Budget is what one account may use in one run; 0 is without end.
type Budget struct {
	Requests int64
	Bytes    int64         // of answers, unpacked
	Time     time.Duration // from its first request
}

// Usage is what an account used.
type Usage struct {
	Requests int64
	Bytes    int64
	Limited  int64 // answers that asked to wait
}

// Line is one account's way to the network. It may be used by several at once.
type Line struct {
	net    *Net
	budget Budget

	mu    sync.Mutex
	used  Usage
	began time.Time
}

// Line returns a new line with a budget of its own.
func (n *Net) Line(b Budget) *Line { return &Line{net: n, budget: b} }

// Used returns what was used so far.
func (l *Line) Used() Usage {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.used
}

// Do sends a request. It fails with an error that wraps [connectors.ErrBudget] when the budget
// is used up, with [connectors.ErrInput] for an address that must not be asked,
// and with [connectors.ErrTransient] when the network fails. No error shows more
// of an address than its host.
func (l *Line) Do(r *http.Request) (*http.Response, error) {
	if err := l.take(); err != nil {
		return nil, err
	}
	resp, err := l.net.do(r)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	if resp.StatusCode == http.StatusTooManyRequests {
		l.used.Limited++
	}
	l.mu.Unlock()
	resp.Body = &metered{resp.Body, l}
	return resp, nil
}

// take counts a request, if the budget holds one more.
func (l *Line) take() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.began.IsZero() {
		l.began = now
	}
	switch b := l.budget; {
	case b.Requests > 0 && l.used.Requests >= b.Requests:
		return fmt.Errorf("%w: %d requests", connectors.ErrBudget, b.Requests)
	case b.Bytes > 0 && l.used.Bytes >= b.Bytes:
		return fmt.Errorf("%w: %d bytes", connectors.ErrBudget, b.Bytes)
	case b.Time > 0 && now.Sub(l.began) >= b.Time:
		return fmt.Errorf("%w: %s", connectors.ErrBudget, b.Time)
	}
	l.used.Requests++
	return nil
}

// metered counts the bytes of an answer.
type metered struct {
	io.ReadCloser
	line *Line
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	m.line.mu.Lock()
	m.line.used.Bytes += int64(n)
	m.line.mu.Unlock()
	return n, err
}
