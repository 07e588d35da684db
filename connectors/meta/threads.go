package meta

import (
	"context"
	"net/url"
	"strconv"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// threads reads the Threads profile that a token belongs to.
type threads struct {
	*graph
	found *account // once it was asked for
}

func (t *threads) platform() walk.Platform {
	// There is no ids= here: each post is asked for alone.
	return walk.Platform{Account: t.self, Posts: t.posts, Look: t.look, LookSize: 1, Thread: t.conversation,
		Requests: walk.Requests{Account: 2, Thread: mostComments, Post: insightsEach}}
}

// resolve asks who the token belongs to.
func (t *threads) resolve(ctx context.Context) (*account, error) {
	if t.found != nil {
		return t.found, nil
	}
	var one account
	if err := t.get(ctx, "/me", url.Values{"fields": {"id,username,name"}}, &one); err != nil {
		return nil, t.about(err)
	}
	handle := profileHandle(profileHandle(t.account.Handle, "threads.net/"), "threads.com/")
	if !t.account.Everyone() && !connectors.SameHandle(one.Username, handle) && string(one.ID) != handle {
		return nil, t.errNotYours("Threads profile")
	}
	t.found = &one
	return t.found, nil
}

// self reads the profile's counters; followers are an insight.
func (t *threads) self(ctx context.Context) (connectors.Page, error) {
	one, err := t.resolve(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	r, err := t.insight.of(ctx, subject{id: string(one.ID), path: segment(one.ID) + "/threads_insights", object: "threads_account"})
	if err != nil {
		return connectors.Page{}, t.about(err)
	}
	p := connectors.Page{Input: t.input("/profile"), Accounts: []data.AccountSnapshot{t.counters(
		r.counts["followers"], nil, nil, map[string]data.Reason{"followers": r.why["followers"]})}}
	t.insight.tell(&p)
	return p, nil
}

// posts reads one page of what the profile published, without its replies.
func (t *threads) posts(ctx context.Context, token string) (walk.Listing, error) {
	one, err := t.resolve(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	query := url.Values{"fields": {threadFields}, "limit": {strconv.Itoa(t.limit)}}
	if token != "" {
		query.Set("after", token)
	}
	var answer edge[thread]
	if err := t.get(ctx, segment(one.ID)+"/threads", query, &answer); err != nil {
		return walk.Listing{}, t.about(err)
	}
	p := connectors.Page{Input: t.input("/profile/threads")}
	p.Rejects = answer.Data.Rejects(p.Input, "data")
	seen := map[web.ID]bool{}
	for i := range answer.Data.Items {
		id := answer.Data.Items[i].ID
		if id != "" && seen[id] {
			continue
		}
		seen[id] = true
		if err := t.add(ctx, &p, &answer.Data.Items[i]); err != nil {
			return walk.Listing{}, err
		}
	}
	t.insight.tell(&p)
	return walk.Listing{Page: p, Next: notAgain(token, answer.after(len(seen), t.limit))}, nil
}

// look reads posts by their ids.
func (t *threads) look(ctx context.Context, known []connectors.Known) (connectors.Page, error) {
	one, err := t.resolve(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	p := connectors.Page{Input: t.input("/post")}
	err = again(ctx, t.graph, &p, string(one.ID), threadFields, known, func(x *thread) error { return t.add(ctx, &p, x) })
	t.insight.tell(&p)
	return p, err
}

// notAgain ends a list whose last page names itself as the next.
func notAgain(token, next string) string {
	if next == token {
		return ""
	}
	return next
}
