package cli

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/status"
)

func (a *app) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: "Show how fresh each account is, what was set aside, and the last runs",
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.exists(); err != nil {
				return err
			}
			u, err := a.opened(c.Context(), true)
			if err != nil {
				return err
			}
			state, err := status.Of(c.Context(), u)
			if err != nil {
				return err
			}
			if a.json {
				return json.NewEncoder(a.out).Encode(state)
			}
			return state.Text(a.out)
		},
	}
}
