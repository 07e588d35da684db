// Package serve shows a unit on a page in the browser of the same machine: its
// reports, how its jobs stand, what its tables mean and hold, and the answer desk.
// It only reads; the one thing it writes is the audit log's note that somebody looked
// at texts. There is no script on any page.
//
// What keeps others out: it listens on loopback addresses only; each request needs
// the cookie that the address printed at the start sets; a request for another host
// name is refused, so that a page elsewhere cannot reach it by rebinding its name;
// only GET and HEAD are answered, so that no page elsewhere can make it do a thing.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/digital-diplomacy/tailor/jobs"
)

// Timeouts. A page of a large table takes seconds; nobody sends bodies.
const (
	readTime  = 10 * time.Second
	writeTime = 2 * time.Minute
	stopTime  = 5 * time.Second
)

// Listen listens on a loopback address, like 127.0.0.1:0 (a free port) or
// localhost:8317. Any other address is refused: the page is for who sits here.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("listen on %q: give an address and a port, like 127.0.0.1:8317", address)
	}
	if host == "localhost" {
		host = "127.0.0.1" // what the name means here is not asked
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !ip.Unmap().IsLoopback() || ip.Zone() != "" {
		return nil, fmt.Errorf("listen on %q: only addresses of this machine itself are served, like 127.0.0.1:8317; nothing is shown to the network", address)
	}
	return new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(ip.Unmap().String(), port))
}

// Server is the page of one unit behind one listener.
type Server struct {
	site     *site
	guard    *guard
	listener net.Listener
}

// New makes the page of a unit. now is the clock that waiting times are told by; nil
// is the clock on the wall.
func New(u *jobs.Unit, l net.Listener, now func() time.Time) (*Server, error) {
	if now == nil {
		now = u.Wall
	}
	s, err := newSite(u, now)
	if err != nil {
		return nil, err
	}
	return &Server{site: s, guard: newGuard(l.Addr()), listener: l}, nil
}

// Address is what to open in the browser. It holds the token, so it is for the
// person who started the server alone.
func (s *Server) Address() string { return s.guard.address() }

// Serve answers until the context ends, then lets the pages in hand be finished. It
// closes the listener.
func (s *Server) Serve(ctx context.Context) error {
	server := &http.Server{
		Handler: s.guard.protect(s.site.routes()), ReadTimeout: readTime, WriteTimeout: writeTime, MaxHeaderBytes: 16 << 10,
		ErrorLog: log.New(io.Discard, "", 0), BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	stopped := make(chan error, 1)
	unhook := context.AfterFunc(ctx, func() {
		soon, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		err := server.Shutdown(soon)
		if errors.Is(err, context.DeadlineExceeded) {
			err = server.Close()
		}
		stopped <- err
	})
	err := server.Serve(s.listener)
	if unhook() { // it ended by itself
		return errors.Join(err, server.Close())
	}
	return <-stopped
}
