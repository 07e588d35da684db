package web

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Options say how a Net behaves. The zero value is what a run wants.
type Options struct {
	Transport http.RoundTripper // nil: the network, guarded
	Agent     string            // User-Agent; "" names the program
	Allow     []string          // hosts, with or without port, that may be private or spoken to without TLS
	PerHost   int               // requests at a time to one host; 0 is 2
	Timeout   time.Duration     // for one request with its answer; 0 is 60 s
	MaxBody   int64             // bytes of an answer after decompression; 0 is 16 MiB
	Now       func() time.Time  // this computer's clock, for [Net.Ahead]; nil: time.Now
	Grace     time.Duration     // how long a request that was sent may still be answered once its context has ended; 0 is not at all
}

// Net is the way to the network that the accounts of a run share. It may be used by
// several at once.
type Net struct {
	client  *http.Client
	agent   string
	allow   allowed
	perHost int
	maxBody int64
	grace   time.Duration
	now     func() time.Time

	mu    sync.Mutex
	hosts map[string]chan struct{} // free places by host
	ahead []time.Duration          // what each answer's Date says of this computer's clock
}

// maxRedirects is how often an answer may send a request elsewhere.
const maxRedirects = 5

// New returns a Net.
func New(o Options) *Net {
	n := &Net{agent: cmp.Or(o.Agent, "tailor"), allow: allowing(o.Allow), perHost: cmp.Or(o.PerHost, 2),
		maxBody: cmp.Or(o.MaxBody, 16<<20), grace: o.Grace, now: o.Now, hosts: map[string]chan struct{}{}}
	if n.now == nil {
		n.now = time.Now
	}
	transport := o.Transport
	if transport == nil {
		transport = n.allow.transport()
	}
	n.client = &http.Client{Transport: transport, Timeout: cmp.Or(o.Timeout, time.Minute), CheckRedirect: n.redirect}
	return n
}

// redirect follows an answer elsewhere only if that is as safe as the first request
// was, and never takes a credential to another host.
func (n *Net) redirect(to *http.Request, via []*http.Request) error {
	first := via[0]
	switch {
	case len(via) > maxRedirects:
		return fmt.Errorf("%w: more than %d redirects", connectors.ErrInput, maxRedirects)
	case to.URL.Host != first.URL.Host && credentialed(first):
		return fmt.Errorf("%w: %s sends on to %s; a request with credentials stays with its host", connectors.ErrInput, first.URL.Host, to.URL.Host)
	}
	return n.allow.check(to.URL)
}

// credentialed reports whether a request has more to it than what every visitor
// sends.
func credentialed(r *http.Request) bool {
	for name := range r.Header {
		switch name {
		case "User-Agent", "Accept", "Accept-Language", "Referer", "If-None-Match", "If-Modified-Since":
		default:
			return true
		}
	}
	return false
}

// finishing is a context that outlives another by grace, so that what is in hand when
// somebody stops the program is read and kept rather than thrown away.
func finishing(ctx context.Context, grace time.Duration) (context.Context, func()) {
	if grace <= 0 {
		return ctx, func() {}
	}
	out, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(grace, func() { cancel(context.Cause(ctx)) })
	})
	return out, func() {
		stop()
		cancel(nil)
	}
}

// do sends a request when its host has a free place. The place is kept until the
// answer's body is closed.
func (n *Net) do(r *http.Request) (*http.Response, error) {
	if err := n.allow.check(r.URL); err != nil {
		return nil, err
	}
	place := n.places(r.URL.Host)
	select {
	case place <- struct{}{}:
	case <-r.Context().Done():
		return nil, context.Cause(r.Context())
	}
	inHand, stop := finishing(r.Context(), n.grace)
	free := sync.OnceFunc(func() {
		stop()
		<-place
	})
	r = r.Clone(inHand)
	r.Header.Set("User-Agent", n.agent)
	resp, err := n.client.Do(r)
	if err != nil {
		err = n.failed(r, err)
		free()
		return nil, err
	}
	n.compare(resp)
	resp.Body = &body{ReadCloser: resp.Body, left: n.maxBody, closed: free}
	return resp, nil
}

func (n *Net) places(host string) chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.hosts[host] == nil {
		n.hosts[host] = make(chan struct{}, n.perHost)
	}
	return n.hosts[host]
}

// failed says what became of a request that got no answer, without its address,
// which may hold what nobody should read. What may pass by itself is transient.
func (n *Net) failed(r *http.Request, err error) error {
	if ctx := r.Context(); ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return fmt.Errorf("ask %s: %w", r.URL.Host, kindOf(err))
}

// kindOf sorts what the HTTP client says: errors of our own and refused addresses
// stay as they are, anything else is the network's weather.
func kindOf(err error) error {
	err = bare(err)
	if errors.Is(err, connectors.ErrInput) || refused(err) {
		return err
	}
	if dns := (*net.DNSError)(nil); errors.As(err, &dns) && dns.IsNotFound {
		return fmt.Errorf("%w: no server of that name is found; check how it is spelt in the settings, or whether this machine is online", connectors.ErrTransient)
	}
	if expired := (x509.CertificateInvalidError{}); errors.As(err, &expired) && expired.Reason == x509.Expired {
		return fmt.Errorf("%w: its certificate is not valid at this moment; see whether this computer's clock is right (%w)", connectors.ErrTransient, err)
	}
	return fmt.Errorf("%w: %w", connectors.ErrTransient, err)
}
