package discourse

import (
	"context"
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Needs lists no credential: a forum is read as any visitor reads it.
func Needs() []connectors.Need { return nil }

// Connect says what of the forum is read, and whether a visitor can.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) ([]string, error) {
	f, err := newForum(a, env)
	if err != nil {
		return nil, err
	}
	page, err := f.list(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("connect %s to %s: %w", a.ID, f.host, err)
	}
	what := "the whole forum"
	switch {
	case f.from.user != "":
		what = "the topics of one account"
	case f.from.category != "":
		what = "one category"
	case f.from.counts == "":
		what = "one tag"
	}
	return []string{
		fmt.Sprintf("%s answers without credentials; nothing has to be set up.", f.host),
		fmt.Sprintf("Read is %s: %d topics on the first page.", what, len(page.Posts)),
		"What people write there is read only with replies switched on and the community's permission in the config.",
	}, nil
}

// Terms are each forum's own; the connector keeps to what every one asks.
func Terms(connectors.Account) connectors.Terms {
	return connectors.Terms{DropDeleted: true, Source: "the forum's own terms (/tos) and privacy notice (/privacy); read them before the permission is written down"}
}
