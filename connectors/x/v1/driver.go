package v1

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/dghubble/go-twitter/twitter"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// Version goes up when the same answers give other rows.
const Version = "1"

const (
	mostListed = 200 // posts that statuses/user_timeline gives at a time
	mostLooked = 100 // ids that statuses/lookup takes
)

// Is reports whether a server is addressed as one of v1.1 shape.
func Is(server string) bool { return strings.HasSuffix(strings.TrimSuffix(server, "/"), "/1.1") }

// Open returns the driver of an account on a server of v1.1 shape, like
// https://archive.example/1.1. v1.1 has no way to ask for a conversation, so no
// replies are read.
func Open(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	c, err := newClient(a, env)
	if err != nil {
		return nil, fmt.Errorf("open X account %s: %w", a.ID, err)
	}
	return walk.New(a, env, walk.Platform{
		Info:     connectors.Info{Name: "x-v1", Version: Version, Source: data.SourceAPI},
		Account:  c.counters,
		Posts:    c.timeline,
		PageSize: mostListed,
		Look:     c.look,
		LookSize: mostLooked,
		Unknown:  c.api.Unknown,
	}), nil
}

// name is the account's handle without @.
func (c *client) name() string { return strings.TrimPrefix(strings.TrimSpace(c.account.Handle), "@") }

// reading turns what is read now into records.
func (c *client) reading(input string) *Reading {
	return &Reading{Account: c.account, Env: c.env, Input: input, Source: data.SourceAPI, Observed: c.env.Clock.Now()}
}

// counters reads the account's counters.
func (c *client) counters(ctx context.Context) (connectors.Page, error) {
	if c.name() == "" || c.account.Everyone() {
		return connectors.Page{}, fmt.Errorf("%w: give account %s its handle", connectors.ErrInput, c.account.ID)
	}
	var u Author
	err := c.ask(ctx, &u, func(t *twitter.Client) error {
		_, _, err := t.Users.Show(&twitter.UserShowParams{ScreenName: c.name(), IncludeEntities: twitter.Bool(false)})
		return err
	})
	if errors.Is(err, connectors.ErrGone) {
		return connectors.Page{}, fmt.Errorf("%w: the server knows no account @%s; correct the handle of account %s", connectors.ErrInput, c.name(), c.account.ID)
	}
	if err != nil {
		return connectors.Page{}, err
	}
	p := connectors.Page{Input: c.input("users/show")}
	c.reading(p.Input).Counters(&p, &u)
	return p, nil
}

// timeline reads a page of the account's posts. A token is the id that the page
// begins with, one below the last of the page before.
func (c *client) timeline(ctx context.Context, token string) (walk.Listing, error) {
	params := &twitter.UserTimelineParams{ScreenName: c.name(), Count: min(c.env.PageRows(), mostListed), TweetMode: "extended",
		IncludeRetweets: twitter.Bool(true), ExcludeReplies: twitter.Bool(false)}
	if token != "" {
		from, err := strconv.ParseInt(token, 10, 64)
		if err != nil {
			return walk.Listing{}, fmt.Errorf("%w: the position in the timeline is damaged", connectors.ErrInput)
		}
		params.MaxID = from
	}
	var out web.Each[Status]
	err := c.ask(ctx, &out, func(t *twitter.Client) error {
		_, _, err := t.Timelines.UserTimeline(params)
		return err
	})
	if err != nil {
		return walk.Listing{}, err
	}
	l := walk.Listing{Page: connectors.Page{Input: c.input("statuses/user_timeline")}}
	c.add(&l.Page, &out)
	// A page may have fewer posts than asked for, because X takes out hidden ones
	// after counting; only an empty page is the end.
	lowest := int64(0)
	for i := range out.Items {
		if id, err := strconv.ParseInt(string(out.Items[i].IDStr), 10, 64); err == nil && (lowest == 0 || id < lowest) {
			lowest = id
		}
	}
	if lowest > 1 && (params.MaxID == 0 || lowest <= params.MaxID) {
		l.Next = strconv.FormatInt(lowest-1, 10)
	}
	return l, nil
}

// add adds posts of an answer.
func (c *client) add(p *connectors.Page, out *web.Each[Status]) {
	p.Rejects = append(p.Rejects, out.Rejects(p.Input, "status")...)
	r := c.reading(p.Input)
	for i := range out.Items {
		s := &out.Items[i]
		if err := s.check(); err != nil {
			p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: int64(i + 1), Why: "no_post", Hint: "no v1.1 post: " + err.Error()})
			continue
		}
		if s.User.ScreenName != "" && !c.account.Is(s.User.ScreenName) {
			p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: int64(i + 1), Why: "other_account", Hint: "posts of other accounts are counted, not kept"})
			continue
		}
		r.Add(p, s)
	}
}

// look reads posts by id again. statuses/lookup leaves out what is gone and what is
// hidden alike, so each one left out is asked for alone, and only "no status found"
// means that it is gone.
func (c *client) look(ctx context.Context, known []connectors.Known) (connectors.Page, error) {
	var ids []int64
	missing := map[int64]connectors.Known{}
	for _, k := range known {
		if id, err := strconv.ParseInt(k.Post.Native(), 10, 64); err == nil {
			ids = append(ids, id)
			missing[id] = k
		}
	}
	p := connectors.Page{Input: c.input("statuses/lookup")}
	if len(ids) == 0 {
		return p, nil
	}
	var out web.Each[Status]
	err := c.ask(ctx, &out, func(t *twitter.Client) error {
		_, _, err := t.Statuses.Lookup(ids, &twitter.StatusLookupParams{TweetMode: "extended"})
		return err
	})
	if err != nil && !errors.Is(err, connectors.ErrGone) { // of all of them, some servers say so
		return connectors.Page{}, err
	}
	c.add(&p, &out)
	for i := range out.Items {
		if id, err := strconv.ParseInt(string(out.Items[i].IDStr), 10, 64); err == nil {
			delete(missing, id)
		}
	}
	for _, id := range ids {
		k, ok := missing[id]
		if !ok {
			continue
		}
		gone, err := c.gone(ctx, id)
		if err != nil {
			return connectors.Page{}, err
		}
		if gone {
			p.Posts = append(p.Posts, Deleted(k, c.account.ID, data.SourceAPI, c.env.Clock.Now()))
		}
	}
	return p, nil
}

// gone asks for one post.
func (c *client) gone(ctx context.Context, id int64) (bool, error) {
	var s Status
	err := c.ask(ctx, &s, func(t *twitter.Client) error {
		_, _, err := t.Statuses.Show(id, &twitter.StatusShowParams{TweetMode: "extended"})
		return err
	})
	if errors.Is(err, connectors.ErrGone) {
		return true, nil
	}
	if isHidden(err) {
		return false, nil
	}
	return false, err
}

// Deleted is the row of a post that X says is gone.
func Deleted(k connectors.Known, account data.AccountID, source data.SourceKind, at data.Micros) data.Post {
	return data.Post{PostID: k.Post, AccountID: account, Platform: data.X, PublishedAt: k.PublishedAt, Precision: data.BySecond,
		DeletedAt: at, ObservedAt: at, Source: source, Paid: data.PaidUnknown}
}
