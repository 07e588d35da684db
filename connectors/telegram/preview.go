package telegram

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"golang.org/x/net/html"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// previewSize is how many messages a page of the preview has.
const previewSize = 20

// viewsDefinition says what the preview's counter is.
const viewsDefinition = "times the message was shown in Telegram and in embeds, as t.me shows it: rounded from 1,000 on (1.2K)"

// client reads the preview of one channel. It is not safe for concurrent use.
type client struct {
	account connectors.Account
	env     connectors.Env
	name    name
	api     *web.API
	foreign map[string]bool // classes of messages that this version does not know
}

func newClient(a connectors.Account, env connectors.Env, n name) *client {
	// English, because the words beside counters are read; HTML, because there is no other.
	header := http.Header{"Accept-Language": {"en"}, "Accept": {"text/html"}}
	return &client{account: a, env: env, name: n, foreign: map[string]bool{}, api: &web.API{HTTP: env.HTTP, Base: previewBase(a.Server), Header: header}}
}

// ask reads one page of the history: the newest, or that below a number.
func (c *client) ask(ctx context.Context, before string) (*page, error) {
	query := url.Values{}
	if before != "" {
		query.Set("before", before)
	}
	answer, err := c.api.Get(ctx, "/s/"+c.name.user, query, nil)
	if err != nil {
		return nil, fmt.Errorf("read the preview: %w", err)
	}
	p, err := parsePage(answer.Body, c.name.user)
	if err != nil {
		return nil, fmt.Errorf("read the preview: %w", err)
	}
	if other := p.shows(); other != "" && other != c.name.user {
		return nil, fmt.Errorf("%w: t.me/%s shows the channel under its first name; write @%s as the handle", connectors.ErrInput, c.name.user, other)
	}
	c.drift(p)
	return p, nil
}

// posts reads one page of posts, newest first. The newest page also tells the
// channel's subscribers.
func (c *client) posts(ctx context.Context, token string) (walk.Listing, error) {
	from, err := c.ask(ctx, token)
	if err != nil {
		return walk.Listing{}, err
	}
	l := walk.Listing{Page: connectors.Page{Input: c.input()}}
	if token != "" && from.before() == token {
		return l, nil // the page before that one is the same again: there is none
	}
	l.Next = from.before()
	if token == "" {
		l.Accounts = append(l.Accounts, c.counters(from))
	}
	c.take(&l.Page, from, func(int64) bool { return true })
	return l, nil
}

// counters maps the head of a page.
func (c *client) counters(from *page) data.AccountSnapshot {
	s := data.AccountSnapshot{AccountID: c.account.ID, Platform: data.Telegram, ObservedAt: c.env.Clock.Now(), Source: data.SourceAPI, Precision: "exact"}
	n, rounded := from.subscribers()
	if s.Followers = n; rounded {
		s.Precision = "rounded"
	}
	for _, f := range []string{"following", "posts_total", "views_total"} {
		s.Missing = s.Missing.With(f, data.Unsupported)
	}
	if n == nil {
		s.Missing = s.Missing.With("followers", data.Hidden)
	}
	return s
}

// take adds the posts of a page whose numbers are wanted, newest first.
func (c *client) take(p *connectors.Page, from *page, wanted func(int64) bool) {
	shown := slices.ContainsFunc(from.messages, func(m *html.Node) bool { _, _, ok := reactionsOf(m); return ok })
	seen := map[int64]bool{}
	for i, m := range slices.Backward(from.messages) {
		channel, number := numberOf(m)
		switch {
		case hasClass(m, "service_message"), number != 0 && (seen[number] || !wanted(number)):
		case number == 0 || channel != c.name.user:
			p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: int64(i + 1), Field: "data-post", Why: whyNoID, Hint: hintNotKnown})
		case publishedAt(m) == 0:
			p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: int64(i + 1), Field: "datetime", Why: whyBadDate, Hint: hintNotKnown})
		default:
			seen[number] = true
			c.message(p, m, number, shown)
		}
	}
}
