package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

func (a *app) runsCommand() *cobra.Command {
	var limit int
	c := &cobra.Command{
		Use:   "runs [ID]",
		Short: "Show the record of runs, or all that is recorded of one",
		Long: `Lists the last runs, newest first: when each began, how long it took, how it ended and
what it cost. With the id of a run, or its beginning, it shows each stage and account:
rows, requests, waits, gaps, what was set aside and why, and errors.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("runs takes one id at most; see: tailor runs")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := a.load()
			if err != nil {
				return err
			}
			l := ledger.Open(cfg.Root, a.now)
			if len(args) == 1 {
				return a.oneRun(l, args[0])
			}
			runs, err := l.List(limit)
			if a.json {
				if jsonErr := json.NewEncoder(a.out).Encode(append([]ledger.Run{}, runs...)); jsonErr != nil {
					return jsonErr
				}
				return err
			}
			if len(runs) == 0 && err == nil {
				fmt.Fprintln(a.err, "there were no runs yet; begin with: tailor run")
			}
			for _, r := range runs {
				fmt.Fprintln(a.out, runLine(&r))
			}
			return err
		},
	}
	c.Flags().IntVarP(&limit, "number", "n", 20, "how many runs; 0 for all")
	return c
}

// runLine is a run in a line.
func runLine(r *ledger.Run) string {
	took := "-"
	if !r.Finished.IsZero() {
		took = r.Finished.Sub(r.Started).Round(100 * time.Millisecond).String()
	}
	var rows, requests int64
	var usd float64
	for _, a := range r.Accounts {
		rows, requests, usd = rows+a.Rows, requests+a.Requests, usd+a.USD
	}
	line := fmt.Sprintf("%s  %s  %-11s %3d  %8s  commit %s  %d rows, %d requests", r.ID, r.Started.Format("2006-01-02 15:04:05Z"), r.Status, r.ExitCode, took, r.Commit, rows, requests)
	if usd > 0 {
		line += fmt.Sprintf(", USD %.2f", usd)
	}
	return line + "  " + r.Command
}

// oneRun prints the run whose id begins with id.
func (a *app) oneRun(l *ledger.Ledger, id string) error {
	for r, err := range l.Newest() {
		if err != nil || !strings.HasPrefix(r.ID, id) {
			continue // a damaged record is named by status
		}
		if a.json {
			return json.NewEncoder(a.out).Encode(r)
		}
		return printRun(a.out, &r)
	}
	return usagef("no run has an id that begins with %q; see: tailor runs", id)
}

func printRun(w io.Writer, r *ledger.Run) error {
	fmt.Fprintln(w, runLine(r))
	fmt.Fprintf(w, "as of %s, settings %s, version %s\n", r.AsOf.Format(time.RFC3339), r.Config, r.Version)
	if r.Error != "" {
		fmt.Fprintf(w, "error: %s\n", r.Error)
	}
	for _, s := range r.Stages {
		fmt.Fprintf(w, "  %-10s %-11s %8s  %d partitions changed", s.Name, s.Status, s.Took.Round(time.Millisecond), s.Changed)
		if s.Rows > 0 {
			fmt.Fprintf(w, ", %d rows written", s.Rows)
		}
		if s.Removed > 0 {
			fmt.Fprintf(w, ", %d rows removed", s.Removed)
		}
		if s.Error != "" {
			fmt.Fprintf(w, "; %s", s.Error)
		}
		fmt.Fprintln(w)
	}
	accounts := slices.Clone(r.Accounts)
	slices.SortFunc(accounts, func(x, y ledger.AccountRun) int { return cmp.Compare(x.ID, y.ID) })
	for _, acc := range accounts {
		fmt.Fprintf(w, "  account %s: %s, %d pages, %d rows, %d requests", acc.ID, acc.Status, acc.Pages, acc.Rows, acc.Requests)
		if acc.Limited > 0 {
			fmt.Fprintf(w, ", asked to wait %d times", acc.Limited)
		}
		if acc.Units > 0 {
			fmt.Fprintf(w, ", %g %s", acc.Units, acc.UnitName)
		}
		if acc.USD > 0 {
			fmt.Fprintf(w, ", USD %.2f", acc.USD)
		}
		fmt.Fprintln(w)
		for _, line := range []struct{ what, text string }{{"error", acc.Error}, {"not read yet", acc.Gap}} {
			if line.text != "" {
				fmt.Fprintf(w, "    %s: %s\n", line.what, line.text)
			}
		}
		for _, reject := range acc.Rejects {
			fmt.Fprintf(w, "    set aside: %d rows of %s: %s: %s\n", reject.Rows, reject.Input, reject.Why, reject.Hint)
		}
	}
	return nil
}
