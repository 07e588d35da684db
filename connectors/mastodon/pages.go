package mastodon

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// posts reads one page of the account's statuses, replies and boosts among them. The
// token is the max_id of the page.
func (c *client) posts(ctx context.Context, token string) (walk.Listing, error) {
	self, err := c.find(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	if c.account.Role != data.RoleOwn && c.account.Role != "" && optedOut(self) {
		return walk.Listing{}, nil // remarks says so
	}
	query := url.Values{"limit": {strconv.Itoa(pageSize)}}
	if token != "" {
		query.Set("max_id", token)
	}
	var list web.Each[status]
	answer, err := c.api.Get(ctx, "/api/v1/accounts/"+url.PathEscape(string(self.ID))+"/statuses", query, &list)
	if err != nil {
		return walk.Listing{}, fmt.Errorf("list statuses: %w", err)
	}
	listing := walk.Listing{Page: connectors.Page{Input: c.input("/api/v1/accounts/:id/statuses")}}
	if token != "" && slices.ContainsFunc(list.Items, func(s status) bool { return string(s.ID) == token }) {
		return listing, nil // the server does not page: it gave what stands before max_id again
	}
	listing.Next = next(answer.Header, list.Items)
	listing.Rejects = list.Rejects(listing.Input, "status")
	c.listed = make(map[string]web.ID, len(list.Items))
	for i := range list.Items {
		c.listed[c.native(&list.Items[i])] = list.Items[i].ID
	}
	c.take(&listing.Page, list.Items)
	return listing, nil
}

// take adds statuses that everybody may read, each once.
func (c *client) take(p *connectors.Page, list []status) {
	seen, hidden := map[string]bool{}, int64(0)
	for i := range list {
		s := &list[i]
		switch native := c.native(s); {
		case !s.public():
			hidden++
		case native != "" && seen[native]:
		default:
			seen[native] = true
			c.add(p, s, i+1)
		}
	}
	if hidden > 0 {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: "statuses that are not for everybody were left out", Count: hidden})
	}
}

// next returns the max_id of the following page. The Link header says it; where a
// server sends none, it is the last status of the page.
func next(h http.Header, list []status) string {
	values := h.Values("Link")
	if len(values) == 0 {
		if len(list) == 0 {
			return ""
		}
		return string(list[len(list)-1].ID)
	}
	for _, link := range strings.Split(strings.Join(values, ","), ",") {
		target, parameters, _ := strings.Cut(link, ">")
		if _, target, _ = strings.Cut(target, "<"); !strings.Contains(strings.ReplaceAll(parameters, " ", ""), `rel="next"`) && !strings.Contains(parameters, "rel=next") {
			continue
		}
		if u, err := url.Parse(target); err == nil && u.Query().Get("max_id") != "" {
			return u.Query().Get("max_id")
		}
		if len(list) > 0 {
			return string(list[len(list)-1].ID)
		}
	}
	return ""
}
