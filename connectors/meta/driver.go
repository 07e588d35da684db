package meta

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/data"
)

// Open returns the driver of a Facebook Page, an Instagram account or a Threads
// profile. It asks for nothing yet; an error wraps [connectors.ErrAuth] if there is
// no token.
func Open(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	g, err := newGraph(a, env)
	if err != nil {
		return nil, err
	}
	var p walk.Platform
	switch data.Platform(a.Platform) {
	case data.Facebook:
		p = (&page{graph: g}).platform()
	case data.Instagram:
		p = (&instagram{graph: g}).platform()
	case data.Threads:
		if a.Role != data.RoleOwn && a.Role != "" {
			return nil, fmt.Errorf("open account %s: %w: Threads gives posts of one's own profile only", a.ID, connectors.ErrInput)
		}
		p = (&threads{graph: g}).platform()
	default:
		return nil, fmt.Errorf("open account %s: %w: %q is not facebook, instagram or threads", a.ID, connectors.ErrInput, a.Platform)
	}
	p.Info = connectors.Info{Name: "meta", Version: "2", Source: data.SourceAPI}
	p.PageSize, p.Unknown = g.pageSize(), g.unknown
	p.Wants = func(wanted walk.Wanted) { g.wanted = wanted }
	return walk.New(a, env, p), nil
}

// Terms: what is deleted on the platform must not stay here.
func Terms(connectors.Account) connectors.Terms {
	return connectors.Terms{DropDeleted: true, Source: "Meta Platform Terms, 3.d (retention, deletion and accessibility of platform data), read 2026-11"}
}
