package meta

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// resolve finds the account by its user name or id.
func (i *instagram) resolve(ctx context.Context) (*account, error) {
	if i.found != nil {
		return i.found, nil
	}
	handle := profileHandle(i.account.Handle, "instagram.com/")
	if i.login == byInstagram {
		return i.me(ctx, handle)
	}
	if number.MatchString(handle) {
		var one account
		if err := i.get(ctx, segment(handle), url.Values{"fields": {userFields}}, &one); err != nil {
			return nil, i.about(err)
		}
		i.found = &one
		return i.found, nil
	}
	mine, err := i.connected(ctx)
	if err != nil {
		return nil, err
	}
	for k := range mine {
		if connectors.SameHandle(mine[k].Username, handle) || i.account.Everyone() && len(mine) == 1 {
			i.found = &mine[k]
			return i.found, nil
		}
	}
	switch {
	case len(mine) == 0:
		return nil, i.about(fmt.Errorf("%w: the token leads to no Instagram professional account; one must be connected to a Page that the token's owner manages", connectors.ErrInput))
	case i.account.Role == data.RoleOwn || i.account.Role == "" || !igUsername.MatchString(handle):
		return nil, i.errNotYours("Instagram account")
	}
	i.asker = mine[0].ID
	one, _, err := i.discover(ctx, handle, "")
	if err != nil {
		return nil, err
	}
	i.found = one
	return i.found, nil
}

// me is the account of an Instagram login.
func (i *instagram) me(ctx context.Context, handle string) (*account, error) {
	var one account
	if err := i.get(ctx, "/me", url.Values{"fields": {"user_id," + userFields}}, &one); err != nil {
		return nil, i.about(err)
	}
	if one.UserID != "" {
		one.ID = one.UserID
	}
	if !i.account.Everyone() && !connectors.SameHandle(one.Username, handle) && string(one.ID) != handle {
		return nil, i.errNotYours("Instagram account")
	}
	i.found = &one
	return i.found, nil
}

// connected lists the professional accounts of the Pages that the token leads to: a
// person's, or the one of a Page's own token.
func (i *instagram) connected(ctx context.Context) (mine []account, err error) {
	query := url.Values{"fields": {"id,instagram_business_account{" + userFields + "}"}, "limit": {"100"}}
	for {
		var answer edge[account]
		if err := i.get(ctx, "/me/accounts", query, &answer); err != nil {
			if !cannotSee(err) {
				return nil, i.about(err)
			}
			break
		}
		for _, a := range answer.Data.Items {
			if a.Instagram != nil && a.Instagram.ID != "" {
				mine = append(mine, *a.Instagram)
			}
		}
		after := answer.next()
		if after == "" || after == query.Get("after") {
			break
		}
		query.Set("after", after)
	}
	if len(mine) > 0 {
		return mine, nil
	}
	var one account
	query.Del("after")
	query.Del("limit")
	if err := i.get(ctx, "/me", query, &one); err != nil {
		return nil, i.about(err)
	}
	if one.Instagram != nil && one.Instagram.ID != "" {
		mine = append(mine, *one.Instagram)
	}
	return mine, nil
}

// profileHandle is a user name, as it stands in the config or in an address.
func profileHandle(handle, site string) string {
	handle = strings.TrimSpace(handle)
	if _, path, ok := strings.Cut(handle, site); ok {
		path, _, _ = strings.Cut(path, "?")
		handle, _, _ = strings.Cut(strings.Trim(path, "/"), "/")
	}
	return strings.TrimPrefix(handle, "@")
}
