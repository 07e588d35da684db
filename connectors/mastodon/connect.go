package mastodon

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
)

// Needs says which credentials the connector uses.
func Needs() []connectors.Need {
	return []connectors.Need{{Name: "token", Optional: true, Doc: "An access token of the account. Without it, everything that " +
		"everybody may see is read, with at most 60 replies of a thread; some servers (GoToSocial as it comes) answer only with one. " +
		"On Mastodon: sign in to the account on its own server, Preferences, Development, New application; give it a name, tick only " +
		"read:accounts, read:statuses and read:search, submit, open the application and copy \"Your access token\". " +
		"On GoToSocial: Settings, Applications, New application with the scope read, then request its token. " +
		"The token of the platform is sent to own accounts' servers only; for another account name it <account id>-token."}}
}

// Terms says what the servers' rules ask. There is no common contract: each server
// has its own.
func Terms(connectors.Account) connectors.Terms {
	return connectors.Terms{Source: "each server's own rules and terms (/about, /terms-of-service); what people opt out of: " +
		"docs.joinmastodon.org/entities/Account (noindex, indexable), read 2026-11"}
}

// Connect tests the account and, if there is one, the token. It says in plain lines
// who the account is, and what may be read.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) (access connectors.Access, err error) {
	c, err := newClient(a, env)
	if err != nil {
		return access, fmt.Errorf("connect mastodon: %w", err)
	}
	self, err := c.find(ctx)
	if err != nil {
		return access, fmt.Errorf("connect mastodon: %w", err)
	}
	lines := []string{fmt.Sprintf("%s is found on %s.", c.at.full(), c.at.apiHost())}
	if c.remote() {
		lines = append(lines, "That is not the account's own server: it knows only a part of the replies and boosts. Leave out server:, or give the account's own.")
	}
	if self.Suspended.on {
		lines = append(lines, "The account is suspended by its server.")
	}
	if !c.token {
		access.Lines = append(lines, "There is no token: what everybody may see is read, with at most 60 replies of a thread.")
		return access, nil
	}
	var holder account
	_, err = c.api.Get(ctx, "/api/v1/accounts/verify_credentials", nil, &holder)
	switch {
	case err != nil:
		return connectors.Access{Lines: lines}, fmt.Errorf("connect mastodon: test the token: %w", err)
	case holder.ID == self.ID:
		lines = append(lines, "The token is the account's own: threads are read in full, up to 4096 replies. It does not expire by itself.")
	default:
		lines = append(lines, "The token is another account's on that server: threads are read in full. Statuses that only that account may see are never kept.")
	}
	access = c.scopes(ctx)
	access.Lines = append(lines, access.Lines...)
	return access, nil
}

// application is what a token belongs to; scopes are told from Mastodon 4.3 on.
type application struct {
	Scopes web.Each[text] `json:"scopes"`

	_ web.Ignored `names:"id,name,website,redirect_uri,redirect_uris,vapid_key,client_id,created_at"`
}

// scopes says what a token may do, what it lacks, and warns of one that may do more
// than read. Servers that do not tell give an empty Access.
func (c *client) scopes(ctx context.Context) (access connectors.Access) {
	var app application
	if _, err := c.api.Get(ctx, "/api/v1/apps/verify_credentials", nil, &app); err != nil {
		return access
	}
	var may []string
	for _, s := range app.Scopes.Items {
		may = append(may, string(s))
		if s != "profile" && s != "read" && !strings.HasPrefix(string(s), "read:") {
			access.Excess = append(access.Excess, string(s))
		}
	}
	if len(may) == 0 {
		return access
	}
	access.Lines = []string{"It may: " + strings.Join(may, ", ") + "."}
	for _, want := range []connectors.Scope{{Name: "read:statuses", Purpose: "threads in full"}, {Name: "read:accounts", Purpose: "the account and its counters"}} {
		if !slices.Contains(may, "read") && !slices.Contains(may, want.Name) {
			access.Lacks = append(access.Lacks, want)
		}
	}
	return access
}
