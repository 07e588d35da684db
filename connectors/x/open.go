package x

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/x/archive"
	"github.com/digital-diplomacy/tailor/connectors/x/dump"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
	v2 "github.com/digital-diplomacy/tailor/connectors/x/v2"
)

// Options are what an account is opened with besides itself.
type Options struct {
	Declared map[string]connectors.Declared // by the mapping a file names
	Meter    *v2.Meter                      // shared by all accounts of a run; nil reads without a budget
}

// Open returns the driver of an account.
func (o Options) Open(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	a.Handle = handle(a.Handle)
	switch {
	case len(a.Files) > 0:
		return o.files(a, env)
	case v1.Is(a.Server):
		return v1.Open(a, env)
	}
	return v2.Open(a, env, o.Meter)
}

// Open opens an account without a budget.
func Open(a connectors.Account, env connectors.Env, declared map[string]connectors.Declared) (connectors.Driver, error) {
	return Options{Declared: declared}.Open(a, env)
}

// files opens an account's files: archives, or dumps.
func (o Options) files(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	archives, others := 0, 0
	found, _ := connectors.FindFiles(env.Dir, a.Files) // what is not there, Fetch says
	for _, f := range found {
		if archive.Reads(f.Path) {
			archives++
		} else {
			others++
		}
	}
	switch {
	case archives > 0 && others > 0:
		return nil, fmt.Errorf("open files of %s: %w: some are an account archive and some are not; make two accounts of them", a.ID, connectors.ErrInput)
	case archives > 0:
		return archive.Open(a, env, o.Declared)
	}
	return dump.Open(a, env, o.Declared)
}

// Reads reports whether this package reads what stands at a path: an archive, a
// folder that holds one or dumps, or a file of JSON. Tables it does not read.
func Reads(path string) bool { return archive.Reads(path) || dump.Reads(path) }

// Connect tries an account's credentials with as few requests as can be, and returns
// in plain lines what they may do.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) ([]string, error) {
	a.Handle = handle(a.Handle)
	if v1.Is(a.Server) {
		return v1.Connect(ctx, a, env)
	}
	return v2.Connect(ctx, a, env)
}

// handle is the name that the config means, which may be written as the address of a
// profile.
func handle(written string) string {
	address := strings.TrimSpace(written)
	if strings.Contains(address, "/") && !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || !v1.OnX(address) {
		return written
	}
	name, _, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	return strings.TrimPrefix(name, "@")
}
