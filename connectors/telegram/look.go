package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// look reads known posts again: on the page of the history that ends with each. A post
// that is not on it is gone only if t.me says so of its own address.
func (c *client) look(ctx context.Context, posts []connectors.Known) (connectors.Page, error) {
	p := connectors.Page{Input: c.input()}
	for _, k := range posts {
		channel, n, ok := strings.Cut(k.Post.Native(), "/")
		if !ok || channel != c.name.user || !digits(n) {
			continue
		}
		var number int64
		if _, err := fmt.Sscan(n, &number); err != nil {
			continue
		}
		from, err := c.ask(ctx, fmt.Sprint(number+1))
		if err != nil {
			return p, err
		}
		before := len(p.Posts)
		c.take(&p, from, func(other int64) bool { return other == number })
		if len(p.Posts) > before {
			continue
		}
		gone, err := c.gone(ctx, number)
		if err != nil {
			return p, err
		}
		if gone {
			p.Posts = append(p.Posts, data.Post{
				PostID: k.Post, AccountID: c.account.ID, Platform: data.Telegram, PublishedAt: k.PublishedAt, Precision: data.BySecond,
				DeletedAt: c.env.Clock.Now(), ObservedAt: c.env.Clock.Now(), Source: data.SourceAPI, Paid: data.PaidUnknown,
			})
		}
	}
	return p, nil
}

// gone asks for one message in the form in which websites embed it, which says
// outright that a post is not there.
func (c *client) gone(ctx context.Context, number int64) (bool, error) {
	answer, err := c.api.Get(ctx, fmt.Sprintf("/%s/%d", c.name.user, number), url.Values{"embed": {"1"}, "mode": {"tme"}}, nil)
	switch {
	case errors.Is(err, connectors.ErrGone), errors.Is(err, connectors.ErrInput):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("read a post again: %w", err)
	}
	if cutOff(answer.Body) {
		return false, fmt.Errorf("read a post again: %w: the page is not whole", connectors.ErrTransient)
	}
	root, err := html.Parse(bytes.NewReader(answer.Body))
	if err != nil {
		return false, fmt.Errorf("read a post again: %w: the page cannot be read", connectors.ErrTransient)
	}
	said := strings.ToLower(plain(first(root, "tgme_widget_message_error")))
	return strings.Contains(said, "post not found"), nil
}
