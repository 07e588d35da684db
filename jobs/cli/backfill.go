package cli

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs"
)

// backfill computes past weeks that end between two days.
func (a *app) backfill(ctx context.Context, from, to string) error {
	if from == "" {
		return usagef("--to needs --from, the first day of the weeks to fill in, like 2025-01-31")
	}
	c, err := a.load()
	if err != nil {
		return err
	}
	clock, err := a.today(c)
	if err != nil {
		return err
	}
	first, err := aDay("--from", from)
	if err != nil {
		return err
	}
	last := clock.AsOf
	if to != "" {
		if last, err = aDay("--to", to); err != nil {
			return err
		}
	}
	switch weeks := jobs.Weeks(first, last); {
	case last.Before(first):
		return usagef("--from %s lies after --to %s", from, last.Format(time.DateOnly))
	case len(weeks) > 0 && weeks[len(weeks)-1].After(clock.AsOf):
		if to != "" {
			return usagef("--to %s: that week is not over on %s; leave --to out to go up to the last whole week", to, clock.AsOf.Format(time.DateOnly))
		}
		last = last.AddDate(0, 0, -1) // a Sunday that is not over
		fallthrough
	default:
		if len(jobs.Weeks(first, last)) == 0 {
			return usagef("no week ends between %s and %s; weeks end on Sundays", from, last.Format(time.DateOnly))
		}
	}
	u, err := a.open(ctx)
	if err != nil {
		return err
	}
	result, err := u.Backfill(ctx, first, last)
	return a.print(u, result, err)
}

func aDay(flag, text string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, usagef("%s %q is no day like 2025-01-31", flag, text)
	}
	return day, nil
}

func stageNames() []string {
	var names []string
	for _, s := range jobs.Stages() {
		names = append(names, s.Name)
	}
	return names
}

// knownStages accepts names of stages only.
func knownStages(_ *cobra.Command, args []string) error {
	stages := stageNames()
	for _, name := range args {
		if !slices.Contains(stages, name) {
			return usagef("there is no stage %q; stages are %s (see: tailor jobs)", name, strings.Join(stages, ", "))
		}
	}
	return nil
}

// wrapped joins words by commas in lines of at most width letters.
func wrapped(words []string, width int) string {
	var b strings.Builder
	line := 0
	for i, w := range words {
		if i > 0 {
			b.WriteString(",")
			if line += len(w) + 2; line > width {
				b.WriteString("\n")
				line = 0
			} else {
				b.WriteString(" ")
			}
		}
		line += len(w)
		b.WriteString(w)
	}
	return b.String()
}
