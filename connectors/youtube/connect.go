package youtube

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Needs lists the credentials. A key is enough for public numbers; the other three
// go together.
func Needs() []connectors.Need {
	return []connectors.Need{
		{Name: "key", Optional: true, Doc: "API key, for what everybody can see; it is not needed with a refresh token. " +
			"1. Open console.cloud.google.com and create a project. 2. APIs & Services > Library > YouTube Data API v3 > Enable. " +
			"3. APIs & Services > Credentials > Create credentials > API key. 4. Restrict the key to the YouTube Data API v3."},
		{Name: "client-id", Optional: true, Doc: "OAuth client, for numbers of your own channel that may be kept longer than 30 days. " +
			"1. In the same project: APIs & Services > OAuth consent screen; add the scope youtube.readonly and publish the app. " +
			"2. Credentials > Create credentials > OAuth client ID > Desktop app. 3. Copy the client ID."},
		{Name: "client-secret", Optional: true, Doc: "the client secret shown beside the client ID."},
		{Name: "refresh", Optional: true, Doc: "refresh token of whoever owns the channel, for the scope " + scope + ". " +
			"It can be made at developers.google.com/oauthplayground: open its settings, tick 'Use your own OAuth credentials', " +
			"enter the scope, sign in as the channel, and press 'Exchange authorization code for tokens'."},
	}
}

// Connect tests the credentials of an account with one request, which costs a unit
// of the quota, and says what they allow.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) (access connectors.Access, err error) {
	l, err := newLogin(a, env)
	if err != nil {
		return access, err
	}
	c := &client{account: a, env: env, login: l}
	if !l.owner() && a.Everyone() {
		// No channel to ask for: the list of languages shows as well that the key is good.
		var answer list[struct{}]
		if err := l.get(ctx, "i18nLanguages", url.Values{"part": {"snippet"}}, &answer); err != nil {
			return access, fmt.Errorf("connect to youtube: %w", err)
		}
		return connectors.Access{Lines: []string{"the API key works"}}, nil
	}
	if !l.owner() {
		found, err := c.channel(ctx)
		if err != nil {
			return access, fmt.Errorf("connect to youtube: %w", err)
		}
		return connectors.Access{Lines: []string{
			fmt.Sprintf("the API key works and finds the channel %q (%s)", found.Snippet.Title, found.ID),
			"it may read what everybody can see; statistics are deleted 30 days after they were read, unless they are read again",
			"a key has no expiry date; it costs one of the project's 10,000 daily quota units per request",
		}}, nil
	}
	mine := c.account
	c.account.Handle = ""
	found, err := c.channel(ctx)
	if err != nil {
		return access, fmt.Errorf("connect to youtube: %w", err)
	}
	lines := []string{fmt.Sprintf("signed in as the channel %q (%s)", found.Snippet.Title, found.ID)}
	if !mine.Everyone() && !mine.Is(found.ID) && !mine.Is(found.Snippet.CustomURL) {
		lines = append(lines, fmt.Sprintf("this is not %s, the channel of account %s: sign in as that channel, or its numbers count as unauthorised", mine.Handle, mine.ID))
	}
	switch {
	case l.scopes == "":
		lines = append(lines, "the token's scopes are not told")
	case strings.Contains(l.scopes, "youtube"):
		lines = append(lines, "the token may: "+l.scopes)
	default:
		lines = append(lines, "the token may: "+l.scopes)
		access.Lacks = []connectors.Scope{{Name: scope, Purpose: "numbers of the channel in its owner's name"}}
	}
	access.Lines = append(lines, "the refresh token has no expiry date, but Google ends it after 6 months without use, and after 7 days while the app is in testing")
	return access, nil
}
