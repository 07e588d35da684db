// Package all knows every connector. A new one is added here, in one place that can
// be read.
package all

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports"
	xv2 "github.com/digital-diplomacy/tailor/connectors/x/v2"
)

// Options are what some connectors need of the config besides account and
// surroundings.
type Options struct {
	Mappings map[string]exports.Mapping // by name
	XMeter   *xv2.Meter                 // holds all accounts to what X may cost in a month; nil does not
}

// Platforms lists the platforms whose servers can be asked, sorted.
func Platforms() []string { return slices.Sorted(maps.Keys(registry())) }

// Open returns the driver of an account: files are read if it names any, else its
// platform is asked.
func Open(a connectors.Account, env connectors.Env, o Options) (connectors.Driver, error) {
	if len(a.Files) == 0 {
		c, ok := registry()[a.Platform]
		if !ok {
			return nil, fmt.Errorf("open account %s: %w: %s cannot be asked, it is read from files; add files: to the account",
				a.ID, connectors.ErrInput, a.Platform)
		}
		return c.open(a, env, o)
	}
	return openFiles(a, env, o)
}

// Terms returns what the terms of an account's platform ask; files that the unit
// downloaded itself are its own.
// env is asked for credentials, because what an owner authorized may be kept longer.
func Terms(a connectors.Account, env connectors.Env) connectors.Terms {
	c, ok := registry()[a.Platform]
	if !ok || len(a.Files) > 0 {
		return connectors.Terms{}
	}
	return c.terms(a, env)
}

// Needs lists the credentials that a platform's connector uses.
func Needs(platform string) []connectors.Need { return registry()[platform].needs }

// Connect tries an account's credentials with a cheap request, and says whose they
// are, what they may do and until when.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) (connectors.Access, error) {
	c, ok := registry()[a.Platform]
	if !ok {
		return connectors.Access{}, fmt.Errorf("%w: %s cannot be asked; there are %s", connectors.ErrInput, a.Platform, strings.Join(Platforms(), ", "))
	}
	return c.connect(ctx, a, env)
}
