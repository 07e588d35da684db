package discourse

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// pageSize is how many topics a list has.
const pageSize = 30

// Open returns the driver of a forum, or of a category, tag or user of it.
func Open(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	f, err := newForum(a, env)
	if err != nil {
		return nil, err
	}
	return walk.New(a, env, walk.Platform{
		Info:    connectors.Info{Name: name, Version: version, Source: data.SourceAPI},
		Account: f.counters, Posts: f.list, Look: f.look, LookSize: 1, Thread: f.thread, PageSize: pageSize, Unknown: f.api.Unknown,
		Wants:    func(wanted walk.Wanted) { f.wanted = wanted },
		Requests: f.requests(),
	}), nil
}

// requests tells beforehand what the config's handle makes of them; a bare name is taken to
// be a category's. A topic that is read itself takes one: every one of a user, and one
// without replies where replies are read.
func (f *forum) requests() walk.Requests {
	r := walk.Requests{Account: 1, Thread: chunk}
	s := plain(f.handle())
	if s != nil && s.counts != "" {
		r.Account = 2
	}
	user := s != nil && s.user != ""
	r.Post = func(k connectors.Known, listed bool) int64 {
		alone := f.account.Replies && k.Replies != nil && *k.Replies == 0
		if listed && (user || alone) {
			return 1
		}
		return 0
	}
	return r
}

func idOf(s string) web.ID { return web.ID(s) }

// counters reads how many topics there are and, of a whole forum, how many members. A
// forum or user that hides them has none.
func (f *forum) counters(ctx context.Context) (connectors.Page, error) {
	s, err := f.resolve(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	page := connectors.Page{Input: f.input("/site.json")}
	row := data.AccountSnapshot{AccountID: f.account.ID, Platform: platform, ObservedAt: f.env.Clock.Now(), Source: data.SourceAPI, Precision: "exact"}
	switch {
	case s.category != "":
		row.PostsTotal = f.categories[idOf(s.category)].Topics.N
	case s.counts == "":
		return page, nil
	case s.user != "":
		var a summaryAnswer
		err = f.get(ctx, s.counts, nil, &a)
		page.Input, row.PostsTotal = f.input("/u/summary.json"), a.Summary.Topics.N
	default:
		var a aboutAnswer
		err = f.get(ctx, s.counts, nil, &a)
		stats := a.About.Stats
		page.Input, row.PostsTotal, row.Followers = f.input(s.counts), stats.Topics.N, stats.Users.N
		if row.PostsTotal == nil {
			row.PostsTotal = stats.OldTopics.N
		}
		if row.Followers == nil {
			row.Followers = stats.OldUsers.N
		}
	}
	if err != nil && !errors.Is(err, connectors.ErrGone) {
		return connectors.Page{}, err
	}
	if row.PostsTotal == nil && row.Followers == nil {
		return page, nil
	}
	row.Explain(nil)
	page.Accounts = []data.AccountSnapshot{row}
	return page, nil
}

// list reads a page of topics.
func (f *forum) list(ctx context.Context, token string) (walk.Listing, error) {
	s, err := f.resolve(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	n := 0
	if token != "" {
		if n, err = strconv.Atoi(token); err != nil || n < 0 {
			return walk.Listing{}, fmt.Errorf("%w: the page %.20q was not given by this connector", connectors.ErrInput, token)
		}
	}
	var a listAnswer
	query := url.Values{"order": {"created"}, "ascending": {"false"}, "no_definitions": {"true"}, "page": {strconv.Itoa(n)}}
	if err := f.get(ctx, s.path, query, &a); err != nil {
		return walk.Listing{}, err
	}
	out := walk.Listing{Page: connectors.Page{Input: f.input(s.path)}}
	if s.user != "" {
		out.Input = f.input("/topics/created-by")
	}
	users := map[web.ID]string{}
	for _, u := range a.Users {
		users[u.ID] = u.Username
	}
	for i := range a.List.Topics.Items {
		if err := f.listed(ctx, &out.Page, &a.List.Topics.Items[i], users); err != nil {
			return walk.Listing{}, err
		}
	}
	out.Rejects = append(out.Rejects, a.List.Topics.Rejects(out.Input, "topic")...)
	if a.List.More != "" && len(a.List.Topics.Items)+len(a.List.Topics.Bad) > 0 {
		out.Next = strconv.Itoa(n + 1)
	}
	return out, nil
}

// listed adds a topic of a list. The list has no texts: a topic of a configured
// account is read itself, and so is one without replies, whose first post no thread
// would bring, if replies may be read.
func (f *forum) listed(ctx context.Context, p *connectors.Page, t *listed, users map[web.ID]string) error {
	if !f.open(&t.heading) {
		return nil
	}
	by := ""
	if len(t.Posters) > 0 {
		first := t.Posters[0]
		by = users[first.UserID]
		if first.User != nil {
			by = first.User.Username
		}
	}
	published, _ := moment(t.CreatedAt)
	wanted := f.wanted == nil || f.wanted(f.post(t.ID), published, nil)
	own := wanted && (f.from.user != "" || f.own(by))
	alone := wanted && f.account.Replies && t.Posts.N != nil && *t.Posts.N == 1 && f.young(t.CreatedAt)
	if own || alone {
		var a topicAnswer
		err := f.get(ctx, "/t/"+string(t.ID)+".json", nil, &a)
		if err == nil && a.ID != "" {
			f.add(p, &a)
			if alone {
				f.replies(p, &a.Stream, f.post(a.ID), connectors.CollectionComplete)
			}
			return nil
		}
		if err != nil && !errors.Is(err, connectors.ErrGone) && !errors.Is(err, connectors.ErrAuth) {
			return err
		}
	}
	likes := t.FirstLikes.N
	if likes == nil && t.Posts.N != nil && *t.Posts.N == 1 {
		likes = t.Likes.N
	}
	f.row(p, &t.heading, nil, likes)
	return nil
}

// open reports whether a topic is for everybody and stands.
func (f *forum) open(h *heading) bool {
	return (h.Archetype == "" || h.Archetype == "regular") && (h.Visible == nil || *h.Visible) && h.DeletedAt == nil && !f.restricted(h.Category)
}

// young reports whether replies to a topic are still followed.
func (f *forum) young(created string) bool {
	at, ok := moment(created)
	return ok && f.env.Clock.Now().Sub(at) <= connectors.Watched
}
