package v2

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

// handle is the account's name without @.
func (c *client) handle() string { return strings.TrimPrefix(strings.TrimSpace(c.account.Handle), "@") }

// who asks X for the account, once.
func (c *client) who(ctx context.Context) (*user, error) {
	if c.self != nil {
		return c.self, nil
	}
	if c.handle() == "" || c.account.Everyone() {
		return nil, fmt.Errorf("%w: X is asked for one account at a time; give account %s its handle", connectors.ErrInput, c.account.ID)
	}
	if c.meter.room(forPosts, userPrice, 1) < 1 {
		return nil, c.meter.spent()
	}
	var out answer[user]
	query := url.Values{"usernames": {c.handle()}, "user.fields": {"created_at,protected,public_metrics,verified"}}
	if _, err := c.api.Get(ctx, "/2/users/by", query, &out); err != nil {
		return nil, err
	}
	c.spent = c.spent.Add(c.meter.count(nil, out.Data.Items))
	for i := range out.Data.Items {
		if u := &out.Data.Items[i]; v1.IsID(u.ID) && (u.Username == "" || connectors.SameHandle(u.Username, c.handle())) {
			c.self = u
			return u, nil
		}
	}
	for _, p := range out.Errors.Items {
		if !p.is("resource-not-found", "Not Found Error") {
			return nil, fmt.Errorf("%w: X does not show @%s to this token: it is suspended or withheld", connectors.ErrAuth, c.handle())
		}
	}
	return nil, fmt.Errorf("%w: X knows no account @%s; correct the handle of account %s", connectors.ErrInput, c.handle(), c.account.ID)
}

// counters reads the account's counters.
func (c *client) counters(ctx context.Context) (connectors.Page, error) {
	c.self = nil // a new round wants them anew
	u, err := c.who(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	snap := data.AccountSnapshot{
		AccountID: c.account.ID, Platform: data.X, ObservedAt: c.now(), Source: data.SourceAPI,
		Followers: u.Metrics.Followers.N, Following: u.Metrics.Following.N, PostsTotal: u.Metrics.Posts.N, Precision: "exact",
	}
	snap.Explain(map[string]data.Reason{"followers": data.NotCollected, "following": data.NotCollected, "posts_total": data.NotCollected})
	p := connectors.Page{Input: c.input("/2/users/by")}
	if snap.Followers != nil || snap.Following != nil || snap.PostsTotal != nil {
		p.Accounts = append(p.Accounts, snap)
	}
	return p, nil
}
