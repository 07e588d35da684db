package all

import (
	"context"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/bluesky"
	"github.com/digital-diplomacy/tailor/connectors/discourse"
	"github.com/digital-diplomacy/tailor/connectors/feed"
	"github.com/digital-diplomacy/tailor/connectors/mastodon"
	"github.com/digital-diplomacy/tailor/connectors/meta"
	"github.com/digital-diplomacy/tailor/connectors/telegram"
	"github.com/digital-diplomacy/tailor/connectors/x"
	"github.com/digital-diplomacy/tailor/connectors/youtube"
	"github.com/digital-diplomacy/tailor/data"
)

// connector is what is known of one platform's servers.
type connector struct {
	open func(connectors.Account, connectors.Env, Options) (connectors.Driver, error)
	// connect tries the credentials with a cheap request and says whose they are, what
	// they may do and until when.
	connect func(context.Context, connectors.Account, connectors.Env) (connectors.Access, error)
	needs   []connectors.Need
	terms   func(connectors.Account, connectors.Env) connectors.Terms
}

// registry lists the connectors that ask a server, by platform.
func registry() map[string]connector {
	return map[string]connector{
		"bluesky":   {open: simply(bluesky.Open), connect: lasting(bluesky.Connect), needs: bluesky.Needs(), terms: always(bluesky.Terms)},
		"discourse": {open: simply(discourse.Open), connect: lasting(discourse.Connect), needs: discourse.Needs(), terms: always(discourse.Terms)},
		"facebook":  {open: simply(meta.Open), connect: meta.Connect, needs: meta.Needs(data.Facebook), terms: always(meta.Terms)},
		"feed":      {open: simply(feed.Open), connect: lasting(feed.Connect), needs: feed.Needs(), terms: always(feed.Terms)},
		"instagram": {open: simply(meta.Open), connect: meta.Connect, needs: meta.Needs(data.Instagram), terms: always(meta.Terms)},
		"mastodon":  {open: simply(mastodon.Open), connect: mastodon.Connect, needs: mastodon.Needs(), terms: always(mastodon.Terms)},
		"telegram": {open: func(a connectors.Account, env connectors.Env, _ Options) (connectors.Driver, error) {
			return telegram.Open(a, env, nil)
		}, connect: lasting(telegram.Connect), needs: telegram.Needs(), terms: always(telegram.Terms)},
		"threads": {open: simply(meta.Open), connect: meta.Connect, needs: meta.Needs(data.Threads), terms: always(meta.Terms)},
		"x": {open: func(a connectors.Account, env connectors.Env, o Options) (connectors.Driver, error) {
			return x.Options{Meter: o.XMeter}.Open(a, env)
		}, connect: lasting(x.Connect), needs: x.Needs(), terms: always(x.Terms)},
		"youtube": {open: simply(youtube.Open), connect: youtube.Connect, needs: youtube.Needs(), terms: youtubeTerms},
	}
}

// lasting is of platforms that ask for no credentials, or whose credentials neither end
// by themselves nor say what they may do.
func lasting(connect func(context.Context, connectors.Account, connectors.Env) ([]string, error)) func(context.Context, connectors.Account, connectors.Env) (connectors.Access, error) {
	return func(ctx context.Context, a connectors.Account, env connectors.Env) (connectors.Access, error) {
		lines, err := connect(ctx, a, env)
		return connectors.Access{Lines: lines}, err
	}
}

func simply[D connectors.Driver](open func(connectors.Account, connectors.Env) (D, error)) func(connectors.Account, connectors.Env, Options) (connectors.Driver, error) {
	return func(a connectors.Account, env connectors.Env, _ Options) (connectors.Driver, error) {
		d, err := open(a, env)
		if err != nil {
			return nil, err // not a nil *D, which is no nil Driver
		}
		return d, nil
	}
}

func always(terms func(connectors.Account) connectors.Terms) func(connectors.Account, connectors.Env) connectors.Terms {
	return func(a connectors.Account, _ connectors.Env) connectors.Terms { return terms(a) }
}

// youtubeTerms lets statistics stay that their owner authorized.
func youtubeTerms(a connectors.Account, env connectors.Env) connectors.Terms {
	terms := youtube.Terms(a)
	if youtube.Authorized(a, env) {
		terms.KeepDays = 0
	}
	return terms
}
