package meta

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// wanted are the permissions that a token of each platform should have, and what each
// is for.
var wanted = map[data.Platform][]connectors.Scope{
	data.Facebook: {{Name: "pages_show_list", Purpose: "finding the Page"}, {Name: "pages_read_engagement", Purpose: "posts and followers"},
		{Name: "pages_read_user_content", Purpose: "comments and who wrote them", Replies: true}, {Name: "read_insights", Purpose: "views, reach and clicks"}},
	data.Instagram: {{Name: "instagram_basic", Purpose: "posts and followers"}, {Name: "instagram_manage_insights", Purpose: "views, reach, saves and shares; peers"},
		{Name: "instagram_manage_comments", Purpose: "comments", Replies: true}, {Name: "pages_show_list", Purpose: "finding the account"},
		{Name: "pages_read_engagement", Purpose: "finding the account"}},
}

// shortLived is how long the tokens live that a person gets without a system user:
// those of Threads, and of an Instagram login (developers.facebook.com, "Long-Lived
// Access Tokens", read 2026-11).
const shortLived = 60 * 24 * time.Hour

// Needs lists the credentials of a platform: one token.
func Needs(platform data.Platform) []connectors.Need {
	doc := "access token that does not expire. 1. Open developers.facebook.com and create an app of type Business. " +
		"2. In business.facebook.com, Settings > Users > System users, add one, and assign it the Page (and the Instagram account connected to it). " +
		"3. Generate a token for the app with the permissions "
	switch platform {
	case data.Threads:
		return []connectors.Need{{Name: "token", Doc: "Threads user access token, which lasts 60 days. " +
			"1. In an app at developers.facebook.com add the use case 'Access the Threads API' with threads_basic, threads_manage_insights and threads_read_replies. " +
			"2. Add the profile as a Threads tester and accept at threads.net > Settings > Website permissions. 3. Use cases > Threads > User token generator."}}
	case data.Instagram:
		doc += permissionsFor(platform) + ". A token of an Instagram login (it begins with IG) is taken as well; it reads no peers."
	default:
		doc += permissionsFor(platform) + "."
	}
	return []connectors.Need{{Name: "token", Doc: doc}}
}

func permissionsFor(platform data.Platform) string {
	var names []string
	for _, w := range wanted[platform] {
		names = append(names, w.Name)
	}
	return strings.Join(names, ", ")
}

// Connect tests an account's token with a few requests and says what it may do, and
// until when.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) (connectors.Access, error) {
	g, err := newGraph(a, env)
	if err != nil {
		return connectors.Access{}, err
	}
	// Permissions are the configured token's, not those of the Page's that is got for it.
	access, err := g.granted(ctx)
	if err != nil {
		return connectors.Access{}, fmt.Errorf("connect to %s: %w", a.Platform, err)
	}
	one, err := g.who(ctx)
	if err != nil {
		return connectors.Access{}, fmt.Errorf("connect to %s: %w", a.Platform, err)
	}
	name := one.Name
	if one.Username != "" {
		name = strings.TrimSpace(name + " @" + one.Username)
	}
	access.Lines = append([]string{fmt.Sprintf("the token reads %s (%s)", name, one.ID)}, access.Lines...)
	return access, nil
}

func (g *graph) who(ctx context.Context) (*account, error) {
	switch data.Platform(g.account.Platform) {
	case data.Instagram:
		return (&instagram{graph: g}).resolve(ctx)
	case data.Threads:
		return (&threads{graph: g}).resolve(ctx)
	}
	return (&page{graph: g}).resolve(ctx)
}

// granted says what a token may do, and until when: debug_token knows, or else
// /me/permissions, which knows of a person's token only, and no end.
func (g *graph) granted(ctx context.Context) (connectors.Access, error) {
	if access, ok, err := g.inspected(ctx); ok || err != nil {
		return access, err
	}
	if g.login != byFacebook {
		return connectors.Access{Lines: []string{"the platform does not tell what this token may do"}, Lasts: shortLived}, nil
	}
	var answer edge[struct {
		Permission string      `json:"permission"`
		Status     string      `json:"status"`
		_          web.Ignored `names:"expires_at"`
	}]
	if err := g.get(ctx, "/me/permissions", url.Values{}, &answer); err != nil {
		if !cannotSee(err) {
			return connectors.Access{}, err
		}
		return connectors.Access{Lines: []string{"this is a Page's own token: the platform does not tell what it may do"}}, nil
	}
	var has []string
	for _, p := range answer.Data.Items {
		if p.Status == "granted" && !slices.Contains(has, p.Permission) {
			has = append(has, p.Permission)
		}
	}
	return g.permissions(has), nil
}

// permissions says which a token has, and which it lacks.
func (g *graph) permissions(has []string) connectors.Access {
	slices.Sort(has)
	access := connectors.Access{Lines: []string{"it may: " + strings.Join(has, ", ")}}
	for _, w := range wanted[data.Platform(g.account.Platform)] {
		if g.login == byFacebook && !slices.Contains(has, w.Name) {
			access.Lacks = append(access.Lacks, w)
		}
	}
	return access
}

// inspected asks debug_token. It wants the token as a parameter, which must not stand
// in an address: so the request is a POST that says that it means a GET.
func (g *graph) inspected(ctx context.Context) (access connectors.Access, ok bool, err error) {
	form := url.Values{"input_token": {g.token}, "method": {"get"}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.base+"/debug_token", strings.NewReader(form.Encode()))
	if err != nil {
		return access, false, fmt.Errorf("%w: the address of the server is not well formed", connectors.ErrInput)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	var answer struct {
		Data struct {
			Valid   *bool    `json:"is_valid"`
			Expires web.Int  `json:"expires_at"` // Unix seconds; 0 is never
			Access  web.Int  `json:"data_access_expires_at"`
			Scopes  []string `json:"scopes"`
		} `json:"data"`
	}
	if _, err := g.api.Do(r, &answer); err != nil {
		if cannotSee(err) {
			return access, false, nil
		}
		return access, false, err
	}
	d := &answer.Data
	if d.Valid == nil || len(d.Scopes) == 0 {
		return access, false, nil
	}
	access = g.permissions(d.Scopes)
	switch {
	case d.Expires.N == nil:
	case *d.Expires.N == 0:
		access.Lines = append(access.Lines, "it does not expire")
	default:
		access.Ends = append(access.Ends, connectors.End{At: time.Unix(*d.Expires.N, 0).UTC(), What: "the token expires"})
	}
	if d.Access.N != nil && *d.Access.N > 0 {
		access.Ends = append(access.Ends, connectors.End{At: time.Unix(*d.Access.N, 0).UTC(), What: "its owner must have signed in again"})
	}
	return access, true, nil
}
