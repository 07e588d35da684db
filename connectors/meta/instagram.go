package meta

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// instagram reads an Instagram professional account: the unit's own, or a peer's by
// business discovery.
type instagram struct {
	*graph
	found *account // the account, once it was asked for
	asker web.ID   // for a peer: the own account in whose name is asked; "" for an own one
}

func (i *instagram) platform() walk.Platform {
	p := walk.Platform{Account: i.self, Posts: i.posts, Thread: i.comments, Requests: walk.Requests{Thread: mostAnswers}}
	if i.account.Role == data.RoleOwn || i.account.Role == "" { // a peer's media cannot be asked for by id
		p.Look, p.LookSize, p.Requests.Post = i.look, mostPosts, insightsEach
		if i.login != byFacebook { // which alone gives several at a time
			p.LookSize = 1
		}
	} else {
		p.Requests.Account = 2 // who asks, and the peer
	}
	return p
}

const userFields = "id,username,name,followers_count,follows_count,media_count"

var (
	igUsername = regexp.MustCompile(`^[A-Za-z0-9._]{1,30}$`)
	number     = regexp.MustCompile(`^[0-9]{6,}$`)
)

// self reads the account's counters.
func (i *instagram) self(ctx context.Context) (connectors.Page, error) {
	one, err := i.resolve(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	return connectors.Page{Input: i.input("/user"), Accounts: []data.AccountSnapshot{i.counters(
		one.Followers.N, one.Follows.N, one.Media.N,
		map[string]data.Reason{"followers": data.Hidden, "following": data.Hidden, "posts_total": data.Hidden})}}, nil
}

// posts reads one page of the account's media.
func (i *instagram) posts(ctx context.Context, token string) (walk.Listing, error) {
	one, err := i.resolve(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	var answer edge[media]
	p := connectors.Page{Input: i.input("/user/media")}
	if i.asker != "" {
		_, found, err := i.discover(ctx, one.Username, token)
		if err != nil {
			return walk.Listing{}, err
		}
		answer, p.Input = *found, i.input("/user/business_discovery")
	} else {
		query := url.Values{"fields": {mediaFields}, "limit": {strconv.Itoa(i.limit)}}
		if token != "" {
			query.Set("after", token)
		}
		if err := i.get(ctx, segment(one.ID)+"/media", query, &answer); err != nil {
			return walk.Listing{}, i.about(err)
		}
	}
	p.Rejects = answer.Data.Rejects(p.Input, "data")
	for k := range answer.Data.Items {
		if err := i.add(ctx, &p, &answer.Data.Items[k]); err != nil {
			return walk.Listing{}, err
		}
	}
	i.insight.tell(&p)
	next := answer.next()
	if i.asker != "" { // an expanded list has cursors, and no address of a next page
		next = notAgain(token, answer.Paging.Cursors.After)
	}
	return walk.Listing{Page: p, Next: next}, nil
}

// discover asks for a peer and one page of its media.
func (i *instagram) discover(ctx context.Context, username, token string) (*account, *edge[media], error) {
	list := "media.limit(" + strconv.Itoa(i.limit) + ")"
	if token != "" {
		if strings.ContainsAny(token, "(){},.") {
			return nil, nil, fmt.Errorf("%w: the position is none of a page of media", connectors.ErrInput)
		}
		list = "media.after(" + token + ").limit(" + strconv.Itoa(i.limit) + ")"
	}
	var answer struct {
		ID   web.ID `json:"id"`
		Peer struct {
			account
			List edge[media] `json:"media"`
		} `json:"business_discovery"`
	}
	query := url.Values{"fields": {"business_discovery.username(" + username + "){" + userFields + "," + list + "{" + mediaFields + "}}"}}
	if err := i.get(ctx, segment(i.asker), query, &answer); err != nil {
		return nil, nil, i.about(err)
	}
	if answer.Peer.Username == "" {
		answer.Peer.Username = username
	}
	return &answer.Peer.account, &answer.Peer.List, nil
}

// look reads media by their ids.
func (i *instagram) look(ctx context.Context, known []connectors.Known) (connectors.Page, error) {
	one, err := i.resolve(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	p := connectors.Page{Input: i.input("/media")}
	err = again(ctx, i.graph, &p, string(one.ID), mediaFields, known, func(x *media) error { return i.add(ctx, &p, x) })
	i.insight.tell(&p)
	return p, err
}
