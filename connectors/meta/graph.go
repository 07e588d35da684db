package meta

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// The addresses of the API. A token of an Instagram login is taken at a host of its
// own.
const (
	facebookHost  = "https://graph.facebook.com"
	instagramHost = "https://graph.instagram.com"
	threadsHost   = "https://graph.threads.net"

	version        = "/v24.0"
	threadsVersion = "/v1.0"
)

const (
	mostPosts    = 25  // on a page, and to look up at a time: each costs a request for its insights besides
	mostComments = 100 // on a page
	mostAnswers  = 50  // to a comment on Instagram, and comments there
)

// graph asks the Graph API in the name of one account.
type graph struct {
	account connectors.Account
	env     connectors.Env
	base    string
	token   string // as configured; as is the login it came from
	login   login
	api     *web.API
	apis    []*web.API // whose unknown fields are told
	insight *insights
	wanted  walk.Wanted // of which posts the insights are; nil is of all
	limit   int         // posts to ask for at a time; less if the API finds them too many
}

// login is where a token comes from.
type login string

const (
	byFacebook  login = "facebook"  // of a person, a Page or a system user
	byInstagram login = "instagram" // of an Instagram professional account
	byThreads   login = "threads"
)

func newGraph(a connectors.Account, env connectors.Env) (*graph, error) {
	token, err := env.Credential(a, "token")
	if err != nil && a.Platform != string(data.Threads) && env.Secret != nil {
		token, err = env.Secret("meta-token")
	}
	if err != nil || token == "" {
		return nil, fmt.Errorf("open account %s: %w: there is no access token; run `tailor connect %s`", a.ID, connectors.ErrAuth, a.Platform)
	}
	g := &graph{account: a, env: env, token: token, login: byFacebook}
	switch {
	case a.Platform == string(data.Threads):
		g.login = byThreads
	case a.Platform == string(data.Instagram) && strings.HasPrefix(token, "IG"):
		g.login = byInstagram
	}
	if g.base, err = base(a.Server, g.login); err != nil {
		return nil, fmt.Errorf("open account %s: %w", a.ID, err)
	}
	g.limit = g.pageSize()
	g.insight = &insights{get: g.get, day: env.Clock.Day(), rejected: map[string]bool{}, done: map[string]*readings{}}
	g.use(token)
	return g, nil
}

// base is the address of the API; a server of the config may name its own version.
func base(server string, l login) (string, error) {
	host, path := facebookHost, version
	switch l {
	case byInstagram:
		host = instagramHost
	case byThreads:
		host, path = threadsHost, threadsVersion
	}
	if server == "" {
		return host + path, nil
	}
	if !strings.Contains(server, "://") {
		server = "https://" + server
	}
	u, err := url.Parse(server)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("%w: server %q is no address", connectors.ErrInput, server)
	}
	if own := strings.TrimSuffix(u.Path, "/"); own != "" {
		path = own
	}
	return u.Scheme + "://" + u.Host + path, nil
}

// use makes a token that of all further requests. It travels in a header only.
func (g *graph) use(token string) {
	g.api = &web.API{HTTP: g.env.HTTP, Base: g.base, Explain: explain, Header: http.Header{"Authorization": {"Bearer " + token}}}
	g.apis = append(g.apis, g.api)
}

// get asks for a path. An id of a path must be a [segment].
func (g *graph) get(ctx context.Context, path string, query url.Values, out any) error {
	_, err := g.api.Get(ctx, path, query, out)
	return err
}

// segment makes an id or a handle safe to stand in a path.
func segment[S ~string](id S) string { return "/" + url.PathEscape(string(id)) }

// pageSize is how many posts a page holds.
func (g *graph) pageSize() int { return min(g.env.PageRows(), mostPosts) }

// input names what was asked: host and pattern of the path.
func (g *graph) input(pattern string) string {
	_, address, _ := strings.Cut(g.base, "://")
	return address + pattern
}

func (g *graph) unknown() []string {
	var names []string
	for _, api := range g.apis {
		names = append(names, api.Unknown()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// about adds the account to an error.
func (g *graph) about(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s of account %s: %w", g.account.Platform, g.account.ID, err)
}

// unwanted reports whether nobody asks for the insights of a post, each of which takes a request.
func (g *graph) unwanted(p *data.Post, replies data.Count) bool {
	return g.wanted != nil && !g.wanted(p.PostID, p.PublishedAt, replies)
}

// post is a post with what every row of it says.
func (g *graph) post(id string, published data.Micros) data.Post {
	p := data.Platform(g.account.Platform)
	return data.Post{PostID: data.NewPostID(p, id), AccountID: g.account.ID, Platform: p, PublishedAt: published,
		Precision: data.BySecond, Paid: data.PaidUnknown, ObservedAt: g.env.Clock.Now(), Source: data.SourceAPI}
}

// undated sets aside an item without an id or a readable date.
func undated(p *connectors.Page, field, what string) {
	p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Field: field, Why: "bad_date",
		Hint: "the server sent a " + what + " without an id or a readable date"})
}

// counters makes an account snapshot; why is as for [data.AccountSnapshot.Explain].
func (g *graph) counters(followers, following, posts data.Count, why map[string]data.Reason) data.AccountSnapshot {
	snap := data.AccountSnapshot{AccountID: g.account.ID, Platform: data.Platform(g.account.Platform), ObservedAt: g.env.Clock.Now(),
		Source: data.SourceAPI, Followers: followers, Following: following, PostsTotal: posts, Precision: "exact"}
	snap.Explain(why)
	return snap
}

// errNotYours is what to say of an account that a token does not lead to.
func (g *graph) errNotYours(what string) error {
	return g.about(fmt.Errorf("%w: the token leads to no %s %q; connect with an account that manages it, or correct the handle", connectors.ErrInput, what, g.account.Handle))
}

// cannotSee reports whether an error is about an object rather than about the whole
// conversation with the server.
func cannotSee(err error) bool {
	if r := refusal(err); r != nil && r.ended || connectors.Retryable(err) {
		return false
	}
	return errors.Is(err, connectors.ErrInput) || errors.Is(err, connectors.ErrGone) || errors.Is(err, connectors.ErrAuth)
}
