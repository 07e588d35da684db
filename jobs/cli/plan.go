package cli

import (
	"encoding/json"

	"github.com/spf13/cobra"
)

func (a *app) planCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "plan",
		Short: "Show what the next pull would ask of platforms, and what it would cost",
		Long: `Foretells the requests of the next pull from what is known of each account's recent
posts, and what X would charge. Nothing is asked and nothing is changed.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			u, err := a.open(c.Context())
			if err != nil {
				return err
			}
			plan, err := u.Plan(c.Context())
			if err != nil {
				return err
			}
			if a.json {
				return json.NewEncoder(a.out).Encode(plan)
			}
			return plan.Text(a.out)
		},
	}
}
