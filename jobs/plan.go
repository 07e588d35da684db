package jobs

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	xv2 "github.com/digital-diplomacy/tailor/connectors/x/v2"
	"github.com/digital-diplomacy/tailor/data"
)

// Plan is what the next pull would ask of platforms, without asking any.
type Plan struct {
	Accounts []AccountPlan `json:"accounts"`
	Requests int64         `json:"requests"`
	USD      float64       `json:"usd"`
	XSpent   float64       `json:"x_usd_spent_this_month"`
	XMonthly float64       `json:"x_usd_a_month"` // 0 is without limit
	asksX    bool
}

// AccountPlan is one account's part.
type AccountPlan struct {
	Account  data.AccountID `json:"account"`
	Platform string         `json:"platform"`
	First    bool           `json:"first"` // nothing was read before, so how much there is is not known
	Requests int64          `json:"requests"`
	Posts    int64          `json:"posts"`
	Threads  int64          `json:"threads"`
	USD      float64        `json:"usd,omitempty"`
	Units    float64        `json:"units,omitempty"`
	UnitName string         `json:"unit_name,omitempty"`
	Error    string         `json:"error,omitempty"` // why it would not be read
}

// planner is a driver that can tell what it would ask.
type planner interface {
	Plan(position string) (walk.Plan, error)
}

// Plan foretells the next pull. Accounts that are read from files ask nobody.
func (u *Unit) Plan(ctx context.Context) (*Plan, error) {
	base, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	known, err := u.known(ctx, base)
	if err != nil {
		return nil, err
	}
	spent, err := u.paidForX()
	if err != nil {
		return nil, err
	}
	plan := &Plan{XSpent: spent.USD(), XMonthly: float64(u.Config.Network.XMonthlyUSD)}
	for _, a := range u.Config.AllAccounts() {
		account := u.Config.Source(a, u.Clock.AsOf)
		if len(account.Files) > 0 {
			continue
		}
		row := AccountPlan{Account: account.ID, Platform: account.Platform}
		if err := u.planAccount(ctx, &row, account, known[account.ID]); err != nil {
			row.Error = err.Error()
		}
		plan.Accounts = append(plan.Accounts, row)
		plan.Requests += row.Requests
		plan.USD += row.USD
		plan.asksX = plan.asksX || account.Platform == string(data.X)
	}
	return plan, nil
}

func (u *Unit) planAccount(ctx context.Context, row *AccountPlan, a connectors.Account, known []connectors.Known) error {
	if err := u.attested(a); err != nil {
		return err
	}
	env := u.asking(u.network().Line(web.Budget{}))
	env.Known = func(data.AccountID) ([]connectors.Known, error) { return known, nil }
	driver, err := all.Open(a, env, u.connectorOptions(nil))
	if err != nil {
		return err
	}
	row.Requests = 1
	d, ok := driver.(planner)
	if !ok {
		return nil
	}
	s, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	last, err := u.lake.Inbox().Last(ctx, s, a.ID)
	if err != nil {
		return err
	}
	p, err := d.Plan(last.Cursor)
	if err != nil {
		return err
	}
	row.First, row.Requests, row.Posts, row.Threads = p.First, p.Requests(), p.Posts, p.Threads
	cost := all.Estimate(a, p.Posts, repliesIn(known, p.Threads))
	row.USD, row.Units, row.UnitName = cost.USD, cost.Units, cost.UnitName
	return nil
}

// repliesIn is how many replies so many threads hold, as many on average as the
// known ones.
func repliesIn(known []connectors.Known, threads int64) int64 {
	var n, replies int64
	for _, k := range known {
		if k.Replies != nil && *k.Replies > 0 {
			n, replies = n+1, replies+*k.Replies
		}
	}
	if n == 0 {
		return 0
	}
	return replies * threads / n
}

// Text prints the plan for a person.
func (p *Plan) Text(w io.Writer) error {
	if len(p.Accounts) == 0 {
		_, err := fmt.Fprintln(w, "no account asks a platform: all are read from files")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "account\tplatform\trequests\tposts\tthreads\tcost")
	for _, a := range p.Accounts {
		if a.Error != "" {
			fmt.Fprintf(t, "%s\t%s\tnot read: %s\n", a.Account, a.Platform, a.Error)
			continue
		}
		requests := fmt.Sprint(a.Requests)
		if a.First {
			requests += " or more: nothing was read before"
		}
		cost := ""
		switch {
		case a.USD > 0:
			cost = fmt.Sprintf("%.2f USD", a.USD)
		case a.Units > 0:
			cost = fmt.Sprintf("%.0f %s", a.Units, a.UnitName)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\t%d\t%s\n", a.Account, a.Platform, requests, a.Posts, a.Threads, cost)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%d requests\n", p.Requests)
	if p.asksX {
		limit := "without limit"
		if p.XMonthly > 0 {
			limit = fmt.Sprintf("of %.2f USD", p.XMonthly)
		}
		fmt.Fprintf(w, "X: %.2f USD spent this month %s (network.x_monthly_usd); this pull %.2f USD, by the price list of %s\n",
			p.XSpent, limit, p.USD, xv2.PricesAsOf)
	}
	return nil
}
