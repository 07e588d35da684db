package walk_test

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// The whole connector of a made-up platform, Postbox, as docs/connectors/adding.md
// shows it. Its API has users, letters with a "before" parameter, single letters by
// id, and answers to a letter.

// api.go: what the server sends.

type user struct {
	Readers web.Int     `json:"readers"`
	_       web.Ignored `names:"name,avatar"`
}

type letter struct {
	ID      web.ID    `json:"id"`
	Sent    time.Time `json:"sent"`
	Text    string    `json:"text"`
	Kind    string    `json:"kind"`
	Stamps  web.Int   `json:"stamps"`
	Answers web.Int   `json:"answers"`
	Gone    bool      `json:"gone"`
}

type answer struct {
	ID   web.ID    `json:"id"`
	By   string    `json:"by"`
	Sent time.Time `json:"sent"`
	Text string    `json:"text"`
}

// driver.go: how it becomes rows.

type postbox struct {
	account connectors.Account
	env     connectors.Env
	api     *web.API
	now     data.Micros
}

func open(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	key, err := env.Credential(a, "key")
	if err != nil {
		return nil, err
	}
	p := &postbox{account: a, env: env, now: env.Clock.Now(),
		api: &web.API{HTTP: env.HTTP, Base: "https://postbox.example", Header: http.Header{"X-Key": {key}}}}
	return walk.New(a, env, walk.Platform{Info: connectors.Info{Name: "postbox", Version: "1", Source: data.SourceAPI},
		Account: p.counters, Posts: p.letters, Look: p.look, LookSize: 1, Thread: p.answers,
		PageSize: env.PageRows(), Unknown: p.api.Unknown}), nil
}

func (p *postbox) counters(ctx context.Context) (connectors.Page, error) {
	var u user
	if _, err := p.api.Get(ctx, "/users/"+url.PathEscape(p.account.Handle), nil, &u); err != nil {
		return connectors.Page{}, err
	}
	row := data.AccountSnapshot{AccountID: p.account.ID, Platform: "postbox", ObservedAt: p.now, Source: data.SourceAPI, Followers: u.Readers.N}
	for _, field := range []string{"following", "posts_total", "views_total"} {
		row.Missing = row.Missing.With(field, data.Unsupported)
	}
	if row.Followers == nil {
		row.Missing = row.Missing.With("followers", data.Hidden)
	}
	return connectors.Page{Input: "postbox.example/users", Accounts: []data.AccountSnapshot{row}}, nil
}

func (p *postbox) letters(ctx context.Context, token string) (walk.Listing, error) {
	query := url.Values{"limit": {strconv.Itoa(p.env.PageRows())}}
	if token != "" {
		query.Set("before", token)
	}
	var answered struct {
		Letters web.Each[letter] `json:"letters"`
		Before  string           `json:"before"`
	}
	if _, err := p.api.Get(ctx, "/users/"+url.PathEscape(p.account.Handle)+"/letters", query, &answered); err != nil {
		return walk.Listing{}, err
	}
	l := walk.Listing{Next: answered.Before}
	l.Input = "postbox.example/users/letters"
	l.Rejects = answered.Letters.Rejects(l.Input, "letter")
	for _, x := range answered.Letters.Items {
		p.add(&l.Page, &x)
	}
	return l, nil
}

func (p *postbox) look(ctx context.Context, posts []connectors.Known) (connectors.Page, error) {
	page := connectors.Page{Input: "postbox.example/letters"}
	for _, k := range posts {
		var x letter
		if _, err := p.api.Get(ctx, "/letters/"+url.PathEscape(k.Post.Native()), nil, &x); err != nil {
			return page, err
		}
		if x.Gone { // said in so many words
			page.Posts = append(page.Posts, data.Post{PostID: k.Post, AccountID: p.account.ID, Platform: "postbox", PublishedAt: k.PublishedAt,
				Precision: data.BySecond, Paid: data.PaidUnknown, DeletedAt: p.now, ObservedAt: p.now, Source: data.SourceAPI})
			continue
		}
		p.add(&page, &x)
	}
	return page, nil
}

func (p *postbox) answers(ctx context.Context, t walk.Thread, token string) (walk.Listing, error) {
	var answered struct {
		Answers web.Each[answer] `json:"answers"`
	}
	if _, err := p.api.Get(ctx, "/letters/"+url.PathEscape(t.Post.Native())+"/answers", nil, &answered); err != nil {
		return walk.Listing{}, err
	}
	var l walk.Listing
	l.Input = "postbox.example/letters/answers"
	for _, x := range answered.Answers.Items {
		l.Replies = append(l.Replies, connectors.Reply{Native: string(x.ID), RootPost: t.Post, Author: x.By, HasAuthor: x.By != "",
			ByAccount: p.account.Is(x.By), PublishedAt: data.At(x.Sent), Text: x.Text, Collection: connectors.CollectionComplete})
	}
	return l, nil
}

// add makes a post and a reading of a letter.
func (p *postbox) add(page *connectors.Page, x *letter) {
	id := data.NewPostID("postbox", string(x.ID))
	page.Posts = append(page.Posts, data.Post{PostID: id, AccountID: p.account.ID, Platform: "postbox", PublishedAt: data.At(x.Sent),
		Precision: data.BySecond, Text: x.Text, FormatNative: x.Kind, Paid: data.Organic, ObservedAt: p.now, Source: data.SourceAPI})
	s := data.PostSnapshot{PostID: id, AccountID: p.account.ID, Platform: "postbox", PublishedAt: data.At(x.Sent), ObservedAt: p.now,
		Source: data.SourceAPI, Likes: x.Stamps.N, Replies: x.Answers.N, RepliesScope: "all"}
	for field, n := range map[string]data.Count{"likes": s.Likes, "replies": s.Replies} {
		if n == nil {
			s.Missing = s.Missing.With(field, data.Hidden)
		}
	}
	for _, field := range []string{"shares", "quotes", "views", "impressions", "reach", "saves", "clicks"} {
		s.Missing = s.Missing.With(field, data.Unsupported)
	}
	page.Snapshots = append(page.Snapshots, s)
}

// postbox_test.go: the suite that every connector passes.

func site(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPostbox(t *testing.T) {
	conntest.RunNet(t, conntest.NetSuite{
		Account: connectors.Account{ID: "post", Platform: "postbox", Handle: "embassy", Role: data.RoleOwn, Replies: true},
		AsOf:    time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC),
		Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
			d, err := open(a, env)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Own:     func(data.Platform, string) bool { return false },
		Secrets: map[string]string{"postbox-key": "canary-postbox-0815"},
		Full:    site(t, "postbox"), Empty: site(t, "postbox_empty"), Nasty: site(t, "postbox_nasty"), Texts: conntest.HardTexts,
		Lists: []string{"letters", "answers"},
		Later: site(t, "postbox_later"), Gone: "postbox:4", GoneAt: time.Date(2026, 5, 9, 9, 0, 0, 0, time.UTC),
	})
}
