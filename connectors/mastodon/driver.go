package mastodon

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// version goes up when the same answers give other rows.
const version = "1"

// pageSize is the most statuses that a server gives at once.
const pageSize = 40

// client asks one account's server. It is not safe for concurrent use.
type client struct {
	account connectors.Account
	env     connectors.Env
	at      address
	token   bool
	api     *web.API
	self    *account // once it was looked up
	// listed are the numbers that this server gave the statuses of the last page, by
	// their native ids.
	listed map[string]web.ID
}

// Open returns the driver of an account. The handle says the server, unless
// account.Server does. A token is used if there is one; nothing is asked for yet.
func Open(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	c, err := newClient(a, env)
	if err != nil {
		return nil, fmt.Errorf("open mastodon: %w", err)
	}
	return walk.New(a, env, walk.Platform{
		Info:    connectors.Info{Name: "mastodon", Version: version, Source: data.SourceAPI},
		Account: c.counters, Posts: c.posts, Look: c.look, LookSize: 1, Thread: c.replies, PageSize: pageSize,
		Unknown: func() []string { return c.api.Unknown() },
	}), nil
}

func newClient(a connectors.Account, env connectors.Env) (*client, error) {
	at, err := parseAddress(a)
	if err != nil {
		return nil, err
	}
	c := &client{account: a, env: env, at: at}
	header := http.Header{}
	token, err := c.secret()
	switch {
	case err == nil && token != "":
		header.Set("Authorization", "Bearer "+token)
		c.token = true
	case err != nil && !errors.Is(err, connectors.ErrAuth):
		return nil, fmt.Errorf("account %s: read its token: %w", a.ID, err)
	}
	c.api = &web.API{HTTP: env.HTTP, Base: at.base, Header: header, Explain: c.explain}
	return c, nil
}

// secret returns the account's token. The one of the platform is only for own
// accounts: it must not go to the servers of others.
func (c *client) secret() (string, error) {
	switch {
	case c.env.Secret == nil:
		return "", nil
	case c.account.Role == data.RoleOwn || c.account.Role == "":
		return c.env.Credential(c.account, "token")
	}
	return c.env.Secret(string(c.account.ID) + "-token")
}

// explain says what to do where a server wants a token, or another one.
func (c *client) explain(status int, _ http.Header, _ []byte) error {
	switch {
	case status != http.StatusUnauthorized && status != http.StatusForbidden:
		return nil
	case c.token:
		return fmt.Errorf("%w: the token is not valid there, or may not read this; run `tailor connect mastodon`", connectors.ErrAuth)
	}
	return fmt.Errorf("%w: the server answers only to a token; run `tailor connect mastodon`", connectors.ErrAuth)
}

// input names an endpoint in pages.
func (c *client) input(endpoint string) string { return c.at.apiHost() + endpoint }

// acct returns the full name, user@host, of an account that this server speaks of.
func (c *client) acct(name text) string {
	return fullName(string(name), c.localHost())
}

// localHost is what stands behind the @ of this server's own accounts: the handle's
// host, unless the account is another server's, or the handle names no host and the
// account's address does.
func (c *client) localHost() string {
	switch {
	case c.remote():
		return c.at.apiHost()
	case c.at.host == c.at.apiHost() && c.home() != "":
		return c.home()
	}
	return c.at.host
}

// home is the host in the addresses of this server's own accounts and statuses. It
// may be asked under another name. "" if it is not known.
func (c *client) home() string {
	if c.self == nil || c.remote() {
		return ""
	}
	return c.self.host()
}

// host is the host in an account's own address; "" if it tells none.
func (a *account) host() string {
	for _, address := range []text{a.URI, a.URL} {
		if u, err := url.Parse(string(address)); err == nil && u.Host != "" {
			return strings.ToLower(u.Host)
		}
	}
	return ""
}

// atHome reports whether a host is one under which this server names what is its own.
func (c *client) atHome(host string) bool {
	return !c.remote() && host != "" &&
		(strings.EqualFold(host, c.at.apiHost()) || strings.EqualFold(host, c.at.host) || strings.EqualFold(host, c.home()))
}

// ours reports whether an account is this one or another configured one.
func (c *client) ours(id web.ID, name text) bool {
	return c.self != nil && id != "" && id == c.self.ID || name != "" && c.env.IsOwn(data.Mastodon, c.acct(name))
}
