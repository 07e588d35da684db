package mastodon

import (
	"context"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// counters reads the account's own counters.
func (c *client) counters(ctx context.Context) (connectors.Page, error) {
	c.self = nil // read anew, in every round
	a, err := c.find(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	p := connectors.Page{Input: c.input("/api/v1/accounts/lookup")}
	s := data.AccountSnapshot{
		AccountID: c.account.ID, Platform: data.Mastodon, ObservedAt: c.env.Clock.Now(), Source: data.SourceAPI,
		Followers: a.Followers.N, Following: a.Following.N, PostsTotal: a.Statuses.N, Precision: "exact",
	}
	// A server that counts them and does not say sends -1.
	s.Explain(map[string]data.Reason{"followers": data.Hidden, "following": data.Hidden, "posts_total": data.Hidden})
	p.Accounts = append(p.Accounts, s)
	c.remarks(&p, a)
	return p, nil
}

// remarks notes what a person should know of the account.
func (c *client) remarks(p *connectors.Page, a *account) {
	note := func(what, hint string) {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: what, Hint: hint})
	}
	if a.Suspended.on {
		note("the account is suspended by its server", "ask the server's moderators")
	}
	if a.Moved.of != nil {
		note("the account has moved to another one", "add the new handle to the config and keep this one for its history")
	}
	if c.remote() {
		note("the server asked is not the account's own: its counters and replies are only those that reached it",
			"leave out server:, or give the account's own")
	}
	if c.account.Role != data.RoleOwn && c.account.Role != "" && optedOut(a) {
		note("the account asks not to be indexed or read by programs; its posts are not read", "ask its owner, or take it out of the config")
	}
}
