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
var wanted = map[data.Platform][]struct{ name, purpose string }{
	data.Facebook: {{"pages_show_list", "finding the Page"}, {"pages_read_engagement", "posts and followers"},
		{"pages_read_user_content", "comments and who wrote them"}, {"read_insights", "views, reach and clicks"}},
	data.Instagram: {{"instagram_basic", "posts and followers"}, {"instagram_manage_insights", "views, reach, saves and shares; peers"},
		{"instagram_manage_comments", "comments"}, {"pages_show_list", "finding the account"}, {"pages_read_engagement", "finding the account"}},
}

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
		names = append(names, w.name)
	}
	return strings.Join(names, ", ")
}

// Connect tests an account's token with a few requests and says what it may do, and
// until when.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) ([]string, error) {
	g, err := newGraph(a, env)
	if err != nil {
		return nil, err
	}
	// Permissions are the configured token's, not those of the Page's that is got for it.
	granted, err := g.granted(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", a.Platform, err)
	}
	one, err := g.who(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", a.Platform, err)
	}
	name := one.Name
	if one.Username != "" {
		name = strings.TrimSpace(name + " @" + one.Username)
	}
	return append([]string{fmt.Sprintf("the token reads %s (%s)", name, one.ID)}, granted...), nil
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
func (g *graph) granted(ctx context.Context) ([]string, error) {
	if lines, ok, err := g.inspected(ctx); ok || err != nil {
		return lines, err
	}
	if g.login != byFacebook {
		return []string{"the platform does not tell what this token may do; tokens of this kind end after 60 days unless they are renewed"}, nil
	}
	var answer edge[struct {
		Permission string      `json:"permission"`
		Status     string      `json:"status"`
		_          web.Ignored `names:"expires_at"`
	}]
	if err := g.get(ctx, "/me/permissions", url.Values{}, &answer); err != nil {
		if !cannotSee(err) {
			return nil, err
		}
		return []string{"this is a Page's own token: the platform does not tell what it may do"}, nil
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
func (g *graph) permissions(has []string) []string {
	slices.Sort(has)
	lines := []string{"it may: " + strings.Join(has, ", ")}
	for _, w := range wanted[data.Platform(g.account.Platform)] {
		if g.login == byFacebook && !slices.Contains(has, w.name) {
			lines = append(lines, "it lacks "+w.name+" ("+w.purpose+")")
		}
	}
	return lines
}

// inspected asks debug_token. It wants the token as a parameter, which must not stand
// in an address: so the request is a POST that says that it means a GET.
func (g *graph) inspected(ctx context.Context) (lines []string, ok bool, err error) {
	form := url.Values{"input_token": {g.token}, "method": {"get"}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.base+"/debug_token", strings.NewReader(form.Encode()))
	if err != nil {
		return nil, false, fmt.Errorf("%w: the address of the server is not well formed", connectors.ErrInput)
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
			return nil, false, nil
		}
		return nil, false, err
	}
	d := &answer.Data
	if d.Valid == nil || len(d.Scopes) == 0 {
		return nil, false, nil
	}
	lines = g.permissions(d.Scopes)
	switch {
	case d.Expires.N == nil:
	case *d.Expires.N == 0:
		lines = append(lines, "it does not expire")
	default:
		lines = append(lines, "it expires on "+time.Unix(*d.Expires.N, 0).UTC().Format(time.DateOnly))
	}
	if d.Access.N != nil && *d.Access.N > 0 {
		lines = append(lines, "its owner must sign in again by "+time.Unix(*d.Access.N, 0).UTC().Format(time.DateOnly))
	}
	return lines, true, nil
}
