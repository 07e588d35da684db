package discourse

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// source is what of a forum is read: a list of topics.
type source struct {
	path     string // of the list
	category string // id; "" if it is not one category
	user     string // whose topics; "" if it is not one user
	counts   string // path of its counters; "" if it has none
}

// resolve finds out what the config's handle names. It may be written as the forum's
// own paths (c/visa, c/visa/5, tag/visa, u/name), with the usual signs (#tag, @user),
// or as a bare name, which is looked for among categories, then tags, then users.
func (f *forum) resolve(ctx context.Context) (*source, error) {
	if f.from != nil {
		return f.from, nil
	}
	if err := f.know(ctx); err != nil {
		return nil, err
	}
	s, err := f.find(ctx, f.handle())
	if err != nil {
		return nil, err
	}
	if s.user != "" && f.account.Role == data.RoleCommunity {
		return nil, fmt.Errorf("%w: handle: names one person of the forum; a community is read by category or tag only", connectors.ErrInput)
	}
	f.from = s
	return s, nil
}

// handle is the config's, or what the address of the server has behind the forum's.
func (f *forum) handle() string {
	h := strings.TrimSpace(f.account.Handle)
	if h == "" || strings.Contains(h, "://") {
		from := h
		if from == "" {
			from = f.account.Server
		}
		u, err := url.Parse(from)
		if err != nil {
			return ""
		}
		_, h = within(u.Path)
	}
	h, _, _ = strings.Cut(strings.Trim(h, "/"), "/l/")
	return strings.TrimSuffix(h, "/none")
}

// plain is what a handle names that can be told without asking the forum; nil for a category
// and for a bare name.
func plain(handle string) *source {
	kind, rest, _ := strings.Cut(handle, "/")
	switch {
	case handle == "", handle == "*", kind == "latest":
		return &source{path: "/latest.json", counts: "/about.json"}
	case (kind == "tag" || kind == "tags") && rest != "":
		return tagSource(rest)
	case kind == "u" && rest != "":
		rest, _, _ = strings.Cut(rest, "/")
		return userSource(rest)
	case strings.HasPrefix(handle, "#"):
		return tagSource(handle[1:])
	case strings.HasPrefix(handle, "@"):
		return userSource(handle[1:])
	}
	return nil
}

func (f *forum) find(ctx context.Context, handle string) (*source, error) {
	if s := plain(handle); s != nil {
		return s, nil
	}
	if kind, rest, _ := strings.Cut(handle, "/"); kind == "c" && rest != "" {
		return f.category(rest)
	}
	if s, err := f.category(handle); err == nil {
		return s, nil
	}
	s := tagSource(handle)
	if err := f.get(ctx, s.path, nil, nil); err == nil {
		return s, nil
	} else if !errors.Is(err, connectors.ErrGone) {
		return nil, err
	}
	return userSource(handle), nil
}

// category finds a category by its id or by its slug with or without those above it.
func (f *forum) category(path string) (*source, error) {
	parts := strings.Split(path, "/")
	last := parts[len(parts)-1]
	if _, err := strconv.ParseUint(last, 10, 63); err == nil {
		if f.restricted(idOf(last)) {
			return nil, fmt.Errorf("%w: handle: %s is a category that is not for everybody; it is not read", connectors.ErrInput, path)
		}
		return categorySource(path, last), nil
	}
	found := ""
	for id, c := range f.categories {
		if strings.EqualFold(c.Slug, last) && f.under(c, parts[:len(parts)-1]) {
			if found != "" {
				return nil, fmt.Errorf("%w: handle: several categories are called %s; write its path with its number, like c/%s/7", connectors.ErrInput, path, path)
			}
			found = string(id)
		}
	}
	if found == "" {
		return nil, fmt.Errorf("%w: handle: the forum lists no category %s; write c/slug/number, #tag or @user", connectors.ErrInput, path)
	}
	if f.restricted(idOf(found)) {
		return nil, fmt.Errorf("%w: handle: %s is a category that is not for everybody; it is not read", connectors.ErrInput, path)
	}
	return categorySource(path+"/"+found, found), nil
}

// under reports whether the categories above c are those of a path.
func (f *forum) under(c category, above []string) bool {
	for i := len(above) - 1; i >= 0; i-- {
		parent, ok := f.categories[c.Parent]
		if !ok || !strings.EqualFold(parent.Slug, above[i]) {
			return false
		}
		c = parent
	}
	return true
}

func categorySource(path, id string) *source {
	return &source{path: "/c/" + escape(path) + "/l/latest.json", category: id}
}

func tagSource(tag string) *source { return &source{path: "/tag/" + escape(tag) + ".json"} }

func userSource(username string) *source {
	return &source{path: "/topics/created-by/" + url.PathEscape(username) + ".json", user: username, counts: "/u/" + url.PathEscape(username) + "/summary.json"}
}

// escape escapes the parts of a path.
func escape(path string) string {
	parts := strings.Split(path, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}
