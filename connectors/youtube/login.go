package youtube

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
)

const (
	apiHost   = "https://www.googleapis.com"
	tokenHost = "https://oauth2.googleapis.com"
)

// scope is all that is asked for.
const scope = "https://www.googleapis.com/auth/youtube.readonly"

// login is how requests get their credential: a key, or an access token that a
// refresh token buys for an hour. Both travel in headers only.
type login struct {
	http            connectors.Doer
	base, tokenBase string
	key             string
	id, secret      string // of the OAuth client
	refresh         string

	current *web.API
	all     []*web.API // whose unknown fields are told
	expires time.Time
	scopes  string
	spent   connectors.Estimate
}

// newLogin finds the credentials of an account: the owner's, or else a key.
func newLogin(a connectors.Account, env connectors.Env) (*login, error) {
	base, tokenBase, err := bases(a.Server)
	if err != nil {
		return nil, fmt.Errorf("open account %s: %w", a.ID, err)
	}
	l := &login{http: env.HTTP, base: base, tokenBase: tokenBase}
	if l.refresh, err = env.Credential(a, "refresh"); err == nil {
		var idErr, secretErr error
		l.id, idErr = env.Credential(a, "client-id")
		l.secret, secretErr = env.Credential(a, "client-secret")
		if err := errors.Join(idErr, secretErr); err != nil {
			return nil, notConnected(a, "the client-id or client-secret that belongs to the refresh token")
		}
		return l, nil
	}
	if l.key, err = env.Credential(a, "key"); err != nil {
		return nil, notConnected(a, "an API key")
	}
	return l, nil
}

// bases are the addresses of the API and of the tokens. A server of the config
// stands for both; its path, if it has one, is the API's.
func bases(server string) (api, token string, err error) {
	if server == "" {
		return apiHost + "/youtube/v3", tokenHost, nil
	}
	if !strings.Contains(server, "://") {
		server = "https://" + server
	}
	u, err := url.Parse(server)
	if err != nil || u.Host == "" {
		return "", "", fmt.Errorf("%w: server %q is no address", connectors.ErrInput, server)
	}
	root := u.Scheme + "://" + u.Host
	if path := strings.TrimSuffix(u.Path, "/"); path != "" {
		return root + path, root, nil
	}
	return root + "/youtube/v3", root, nil
}

// owner reports whether requests are made in the name of a channel's owner.
func (l *login) owner() bool { return l.refresh != "" }

// api returns the way to ask, with a credential that is still good.
func (l *login) api(ctx context.Context) (*web.API, error) {
	if l.current != nil && (!l.owner() || time.Now().Before(l.expires)) {
		return l.current, nil
	}
	header := http.Header{}
	if l.owner() {
		token, err := l.token(ctx)
		if err != nil {
			return nil, err
		}
		header.Set("Authorization", "Bearer "+token)
	} else {
		header.Set("X-Goog-Api-Key", l.key)
	}
	l.current = &web.API{HTTP: l.http, Base: l.base, Header: header, Explain: explain}
	l.all = append(l.all, l.current)
	return l.current, nil
}

// token buys an access token (RFC 6749, section 6). Its errors repeat nothing that
// the server says: the request holds three secrets.
func (l *login) token(ctx context.Context) (string, error) {
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {l.refresh}, "client_id": {l.id}, "client_secret": {l.secret}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, l.tokenBase+"/token", strings.NewReader(form.Encode()))
	if err != nil {
		return "", fmt.Errorf("%w: the address of the server is not well formed", connectors.ErrInput)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	var answer struct {
		Token   string  `json:"access_token"`
		Seconds web.Int `json:"expires_in"`
		Scope   string  `json:"scope"`
	}
	l.spent = l.spent.Add(connectors.Estimate{Requests: 1, UnitName: unitName})
	asked := web.API{HTTP: l.http, Base: l.tokenBase}
	if _, err = asked.Do(r, &answer); err != nil {
		return "", l.tokenRefused(r.URL.Host, err)
	}
	if answer.Token == "" {
		return "", fmt.Errorf("%w: %s gives no access token; run `tailor connect youtube`", connectors.ErrAuth, r.URL.Host)
	}
	life := time.Hour
	if answer.Seconds.N != nil {
		life = time.Duration(*answer.Seconds.N) * time.Second
	}
	l.expires = time.Now().Add(life - time.Minute)
	l.scopes = answer.Scope
	return answer.Token, nil
}

func (l *login) tokenRefused(host string, err error) error {
	var answer *web.Error
	if !errors.As(err, &answer) {
		return err
	}
	if answer.Status == http.StatusBadRequest || answer.Status == http.StatusUnauthorized {
		return fmt.Errorf("%s answers %d: %w: the refresh token or its client is no longer valid; run `tailor connect youtube`",
			host, answer.Status, connectors.ErrAuth)
	}
	return fmt.Errorf("%s answers %d to a request for an access token: %w", host, answer.Status, answer.Kind)
}

// get asks one method. An access token that was taken back before its time is
// renewed once.
func (l *login) get(ctx context.Context, method string, query url.Values, out any) error {
	for renewed := false; ; renewed = true {
		api, err := l.api(ctx)
		if err != nil {
			return err
		}
		l.spent = l.spent.Add(connectors.Estimate{Requests: 1, Units: units[method], UnitName: unitName})
		_, err = api.Get(ctx, "/"+method, query, out)
		var answer *web.Error
		if !renewed && l.owner() && errors.As(err, &answer) && answer.Status == http.StatusUnauthorized {
			l.current = nil
			continue
		}
		return err
	}
}

// unknown lists the fields that were seen and are not known.
func (l *login) unknown() []string {
	var names []string
	for _, api := range l.all {
		names = append(names, api.Unknown()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
