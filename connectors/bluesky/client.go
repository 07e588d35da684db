package bluesky

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

const (
	name    = "bluesky"
	version = "1"

	// public is the AppView that answers without a key.
	public = "https://public.api.bsky.app"
)

// client asks an AppView for one account.
type client struct {
	owner
	api   *web.API
	actor string // the handle or DID asked for
	host  string // of the AppView, for Page.Input

	known bool // the profile was read
	shut  bool // a peer who is to be shown to signed-in readers only
}

func newClient(a connectors.Account, env connectors.Env) (*client, error) {
	base, err := address(a.Server)
	if err != nil {
		return nil, fmt.Errorf("open account %s: %w", a.ID, err)
	}
	actor, err := identifier(a.Handle)
	if err != nil {
		return nil, fmt.Errorf("open account %s: %w", a.ID, err)
	}
	c := &client{owner: owner{account: a, env: env}, actor: actor, host: base.Host}
	c.api = &web.API{HTTP: env.HTTP, Base: strings.TrimSuffix(base.String(), "/"), Explain: explain}
	if strings.HasPrefix(actor, "did:") {
		c.did = actor
	}
	return c, nil
}

// address is where to ask. The names that people know Bluesky by are sites and
// servers that need a session; what they mean is the public AppView.
func address(server string) (*url.URL, error) {
	server = strings.TrimSpace(server)
	if server != "" && !strings.Contains(server, "://") {
		server = "https://" + server
	}
	u, err := url.Parse(server)
	if err != nil || server != "" && u.Host == "" {
		return nil, fmt.Errorf("%w: server: %q is no address; leave it out for Bluesky's own AppView, or write https://appview.example", connectors.ErrInput, server)
	}
	switch strings.TrimPrefix(strings.ToLower(u.Host), "www.") {
	case "", "bsky.app", "bsky.social", "api.bsky.app":
		return url.Parse(public)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), "/xrpc")}, nil
}

// identifier is the handle or DID that the config means: it may be written with @,
// or as the address of a profile.
func identifier(handle string) (string, error) {
	h := strings.TrimSpace(handle)
	if _, rest, ok := strings.Cut(h, "://"); ok {
		h = strings.TrimPrefix(rest[strings.IndexByte(rest, '/')+1:], "profile/")
		if strings.HasPrefix(strings.ToLower(handle), "at://") {
			h = rest
		}
	}
	h, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimSpace(h), "@"), "/")
	if strings.HasPrefix(h, "did:") {
		return h, nil
	}
	if !strings.Contains(strings.Trim(h, "."), ".") || strings.ContainsAny(h, " @?#:") {
		return "", fmt.Errorf("%w: handle: %q is no Bluesky handle; write it in full like embassy.example or name.bsky.social, or write its DID", connectors.ErrInput, handle)
	}
	return strings.ToLower(h), nil
}

// get asks for one method.
func (c *client) get(ctx context.Context, method string, query url.Values, out any) error {
	_, err := c.api.Get(ctx, "/xrpc/"+method, query, out)
	return err
}

func (c *client) input(method string) string { return c.host + "/xrpc/" + method }

// read asks for the account's profile.
func (c *client) read(ctx context.Context) (*profile, error) {
	var p profile
	if err := c.get(ctx, "app.bsky.actor.getProfile", url.Values{"actor": {c.actor}}, &p); err != nil {
		return nil, err
	}
	if !strings.HasPrefix(string(p.DID), "did:") {
		return nil, fmt.Errorf("%w: %s sends a profile without a DID; check that server: is an AppView", connectors.ErrInput, c.host)
	}
	c.did = string(p.DID)
	if err := c.same(); err != nil {
		return nil, err
	}
	c.known, c.shut = true, c.peer() && p.closed()
	return &p, nil
}

// same makes sure that a handle still is whose it was: a handle is a name on the web,
// which lapses, and anybody may take it up.
func (c *client) same() error {
	if c.did == c.actor || c.env.Known == nil {
		return nil
	}
	known, err := c.env.Known(c.account.ID)
	if err != nil {
		return err
	}
	for i, k := range known {
		switch authority := parseURI(k.Post.Native()).authority; {
		case authority == "" || authority == c.did:
			return nil
		case i == len(known)-1:
			return fmt.Errorf("%w: %s now is another account than the one read so far; if that is right, write its DID as handle:", connectors.ErrInput, c.actor)
		}
	}
	return nil
}

// identify makes sure that the account's DID is known, and of a peer whether it may
// be read.
func (c *client) identify(ctx context.Context) error {
	if c.known || c.did != "" && !c.peer() {
		return nil
	}
	_, err := c.read(ctx)
	return err
}

func (c *client) peer() bool { return c.account.Role != data.RoleOwn && c.account.Role != "" }

// errDeleted is the AppView's own word that a record is not there, which a 404 of a
// gateway is not.
var errDeleted = fmt.Errorf("the record was deleted: %w", connectors.ErrGone)

// explain reads an XRPC error: {"error": "Name", "message": "..."}.
func explain(status int, header http.Header, body []byte) error {
	var e struct {
		Error   string `json:"error"`
		Message string `json:"message"`
	}
	if json.Unmarshal(body, &e) != nil {
		return nil
	}
	switch e.Error {
	case "NotFound", "RecordNotFound":
		if status == http.StatusBadRequest || status == http.StatusNotFound {
			return errDeleted
		}
	case "AccountTakedown", "AccountDeactivated", "RepoTakendown", "RepoDeactivated", "RepoSuspended", "RepoNotFound":
		return fmt.Errorf("the account is closed or suspended; %w", connectors.ErrGone)
	case "AuthMissing", "AuthenticationRequired", "InvalidToken", "ExpiredToken":
		return fmt.Errorf("%w: this server wants a session; leave server: out, so that Bluesky's public AppView is asked", connectors.ErrAuth)
	case "RateLimitExceeded":
		return web.Limited(header)
	case "InvalidRequest":
		if strings.Contains(e.Message, "rofile not found") || strings.Contains(e.Message, "valid did or a handle") {
			return fmt.Errorf("%w: there is no such account; check handle:, which may have changed", connectors.ErrInput)
		}
	}
	return nil
}
