package meta

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// page reads a Facebook Page.
type page struct {
	*graph
	found *account // once it was asked for
}

func (f *page) platform() walk.Platform {
	p := walk.Platform{Account: f.self, Posts: f.posts, Look: f.look, LookSize: mostPosts, Thread: f.comments,
		Requests: walk.Requests{Thread: mostComments}}
	if f.own() {
		p.Requests.Post = insightsEach
	}
	return p
}

const pageFields = "id,name,username,followers_count,fan_count"

// resolve finds the Page, and exchanges a person's token for the Page's. A Page's own
// token, and that of a peer, is used as it is.
func (f *page) resolve(ctx context.Context) (*account, error) {
	if f.found != nil {
		return f.found, nil
	}
	handle := pageHandle(f.account.Handle)
	if f.account.Everyone() {
		handle = "me"
	}
	var one account
	err := f.get(ctx, segment(handle), url.Values{"fields": {pageFields + ",access_token"}}, &one)
	if err != nil && !cannotSee(err) {
		return nil, f.about(err)
	}
	if one.ID == "" || one.Token == "" {
		listed, listErr := f.managed(ctx, handle, one.ID)
		switch {
		case listErr != nil:
			return nil, listErr
		case listed != nil:
			one = *listed
		case err != nil:
			return nil, f.about(err)
		case one.ID == "", handle == "me" && one.Fans.N == nil && one.Followers.N == nil: // a person, not a Page
			return nil, f.errNotYours("Page")
		}
	}
	if one.Token != "" && one.Token != f.token && f.own() {
		f.use(one.Token)
	}
	one.Token = ""
	f.found = &one
	return f.found, nil
}

func (f *page) own() bool { return f.account.Role == data.RoleOwn || f.account.Role == "" }

// managed looks for the Page among those that the token's owner manages; nil if it
// is not there, or if the token is not a person's.
func (f *page) managed(ctx context.Context, handle string, id web.ID) (*account, error) {
	query := url.Values{"fields": {pageFields + ",access_token"}, "limit": {"100"}}
	for {
		var answer edge[account]
		if err := f.get(ctx, "/me/accounts", query, &answer); err != nil {
			if cannotSee(err) {
				return nil, nil
			}
			return nil, f.about(err)
		}
		for i, a := range answer.Data.Items {
			if a.ID == id && id != "" || string(a.ID) == handle || connectors.SameHandle(a.Username, handle) ||
				handle == "me" && len(answer.Data.Items) == 1 && answer.next() == "" && query.Get("after") == "" {
				return &answer.Data.Items[i], nil
			}
		}
		after := answer.next()
		if after == "" || after == query.Get("after") {
			return nil, nil
		}
		query.Set("after", after)
	}
}

// pageHandle is a Page's id or user name, as it stands in the config or in an
// address.
func pageHandle(handle string) string {
	handle = strings.TrimSpace(handle)
	if _, path, ok := strings.Cut(handle, "facebook.com/"); ok {
		if _, id, ok := strings.Cut(path, "profile.php?id="); ok {
			id, _, _ = strings.Cut(id, "&")
			return id
		}
		path, _, _ = strings.Cut(path, "?")
		handle = pageOfPath(strings.Split(strings.Trim(path, "/"), "/"))
	}
	return strings.TrimPrefix(handle, "@")
}

// pageOfPath is the Page in an address: /name, /pg/name, or with its id at the end as
// /people/Title/id, /pages/Title/id, /pages/category/Kind/Title-id and /p/Title-id.
func pageOfPath(parts []string) string {
	if len(parts) > 1 {
		switch parts[0] {
		case "pg":
			return parts[1]
		case "people", "pages", "p":
			for _, part := range slices.Backward(parts) {
				if id := part[strings.LastIndexByte(part, '-')+1:]; number.MatchString(id) {
					return id
				}
			}
		}
	}
	return parts[0]
}

// self reads the Page's counters.
func (f *page) self(ctx context.Context) (connectors.Page, error) {
	one, err := f.resolve(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	followers := one.Followers.N
	if followers == nil {
		followers = one.Fans.N // of Pages of the old kind, which were liked to be followed
	}
	return connectors.Page{Input: f.input("/page"), Accounts: []data.AccountSnapshot{f.counters(
		followers, nil, nil, map[string]data.Reason{"followers": data.Hidden})}}, nil
}

// posts reads one page of what the Page published. If the API finds that too much, it
// is asked for less.
func (f *page) posts(ctx context.Context, token string) (walk.Listing, error) {
	one, err := f.resolve(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	var answer edge[post]
	query := url.Values{"fields": {postFields}}
	if token != "" {
		query.Set("after", token)
	}
	for {
		query.Set("limit", strconv.Itoa(f.limit))
		err := f.get(ctx, segment(one.ID)+"/posts", query, &answer)
		if err == nil {
			break
		}
		if !tooMuch(err) || f.limit <= 1 {
			return walk.Listing{}, f.about(err)
		}
		f.limit /= 2
	}
	p := connectors.Page{Input: f.input("/page/posts")}
	p.Rejects = answer.Data.Rejects(p.Input, "data")
	for i := range answer.Data.Items {
		if err := f.add(ctx, &p, &answer.Data.Items[i]); err != nil {
			return walk.Listing{}, err
		}
	}
	f.insight.tell(&p)
	return walk.Listing{Page: p, Next: answer.next()}, nil
}

// look reads posts by their ids.
func (f *page) look(ctx context.Context, known []connectors.Known) (connectors.Page, error) {
	one, err := f.resolve(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	p := connectors.Page{Input: f.input("/post")}
	err = again(ctx, f.graph, &p, string(one.ID), postFields, known, func(x *post) error { return f.add(ctx, &p, x) })
	f.insight.tell(&p)
	return p, err
}
