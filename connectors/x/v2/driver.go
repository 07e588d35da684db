package v2

import (
	"context"
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/data"
)

// Version goes up when the same answers give other rows.
const Version = "2"

// Driver reads an account over the API. It is not safe for concurrent use.
type Driver struct {
	*walk.Driver
	client *client
}

// Open returns the driver of an account; m may be nil.
func Open(a connectors.Account, env connectors.Env, m *Meter) (*Driver, error) {
	c, err := newClient(a, env, m)
	if err != nil {
		return nil, fmt.Errorf("open X account %s: %w", a.ID, err)
	}
	p := walk.Platform{
		Info:    connectors.Info{Name: "x", Version: Version, Source: data.SourceAPI},
		Account: c.counters,
		Posts:   c.timeline,
		Look:    c.look, LookSize: mostPosts,
		// Posts are asked for from the floor on; one that is listed costs as much as one
		// that is asked for by id.
		PageSize: mostPosts, Exact: true,
		Reach: searched,
		// Posts are listed by their moment; the last hour may still be edited.
		Overlap: 2 * time.Hour,
		Unknown: c.api.Unknown,
	}
	if a.Replies {
		p.Thread = c.thread
	}
	return &Driver{walk.New(a, env, p), c}, nil
}

// Fetch implements connectors.Driver. X is asked for posts from where the round goes
// back to, and no others: they would be paid for. A round begins with the account's
// counters, so when posts are asked for, the cursor has the round.
func (d *Driver) Fetch(ctx context.Context, cursor string) (connectors.Page, error) {
	d.client.floor = walk.Floor(cursor)
	return d.Driver.Fetch(ctx, cursor)
}

// Spent implements connectors.Meter.
func (d *Driver) Spent() connectors.Estimate {
	return connectors.Estimate{Units: float64(d.client.spent.Posts), UnitName: unit, USD: d.client.spent.USD()}
}
