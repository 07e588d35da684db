// Package plan foretells what the next run would ask, write and delete.
package plan

import (
	"context"
	"errors"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	xv2 "github.com/digital-diplomacy/tailor/connectors/x/v2"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
)

// Forecast is what the next run would ask of platforms, write and delete, without doing any
// of it. Requests and rows to delete are worked out; what is written is told from
// earlier runs.
type Forecast struct {
	Accounts []Account       `json:"accounts"`
	Requests int64           `json:"requests"`
	AtLeast  bool            `json:"at_least"` // of accounts that were never read it is not known how much there is
	USD      float64         `json:"usd"`
	XSpent   float64         `json:"x_usd_spent_this_month"`
	XMonthly float64         `json:"x_usd_a_month"`       // 0 is without limit
	Stops    string          `json:"stops,omitempty"`     // why a run would end before it asks anybody
	NotAsked string          `json:"not_asked,omitempty"` // why platforms would not be asked
	Writes   *Writes         `json:"writes"`              // null: not known before the first run
	Deletes  []Deletion      `json:"deletes"`
	Old      lake.Superseded `json:"superseded"` // snapshots that nobody needs any more
	asksX    bool
}

// Account is one account's part.
type Account struct {
	Account  data.AccountID `json:"account"`
	Platform string         `json:"platform"`
	First    bool           `json:"first"` // nothing was read before, so how much there is is not known
	Requests int64          `json:"requests"`
	Posts    int64          `json:"posts"`
	Threads  int64          `json:"threads"`
	USD      float64        `json:"usd,omitempty"`
	Units    float64        `json:"units,omitempty"`
	UnitName string         `json:"unit_name,omitempty"`
	Short    bool           `json:"short,omitempty"` // the budget does not last for all of it
	Error    string         `json:"error,omitempty"` // why it would not be read
}

// foreteller is a driver that can tell what it would ask.
type foreteller interface {
	Plan(position string) (walk.Plan, error)
}

// Foretell foretells the next run. Accounts that are read from files ask nobody.
func Foretell(ctx context.Context, u *jobs.Unit) (*Forecast, error) {
	base, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	plan := &Forecast{Accounts: []Account{}, Deletes: []Deletion{}}
	switch err := errors.Join(u.Config.PermissionGate(), u.RepliesGate()); {
	case err != nil:
		plan.Stops = err.Error()
		return plan, nil
	case !u.Askable():
		plan.NotAsked = "platforms show today only, and this run would compute as of " + u.Clock.AsOf.Format(time.DateOnly)
	default:
		if err := planRequests(ctx, u, plan, base); err != nil {
			return nil, err
		}
	}
	if err := planDeletes(ctx, u, plan, base); err != nil {
		return nil, err
	}
	return plan, planWrites(u, plan)
}

// planRequests foretells what platforms are asked.
func planRequests(ctx context.Context, u *jobs.Unit, plan *Forecast, base *lake.Snapshot) error {
	known, err := u.Known(ctx, base)
	if err != nil {
		return err
	}
	spent, err := u.PaidForX()
	if err != nil {
		return err
	}
	plan.XMonthly, plan.XSpent = float64(u.Config.Network.XMonthlyUSD), spent.USD()
	meter := xv2.NewMeter(plan.XMonthly, spent, nil)
	for _, a := range u.Config.AllAccounts() {
		account := u.Config.Source(a, u.Clock.AsOf)
		if len(account.Files) > 0 {
			continue
		}
		row := Account{Account: account.ID, Platform: account.Platform}
		if err := planAccount(ctx, u, &row, account, known[account.ID], meter); err != nil {
			row.Error = err.Error()
		}
		plan.Accounts = append(plan.Accounts, row)
		plan.Requests += row.Requests
		plan.USD += row.USD
		plan.AtLeast = plan.AtLeast || row.First
		plan.asksX = plan.asksX || account.Platform == string(data.X)
	}
	return nil
}

func planAccount(ctx context.Context, u *jobs.Unit, row *Account, a connectors.Account, known []connectors.Known, meter *xv2.Meter) error {
	if err := u.Attested(a); err != nil {
		return err
	}
	env := u.Asking()
	env.Known = func(data.AccountID) ([]connectors.Known, error) { return known, nil }
	driver, err := all.Open(a, env, all.Options{Mappings: u.Config.Mappings, XMeter: meter})
	if err != nil {
		return err
	}
	row.Requests = 1
	d, ok := driver.(foreteller)
	if !ok {
		return nil
	}
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return err
	}
	last, err := u.Lake().Inbox().Last(ctx, s, a.ID)
	if err != nil {
		return err
	}
	p, err := d.Plan(last.Cursor)
	if err != nil {
		return err
	}
	row.First, row.Requests, row.Posts, row.Threads = p.First, p.Requests(), p.Posts, p.Threads
	if d, ok := driver.(walk.Priced); ok {
		cost := d.Price(p)
		row.Requests, row.USD, row.Units, row.UnitName = cost.Requests, cost.USD, cost.Units, cost.UnitName
		row.Short = cost.Requests < p.Requests()
	}
	return nil
}
