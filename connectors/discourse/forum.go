package discourse

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

const (
	name     = "discourse"
	version  = "2"
	platform = data.Platform("discourse")
)

// forum asks one forum for one account.
type forum struct {
	account connectors.Account
	env     connectors.Env
	api     *web.API
	host    string // with the path the forum stands under, if any

	wanted     walk.Wanted         // of which topics more is than a list tells; nil is of all
	from       *source             // what is read; nil before the first request
	categories map[web.ID]category // as the forum lists them
	knows      bool                // the categories were asked for
	ids        []web.ID            // of the posts of topic
	topic      string
}

func newForum(a connectors.Account, env connectors.Env) (*forum, error) {
	base := strings.TrimSpace(a.Server)
	if base == "" && strings.Contains(a.Handle, "://") {
		base = a.Handle // as copied from a browser
	}
	if base != "" && !strings.Contains(base, "://") {
		base = "https://" + base
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("open account %s: %w: server: %q is no address of a forum; write it like https://forum.example", a.ID, connectors.ErrInput, a.Server)
	}
	path, _ := within(u.Path)
	f := &forum{account: a, env: env, host: u.Host + path}
	f.api = &web.API{HTTP: env.HTTP, Base: u.Scheme + "://" + f.host, Explain: explain}
	return f, nil
}

// within parts the path a forum stands under from what of it is meant.
func within(path string) (base, rest string) {
	path = strings.TrimSuffix(strings.TrimSuffix(path, "/"), ".json")
	for _, mark := range []string{"/c/", "/tag/", "/tags/", "/u/", "/latest", "/t/"} {
		if i := strings.Index(path+"/", mark); i >= 0 {
			return path[:i], strings.TrimPrefix(path[i:], "/")
		}
	}
	return path, ""
}

func (f *forum) get(ctx context.Context, path string, query url.Values, out any) error {
	_, err := f.api.Get(ctx, path, query, out)
	return err
}

func (f *forum) input(path string) string { return f.host + path }

// know reads the categories once. A forum that does not list them is read without.
func (f *forum) know(ctx context.Context) error {
	if f.knows {
		return nil
	}
	var site siteAnswer
	if err := f.get(ctx, "/site.json", nil, &site); err != nil && !errors.Is(err, connectors.ErrGone) {
		return err
	}
	f.categories, f.knows = map[web.ID]category{}, true
	for _, c := range site.Categories.Items {
		f.categories[c.ID] = c
	}
	return nil
}

// restricted reports whether a category, or one above it, is not for everybody.
func (f *forum) restricted(id web.ID) bool {
	for range 10 {
		c, ok := f.categories[id]
		if !ok || c.Restricted {
			return c.Restricted
		}
		id = c.Parent
	}
	return false
}

// native is what a topic is called.
func (f *forum) native(topic web.ID) string { return f.host + "/t/" + string(topic) }

// number is the number of a topic of this forum; ok is false for any other post.
func (f *forum) number(post data.PostID) (string, bool) {
	n, ok := strings.CutPrefix(post.Native(), f.host+"/t/")
	_, err := strconv.ParseUint(n, 10, 63)
	return n, ok && err == nil
}

// own reports whether a user is a configured account. Where the config's handle
// names a category or tag, a user of the same name is somebody else.
func (f *forum) own(username string) bool {
	if f.from != nil && f.from.user != "" && connectors.SameHandle(f.from.user, username) {
		return true
	}
	return f.env.IsOwn(platform, username) && !connectors.SameHandle(f.account.Handle, username)
}

// explain reads {"errors": [...], "error_type": "...", "extras": {"wait_seconds": 9}}.
func explain(status int, header http.Header, body []byte) error {
	var e struct {
		Type   string `json:"error_type"`
		Extras struct {
			Wait web.Int `json:"wait_seconds"`
		} `json:"extras"`
	}
	if json.Unmarshal(body, &e) != nil {
		return nil
	}
	switch {
	case e.Type == "not_logged_in":
		return fmt.Errorf("%w: this forum shows nothing to visitors; it cannot be read", connectors.ErrAuth)
	case e.Type == "rate_limit" || status == http.StatusTooManyRequests:
		if header.Get("Retry-After") == "" && e.Extras.Wait.N != nil {
			header = header.Clone()
			header.Set("Retry-After", strconv.FormatInt(*e.Extras.Wait.N, 10))
		}
		return web.Limited(header)
	}
	return nil
}
