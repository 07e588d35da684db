package cli

import (
	"regexp"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/show"
)

func (a *app) mapCommand() *cobra.Command {
	var platform, quarter, format string
	c := &cobra.Command{
		Use:   "map",
		Short: "Whom the institutions in your settings mention, quote and repost among each other",
		Long: `Shows how the accounts in your settings (your own, peers, communities that gave their
permission) point at each other in a year's posts: by how many each is pointed at, its
PageRank, how many shortest paths run through it and, from 31 connected accounts, its
group. Nobody else is on the map: people only who asked to be (register in the settings),
until their consent ends, and without any figure. docs/map.md has the formulas.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case format != "text" && format != "dot" && format != "graphml":
				return usagef("--format %q is none of: text, dot, graphml", format)
			case a.json && format != "text":
				return usagef("--json and --format %s exclude each other", format)
			}
			if err := checkQuarter(quarter); err != nil {
				return err
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			m, err := show.Community(c.Context(), u, data.Platform(platform), quarter)
			switch {
			case err != nil:
				return err
			case format == "dot":
				return m.DOT(a.out)
			case format == "graphml":
				return m.GraphML(a.out)
			}
			return a.answer(m)
		},
	}
	c.Flags().StringVar(&platform, "platform", "", "only posts on this platform (default: all together)")
	c.Flags().StringVar(&quarter, "quarter", "", "map of the year that ends with this quarter, like 2026-Q1 (default: the newest)")
	c.Flags().StringVar(&format, "format", "text", "text, dot (Graphviz) or graphml (Gephi, yEd, networkx)")
	return c
}

func (a *app) discoverCommand() *cobra.Command {
	var quarter string
	c := &cobra.Command{
		Use:   "discover",
		Short: "Domains, hashtags, forums and channels that at least three of your listed institutions lead to",
		Long: `Lists the places that posts of at least three institutions in your settings lead to, and
the hashtags they use, in a year: where others meet and you may want to be. Profiles of
people are never listed, nor addresses that may be somebody's own. docs/map.md says how
these are known.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := checkQuarter(quarter); err != nil {
				return err
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			d, err := show.Discover(c.Context(), u, quarter)
			if err != nil {
				return err
			}
			return a.answer(d)
		},
	}
	c.Flags().StringVar(&quarter, "quarter", "", "year that ends with this quarter, like 2026-Q1 (default: the newest)")
	return c
}

func checkQuarter(q string) error {
	if q != "" && !regexp.MustCompile(`^[0-9]{4}-Q[1-4]$`).MatchString(q) {
		return usagef("--quarter %q is no quarter like 2026-Q1", q)
	}
	return nil
}
