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
	"github.com/digital-diplomacy/tailor/data"
)

// look reads known posts again.
func (c *client) look(ctx context.Context, posts []connectors.Known) (connectors.Page, error) {
	p := connectors.Page{Input: c.input("/api/v1/statuses/:id")}
	self, err := c.find(ctx) // a server that no longer knows the account proves nothing of its posts
	if err != nil {
		return p, err
	}
	for _, k := range posts {
		s, err := c.status(ctx, k.Post.Native())
		switch {
		case errors.Is(err, connectors.ErrGone) && self.Suspended.on:
		case errors.Is(err, connectors.ErrGone):
			p.Posts = append(p.Posts, data.Post{
				PostID: k.Post, AccountID: c.account.ID, Platform: data.Mastodon, PublishedAt: k.PublishedAt, Precision: data.BySecond,
				DeletedAt: c.env.Clock.Now(), ObservedAt: c.env.Clock.Now(), Source: data.SourceAPI, Paid: data.PaidUnknown,
			})
		case err != nil:
			return p, fmt.Errorf("read a status again: %w", err)
		case s != nil && c.native(s) == k.Post.Native():
			c.take(&p, []status{*s})
		}
	}
	return p, nil
}

// status reads one status by its native id. nil without an error says that this
// server cannot tell; an error that wraps ErrGone, that it is gone.
func (c *client) status(ctx context.Context, native string) (*status, error) {
	id := c.localID(native)
	if id == "" {
		return c.statusAt(ctx, native)
	}
	var s status
	if _, err := c.api.Get(ctx, "/api/v1/statuses/"+url.PathEscape(id), nil, &s); err != nil {
		return nil, err
	}
	return &s, nil
}

// localID takes the number that the API wants out of a URI, in the forms of Mastodon
// and GoToSocial: /users/NAME/statuses/ID, /ap/users/NUMBER/statuses/ID, both with
// /activity behind them for a boost, /@NAME/ID. It is "" for another server's posts
// and for other forms: Pleroma's /objects/UUID says nothing of its API's id, and
// asking for it would look like a deleted post. What the last page listed has its
// number from there.
func (c *client) localID(native string) string {
	if id := c.listed[native]; id != "" {
		return string(id)
	}
	u, err := url.Parse(native)
	if err != nil || !c.atHome(u.Host) {
		return ""
	}
	if id, ok := strings.CutPrefix(u.Fragment, "boost-"); ok {
		return id
	}
	part := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(part) > 0 && part[0] == "ap" {
		part = part[1:]
	}
	if len(part) == 5 && part[4] == "activity" {
		part = part[:4]
	}
	switch {
	case len(part) == 4 && part[0] == "users" && part[2] == "statuses",
		len(part) == 3 && strings.HasPrefix(part[0], "@") && part[1] == "statuses",
		len(part) == 2 && strings.HasPrefix(part[0], "@"):
		return part[len(part)-1]
	}
	return ""
}

// statusAt finds a status by its URI. If the search does not know it, the URI itself
// is asked on the account's own host: only a 404 or 410 of the very object says that
// it is gone.
func (c *client) statusAt(ctx context.Context, native string) (*status, error) {
	query := url.Values{"q": {native}, "type": {"statuses"}, "limit": {"5"}}
	if c.token {
		query.Set("resolve", "true")
	}
	var all found
	if _, err := c.api.Get(ctx, "/api/v2/search", query, &all); err != nil && !refused(err) {
		return nil, err
	}
	for i := range all.Statuses.Items {
		if s := &all.Statuses.Items[i]; c.native(s) == native {
			return s, nil
		}
	}
	return nil, c.gone(ctx, native)
}

// gone asks an object's own address, as another server of the network would. Where
// that is not the host of the API, one that does not answer says nothing.
func (c *client) gone(ctx context.Context, native string) error {
	u, err := url.Parse(native)
	if err != nil || u.Scheme != "https" || !c.atHome(u.Host) {
		return nil
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.Scheme+"://"+u.Host+u.EscapedPath(), nil)
	if err != nil {
		return nil
	}
	r.Header.Set("Accept", "application/activity+json")
	bare := &web.API{HTTP: c.env.HTTP}
	_, err = bare.Do(r, nil)
	elsewhere := !strings.EqualFold(u.Host, c.at.apiHost())
	if err == nil || !errors.Is(err, connectors.ErrGone) && (refused(err) || elsewhere && connectors.Retryable(err)) {
		return nil
	}
	return err
}
