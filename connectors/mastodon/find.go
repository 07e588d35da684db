package mastodon

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
)

// find looks the account up, once, and moves the client to the host of the API if
// the handle's host says that it lives elsewhere.
func (c *client) find(ctx context.Context) (*account, error) {
	if c.self != nil {
		return c.self, nil
	}
	found, err := c.lookup(ctx)
	if absent(err) && !c.at.set {
		if base := c.finger(ctx); base != "" && base != c.at.base {
			c.moveTo(base)
			found, err = c.lookup(ctx)
		}
	}
	missing := err
	if absent(err) && c.at.acct() != c.at.user {
		found, err = c.lookupAtHome(ctx)
	}
	if absent(err) {
		found, err = c.search(ctx)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("look up the account: %w", err)
	case found == nil:
		return nil, fmt.Errorf("look up the account: %s is not known there, check the handle: %w", c.at.full(), missing)
	case found.ID == "":
		return nil, fmt.Errorf("look up the account: %w: %s answers without an account", connectors.ErrInput, c.at.apiHost())
	}
	c.self = found
	return found, nil
}

// lookup asks by name: Mastodon from 3.4, GoToSocial, Pleroma.
func (c *client) lookup(ctx context.Context) (*account, error) { return c.named(ctx, c.at.acct()) }

// lookupAtHome asks by the user's name alone, for servers that do not know their own
// accounts by the full one. Somebody of that name on another server than the handle's
// is somebody else.
func (c *client) lookupAtHome(ctx context.Context) (*account, error) {
	a, err := c.named(ctx, c.at.user)
	if err == nil && (strings.Contains(string(a.Acct), "@") || !strings.EqualFold(a.host(), c.at.host)) {
		return nil, connectors.ErrGone
	}
	return a, err
}

func (c *client) named(ctx context.Context, acct string) (*account, error) {
	var a account
	if _, err := c.api.Get(ctx, "/api/v1/accounts/lookup", url.Values{"acct": {acct}}, &a); err != nil {
		return nil, err
	}
	return &a, nil
}

// absent reports that a server does not know the account or the question: 404, 410,
// or a request that it does not understand.
func absent(err error) bool {
	var answer *web.Error
	if errors.Is(err, connectors.ErrGone) {
		return true
	}
	return errors.As(err, &answer) && (answer.Status == http.StatusMethodNotAllowed || answer.Status == http.StatusNotAcceptable || answer.Status == http.StatusNotImplemented)
}

// finger asks the handle's host where the account lives (RFC 7033), and returns the
// API's address; "" if it does not say. It goes without the token.
func (c *client) finger(ctx context.Context) string {
	bare := &web.API{HTTP: c.env.HTTP, Base: "https://" + c.at.host}
	var f finger
	if _, err := bare.Get(ctx, "/.well-known/webfinger", url.Values{"resource": {"acct:" + c.at.full()}}, &f); err != nil {
		return ""
	}
	for _, l := range f.Links {
		u, err := url.Parse(string(l.Href))
		if err == nil && l.Rel == "self" && strings.Contains(string(l.Type), "json") && u.Scheme == "https" && u.Host != "" && u.User == nil {
			return u.Scheme + "://" + strings.ToLower(u.Host)
		}
	}
	return ""
}

// moveTo has the client ask another host from now on.
func (c *client) moveTo(base string) {
	c.at.base = base
	c.api = &web.API{HTTP: c.env.HTTP, Base: base, Header: c.api.Header, Explain: c.explain}
}

// search finds the account by its exact name where there is no lookup. It returns
// nil if there is none, or the server does not let strangers search.
func (c *client) search(ctx context.Context) (*account, error) {
	var accounts web.Each[account]
	_, err := c.api.Get(ctx, "/api/v1/accounts/search", url.Values{"q": {c.at.full()}, "limit": {"5"}}, &accounts)
	if a := c.among(accounts.Items); a != nil || !refused(err) && err != nil {
		return a, err
	}
	query := url.Values{"q": {"@" + c.at.full()}, "type": {"accounts"}, "limit": {"5"}}
	if c.token {
		query.Set("resolve", "true")
	}
	var all found
	_, err = c.api.Get(ctx, "/api/v2/search", query, &all)
	if a := c.among(all.Accounts.Items); a != nil || !refused(err) && err != nil {
		return a, err
	}
	return nil, nil
}

// refused reports an answer that will not change by asking again.
func refused(err error) bool {
	return absent(err) || errors.Is(err, connectors.ErrAuth) || errors.Is(err, connectors.ErrInput)
}

// among returns the account of that very name.
func (c *client) among(accounts []account) *account {
	for i := range accounts {
		if a := &accounts[i]; a.ID != "" && strings.EqualFold(fullName(string(a.Acct), c.at.host), c.at.full()) {
			return a
		}
	}
	return nil
}

// fullName adds the host to the name of a server's own account, and makes it lower
// case.
func fullName(acct, host string) string {
	acct = strings.TrimPrefix(acct, "@")
	if acct != "" && !strings.Contains(acct, "@") {
		acct += "@" + host
	}
	return strings.ToLower(acct)
}

// remote reports whether the server asked is not the account's own, so that it knows
// only a part of what others did.
func (c *client) remote() bool {
	if c.self == nil {
		return false
	}
	_, host, ok := strings.Cut(strings.TrimPrefix(string(c.self.Acct), "@"), "@")
	return ok && !strings.EqualFold(host, c.at.apiHost())
}
