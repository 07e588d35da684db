package cli

import (
	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/show"
)

func (a *app) benchmarkCommand() *cobra.Command {
	var mission string
	c := &cobra.Command{
		Use:   "benchmark",
		Short: "Where your accounts stand among the peers you declared, by public counts",
		Long: `Tells for each of your accounts and each set of peers in the settings (missions,
brands, NGOs) on the same platform how many of 100 peers a typical post of yours is
above, with a 90 % interval. Counts are those anyone can see, of the same 26 weeks and
at the same age; reach and views are never compared. It needs ten peers with ten posts
each. Your own missions are never ranked among each other. It reads what the last run
computed.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			b, err := show.Benchmark(c.Context(), u, mission)
			if err != nil {
				return err
			}
			return a.answer(b)
		},
	}
	c.Flags().StringVar(&mission, "mission", "", "only this mission, or a part of its name")
	return c
}
