package cli

import (
	"encoding/json"
	"io"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/show"
)

// told is what a command prints as text or JSON.
type told interface{ Text(w io.Writer) error }

func (a *app) answer(t told) error {
	if a.json {
		return json.NewEncoder(a.out).Encode(t)
	}
	return t.Text(a.out)
}

func (a *app) whereCommand() *cobra.Command {
	var mission string
	var rules bool
	c := &cobra.Command{
		Use:   "where",
		Short: "Where to be, when and how often: keep, reduce, pause or test each platform",
		Long: `Says of each platform whether to keep, reduce, pause or test it, by a table of rules
that --rules prints, with every figure it rests on; then which hours and weekdays do
better in the audience's time zone, and whether posting more often helps or hurts. That
nothing stands out is the usual answer. It reads what the last run computed.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			if rules {
				return show.PlaceRulesText(a.out)
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			w, err := show.Where(c.Context(), u, mission)
			if err != nil {
				return err
			}
			return a.answer(w)
		},
	}
	c.Flags().StringVar(&mission, "mission", "", "only this mission")
	c.Flags().BoolVar(&rules, "rules", false, "print the table that platforms are judged by")
	return c
}

func (a *app) needsCommand() *cobra.Command {
	var mission string
	c := &cobra.Command{
		Use:   "needs",
		Short: "What people ask against what you post, topic by topic",
		Long: `Sets side by side, for each topic, the share of questions asked under your posts, the
share of your posts, how these are received, what surveys say, and what your services
counted; the widest gaps first, in words. Questions are told only where mood was
published by topic. It reads what the last run computed.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			n, err := show.Needs(c.Context(), u, mission)
			if err != nil {
				return err
			}
			return a.answer(n)
		},
	}
	c.Flags().StringVar(&mission, "mission", "", "only this mission")
	return c
}
