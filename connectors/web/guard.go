package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"code.dny.dev/ssrf"

	"github.com/digital-diplomacy/tailor/connectors"
)

// allowed are the hosts that the unit itself vouches for: its own servers, and those
// of tests. All others must be on the public internet and speak TLS.
type allowed []string

func allowing(hosts []string) allowed {
	a := make(allowed, len(hosts))
	for i, h := range hosts {
		a[i] = strings.ToLower(h)
	}
	return a
}

// has reports whether a host, which may have a port, is vouched for: by its very
// name and port, or by its name for every port.
func (a allowed) has(hostport string) bool {
	hostport = strings.ToLower(hostport)
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	return slices.Contains(a, hostport) || slices.Contains(a, host)
}

// check refuses addresses that need no look-up to be seen to be unsafe.
func (a allowed) check(u *url.URL) error {
	switch {
	case u.Host == "":
		return fmt.Errorf("%w: the address names no host", connectors.ErrInput)
	case u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("%w: %s is asked over https only, not %q", connectors.ErrInput, u.Host, u.Scheme)
	case a.has(u.Host):
		return nil
	case u.Scheme != "https":
		return fmt.Errorf("%w: %s would be asked without encryption; write https, or list the host under network.allow if it is your own", connectors.ErrInput, u.Host)
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		if err := guardian().SafeAddr(ip.Unmap().WithZone("")); err != nil {
			return a.refuse(u.Host)
		}
	}
	return nil
}

func (a allowed) refuse(host string) error {
	return fmt.Errorf("%w: %s is an address inside a private network; list it under network.allow if it is your own", connectors.ErrInput, host)
}

// guardian knows which addresses are not on the public internet, from the
// registries of IANA.
func guardian() *ssrf.Guardian { return ssrf.New(ssrf.WithAnyPort()) }

// refused reports whether the guardian stopped a connection.
func refused(err error) bool {
	return errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedNetwork) || errors.Is(err, ssrf.ErrProhibitedPort)
}

// transport dials only where it may. The guardian looks at the resolved address in
// the moment of dialing, so a name that changes its mind gains nothing.
func (a allowed) transport() http.RoundTripper {
	open := &net.Dialer{Timeout: 20 * time.Second}
	guarded := &net.Dialer{Timeout: 20 * time.Second, Control: guardian().Safe}
	proxies := proxyHosts()
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if a.has(address) || proxies.has(address) {
				return open.DialContext(ctx, network, address)
			}
			conn, err := guarded.DialContext(ctx, network, address)
			if err != nil && refused(err) {
				return nil, a.refuse(address)
			}
			return conn, err
		},
		ForceAttemptHTTP2: true, MaxIdleConns: 64, MaxIdleConnsPerHost: 4, IdleConnTimeout: 90 * time.Second,
		TLSHandshakeTimeout: 20 * time.Second, ResponseHeaderTimeout: 60 * time.Second, MaxResponseHeaderBytes: 1 << 20,
	}
}

// proxyHosts are the proxies of the environment. A ministry's proxy stands inside,
// and it is the proxy that then decides which addresses can be reached.
func proxyHosts() allowed {
	var hosts []string
	for _, address := range []string{"https://example.org", "http://example.org"} {
		r, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			continue
		}
		if proxy, err := http.ProxyFromEnvironment(r); err == nil && proxy != nil {
			hosts = append(hosts, proxy.Hostname())
		}
	}
	return allowing(hosts)
}
