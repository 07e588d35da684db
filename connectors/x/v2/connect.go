package v2

import (
	"context"
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Connect tries the account's token with one request that costs a user read, and one
// that costs nothing, and says in plain lines what they tell.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) ([]string, error) {
	c, err := newClient(a, env, nil)
	if err != nil {
		return nil, fmt.Errorf("connect X account %s: %w", a.ID, err)
	}
	u, err := c.who(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect X account %s: %w", a.ID, err)
	}
	lines := []string{
		fmt.Sprintf("%s answers; @%s is account number %s", c.host, c.handle(), u.ID),
		"the token may read public posts and counters; it cannot post, and does not see clicks",
	}
	if u.Protected {
		lines = append(lines, "the account is protected: X shows its posts to followers only, so none can be read with this token")
	}
	var used usage
	if _, err := c.api.Get(ctx, "/2/usage/tweets", nil, &used); err != nil {
		return append(lines, "how much of the month's cap is used could not be read"), nil
	}
	if n, limit := used.Data.Used.N, used.Data.Cap.N; n != nil && limit != nil {
		line := fmt.Sprintf("%d of %d post reads of this period are used", *n, *limit)
		if day := used.Data.ResetDay.N; day != nil {
			line += fmt.Sprintf("; the count starts again on day %d of the month", *day)
		}
		lines = append(lines, line)
	}
	return lines, nil
}
