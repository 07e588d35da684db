package meta

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// byID reads objects by their ids: all at once where the platform does that, else one
// by one. gone are those that the API, asked for them alone, says are not there,
// while it reads something else of the account with the same token.
func (g *graph) byID(ctx context.Context, account string, ids []string, fields string) (found map[string]json.RawMessage, gone []string, err error) {
	if g.login == byFacebook && len(ids) > 1 {
		if err = g.get(ctx, "/", url.Values{"ids": {strings.Join(ids, ",")}, "fields": {fields}}, &found); err != nil && !cannotSee(err) {
			return nil, nil, g.about(err)
		}
		// One that is gone refuses the others as well.
	}
	if found == nil {
		found = map[string]json.RawMessage{}
	}
	var lost []string
	for _, id := range ids {
		if raw, ok := found[id]; ok && string(raw) != "null" {
			continue
		}
		var raw json.RawMessage
		switch err := g.get(ctx, segment(id), url.Values{"fields": {fields}}, &raw); {
		case err == nil:
			found[id] = raw
		case missing(err):
			lost = append(lost, id)
		case errors.Is(err, connectors.ErrInput): // a form of id that this server does not know is no deletion
		default:
			return nil, nil, g.about(err)
		}
	}
	if len(lost) == 0 {
		return found, nil, nil
	}
	seen := slices.ContainsFunc(ids, func(id string) bool { return found[id] != nil })
	if !seen {
		err := g.get(ctx, segment(account), url.Values{"fields": {"id"}}, nil)
		if err != nil && !cannotSee(err) {
			return nil, nil, g.about(err)
		}
		seen = err == nil
	}
	if !seen {
		return found, nil, nil
	}
	return found, lost, nil
}

var (
	pagePostID = regexp.MustCompile(`^[0-9]+_[0-9]+$`)
	mediaID    = regexp.MustCompile(`^[0-9]+$`)
)

// given reports whether an id is of the form that this API gives: to that of a row
// of a file it would answer that there is no such post.
func (g *graph) given(id string) bool {
	if g.account.Platform == string(data.Facebook) {
		return pagePostID.MatchString(id)
	}
	return mediaID.MatchString(id)
}

// again reads known posts by their ids into a page: add maps what was found.
func again[T any](ctx context.Context, g *graph, p *connectors.Page, account, fields string, posts []connectors.Known, add func(*T) error) error {
	posts = slices.DeleteFunc(slices.Clone(posts), func(k connectors.Known) bool { return !g.given(k.Post.Native()) })
	if len(posts) == 0 {
		return nil
	}
	ids := make([]string, len(posts))
	for i, k := range posts {
		ids[i] = k.Post.Native()
	}
	found, gone, err := g.byID(ctx, account, ids, fields)
	if err != nil {
		return err
	}
	for _, k := range posts {
		id := k.Post.Native()
		if slices.Contains(gone, id) {
			post := g.post(id, k.PublishedAt)
			post.DeletedAt = post.ObservedAt
			p.Posts = append(p.Posts, post)
			continue
		}
		var item T
		if raw, ok := found[id]; !ok {
			continue
		} else if json.Unmarshal(raw, &item) != nil {
			undated(p, "id", "post")
			continue
		}
		if err := add(&item); err != nil {
			return err
		}
	}
	return nil
}
