package plan

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	xv2 "github.com/digital-diplomacy/tailor/connectors/x/v2"
)

// Text prints the plan for a person.
func (p *Forecast) Text(w io.Writer) error {
	if p.Stops != "" {
		_, err := fmt.Fprintf(w, "a run would stop before it asks anybody: %s\n", p.Stops)
		return err
	}
	if err := p.requests(w); err != nil {
		return err
	}
	if p.Writes == nil {
		fmt.Fprintln(w, "\nwrites: not known before the first run")
	} else {
		basis := "as the last two runs go on"
		if p.Writes.Runs == 1 {
			basis = "as the last run, which is all there is to go by: first runs, a new month and a pause make it differ much"
		}
		fmt.Fprintf(w, "\nwrites: about %d rows, %s, %s\n", p.Writes.Rows, size(p.Writes.Bytes), basis)
	}
	if len(p.Deletes) == 0 && p.Old.Commits == 0 {
		_, err := fmt.Fprintln(w, "deletes: nothing")
		return err
	}
	fmt.Fprintln(w, "deletes:")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range p.Deletes {
		fmt.Fprintf(t, "  %s\t%d rows\t%s\n", d.Table, d.Rows, d.Why)
	}
	if p.Old.Commits > 0 {
		fmt.Fprintf(t, "  snapshots\t%d\tsuperseded: %d files, %s\n", p.Old.Commits, p.Old.Files, size(p.Old.Bytes))
	}
	return t.Flush()
}

// requests prints what platforms are asked and what that costs.
func (p *Forecast) requests(w io.Writer) error {
	if p.NotAsked != "" {
		_, err := fmt.Fprintf(w, "no platform is asked: %s\n", p.NotAsked)
		return err
	}
	if len(p.Accounts) == 0 {
		_, err := fmt.Fprintln(w, "no account asks a platform: all are read from files")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "account\tplatform\trequests\tposts\tthreads\tcost")
	for _, a := range p.Accounts {
		switch {
		case a.Error != "":
			fmt.Fprintf(t, "%s\t%s\tnot read: %s\n", a.Account, a.Platform, a.Error)
		case a.First:
			fmt.Fprintf(t, "%s\t%s\tat least %d: not known before the first read\n", a.Account, a.Platform, a.Requests)
		default:
			fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%d\t%s\n", a.Account, a.Platform, a.Requests, a.Posts, a.Threads, a.cost())
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	atLeast := ""
	if p.AtLeast {
		atLeast = "at least "
	}
	fmt.Fprintf(w, "\n%s%d requests\n", atLeast, p.Requests)
	if p.asksX {
		limit := "without limit"
		if p.XMonthly > 0 {
			limit = fmt.Sprintf("of %.2f USD", p.XMonthly)
		}
		fmt.Fprintf(w, "X: %.2f USD spent this month %s (network.x_monthly_usd); this pull %s%.2f USD, by the price list of %s\n",
			p.XSpent, limit, atLeast, p.USD, xv2.PricesAsOf)
		if slices.ContainsFunc(p.Accounts, func(a Account) bool { return a.Short }) {
			fmt.Fprintln(w, "X: the budget does not last for all of it: new posts come first, then counters of older ones, then replies")
		}
	}
	return nil
}

func (a *Account) cost() string {
	switch {
	case a.USD > 0:
		return fmt.Sprintf("%.2f USD", a.USD)
	case a.Units > 0:
		return fmt.Sprintf("%.0f %s", a.Units, a.UnitName)
	}
	return ""
}

// size is a number of bytes for a person.
func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KiB", (bytes+1023)/1024)
	}
	return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20))
}
