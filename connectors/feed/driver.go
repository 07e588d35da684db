package feed

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

const (
	name    = "feed"
	version = "1"
	own     = data.Platform("feed")
)

// Driver reads one feed. It is not safe for concurrent use.
type Driver struct {
	account connectors.Account
	env     connectors.Env
	address string
	api     web.API
	open    *document // between two pages
}

// position is where an account stands between two pages.
type position struct {
	Of       string      `json:"of,omitempty"`       // key of the address
	At       data.Micros `json:"at,omitempty"`       // as-of moment of the last whole reading
	ETag     string      `json:"etag,omitempty"`     // validators of that reading
	Modified string      `json:"modified,omitempty"` // as the server wrote it
	Feed     string      `json:"feed,omitempty"`     // the feed that the page at the address names
	After    string      `json:"after,omitempty"`    // id of the last article returned of a reading in hand
}

// Open returns the driver of a feed.
func Open(a connectors.Account, env connectors.Env) (*Driver, error) {
	address, err := address(a)
	if err != nil {
		return nil, fmt.Errorf("open account %s: %w", a.ID, err)
	}
	return &Driver{account: a, env: env, address: address, api: web.API{HTTP: env.HTTP}}, nil
}

// Info implements connectors.Driver.
func (d *Driver) Info() connectors.Info {
	return connectors.Info{Name: name, Version: version, Source: data.SourceFeed}
}

// Fetch implements connectors.Driver: one page of at most Env.Rows articles.
func (d *Driver) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	if ctx.Err() != nil {
		return connectors.Page{}, context.Cause(ctx)
	}
	c, err := d.parse(cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	now := d.env.Clock.Now()
	if c.After == "" && c.At == now {
		return connectors.Page{Cursor: cursor, Done: true}, nil
	}
	if c.At > now { // from after a wrong clock
		c = position{Of: c.Of, Feed: c.Feed, After: c.After}
	}
	if d.open == nil || c.After == "" {
		if d.open, err = d.fetch(ctx, &c); err != nil {
			d.open = nil
			return connectors.Page{}, err
		}
		if d.open == nil { // unchanged
			return connectors.Page{Cursor: cursor, Done: true}, nil
		}
	}
	page := d.page(&c)
	page.Cursor = c.String()
	return page, nil
}

// page takes the next articles of the open document.
func (d *Driver) page(c *position) connectors.Page {
	doc := d.open
	articles := doc.articles
	if i := slices.IndexFunc(articles, func(a article) bool { return a.post.PostID.Native() == c.After }); c.After != "" && i >= 0 {
		articles = articles[i+1:]
	}
	p := connectors.Page{Input: doc.input}
	if c.After == "" {
		p.Rejects, p.Notes = doc.rejects, doc.notes
	}
	n := min(len(articles), d.env.PageRows())
	for _, a := range articles[:n] {
		p.Posts = append(p.Posts, a.post)
		if a.snapshot != nil {
			p.Snapshots = append(p.Snapshots, *a.snapshot)
		}
	}
	if n < len(articles) {
		c.After = articles[n-1].post.PostID.Native()
		return p
	}
	*c = position{Of: c.Of, At: d.env.Clock.Now(), Feed: c.Feed}
	if !doc.early {
		c.ETag, c.Modified = doc.etag, doc.modified
	}
	d.open, p.Done = nil, true
	return p
}

// parse reads a cursor. One of another address starts anew.
func (d *Driver) parse(cursor string) (position, error) {
	of := connectors.Key(version, d.address)
	c := position{Of: of}
	if cursor == "" {
		return c, nil
	}
	dec := json.NewDecoder(bytes.NewReader([]byte(cursor)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil || dec.More() {
		return c, fmt.Errorf("%w: the position %.40q was not written by this connector", connectors.ErrInput, cursor)
	}
	if c.Of != of {
		return position{Of: of}, nil
	}
	return c, nil
}

// String is the position as a cursor.
func (c position) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts and numbers always encode
	}
	return string(b)
}
