package cli

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/plan"
)

func (a *app) planCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "plan",
		Short: "Show what the next run would ask of platforms, cost, write and delete",
		Long: `Foretells the next run: its requests, from what is known of each account's recent posts;
what they cost by the platform's price list; rows that must leave, because their days are
over, their week closes, or a platform's terms say so; and, from the last runs, about how
much is written. How many posts an account has that was never read is not known before.
Nothing is asked and nothing is changed.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			u, err := a.opened(c.Context(), true)
			if err != nil {
				return err
			}
			next, err := plan.Foretell(c.Context(), u)
			if err != nil {
				return err
			}
			if a.json {
				return json.NewEncoder(a.out).Encode(next)
			}
			return next.Text(a.out)
		},
	}
}
