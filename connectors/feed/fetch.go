package feed

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
)

// address is that of the config's server:, or of its handle: if that is one.
func address(a connectors.Account) (string, error) {
	s := strings.TrimSpace(cmp.Or(a.Server, a.Handle))
	for _, prefix := range []string{"feed://", "feed:"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			s = rest
		}
	}
	if s != "" && !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || !strings.Contains(u.Host, ".") && !strings.Contains(u.Host, ":") && u.Host != "localhost":
		return "", fmt.Errorf("%w: server: is no address of a feed; write it like https://news.example/feed", connectors.ErrInput)
	case u.User != nil:
		return "", fmt.Errorf("%w: server: holds a password; only public feeds are read", connectors.ErrInput)
	}
	u.Fragment, u.Path = "", cmp.Or(u.Path, "/")
	return u.String(), nil
}

// answer is what a server sent.
type answer struct {
	*web.Answer
	from *url.URL // where it was asked for
}

// fetch asks for the feed; nil if it has not changed. A page is looked through for
// the feed it names.
func (d *Driver) fetch(ctx context.Context, c *position) (*document, error) {
	a, err := d.ask(ctx, cmp.Or(c.Feed, d.address), c)
	if a == nil || err != nil {
		return nil, err
	}
	if named := feedOf(a); named != "" {
		if a, err = d.ask(ctx, named, &position{}); err != nil {
			return nil, err
		}
		c.Feed = named
	}
	return d.document(a)
}

// accept lists what is understood, the best first.
const accept = "application/atom+xml, application/rss+xml, application/feed+json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"

// ask sends one request; the answer is nil if the validators of c still hold.
func (d *Driver) ask(ctx context.Context, address string, c *position) (*answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: the address of the feed is not well formed", connectors.ErrInput)
	}
	r.Header.Set("Accept", accept)
	conditional := c.After == "" && (c.ETag != "" || c.Modified != "")
	if conditional {
		setUnlessEmpty(r.Header, "If-None-Match", c.ETag)
		setUnlessEmpty(r.Header, "If-Modified-Since", c.Modified)
	}
	got, err := d.api.Do(r, nil)
	var refused *web.Error
	switch {
	case errors.As(err, &refused) && refused.Status == http.StatusNotModified && conditional:
		return nil, nil
	case errors.Is(err, connectors.ErrInput) && conditional:
		// A server may be unable to deal with validators, for one because it sends on
		// to another host.
		return d.ask(ctx, address, &position{})
	case err != nil:
		return nil, err
	}
	return &answer{got, r.URL}, nil
}

func setUnlessEmpty(h http.Header, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}

// isPage reports whether an answer is a web page.
func isPage(body []byte) bool {
	start := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(body[:min(len(body), 512)], []byte("\ufeff"))))
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))
}

// feedOf is the address of the first feed that a web page names in its head, "" if
// the answer is no page or names none.
func feedOf(a *answer) string {
	if !isPage(a.Body) {
		return ""
	}
	z := html.NewTokenizer(bytes.NewReader(a.Body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.DataAtom == atom.Body {
				return ""
			}
			if t.DataAtom != atom.Link {
				continue
			}
			at := map[string]string{}
			for _, x := range t.Attr {
				at[x.Key] = x.Val
			}
			if kind := strings.ToLower(at["type"]); strings.Contains(strings.ToLower(at["rel"]), "alternate") &&
				(strings.HasSuffix(kind, "/rss+xml") || strings.HasSuffix(kind, "/atom+xml") || strings.HasSuffix(kind, "/feed+json")) {
				if u, err := a.from.Parse(strings.TrimSpace(at["href"])); err == nil && at["href"] != "" {
					return u.String()
				}
			}
		}
	}
}
