package v1

import (
	"context"
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Connect tries the account's token with one request and says in plain lines what it
// tells.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) ([]string, error) {
	c, err := newClient(a, env)
	if err == nil {
		_, err = c.counters(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("connect X account %s: %w", a.ID, err)
	}
	return []string{fmt.Sprintf("%s answers; it knows @%s", c.base.Host, c.name()),
		"v1.1 gives posts and their counters; replies and views it does not have"}, nil
}
