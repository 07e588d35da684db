package cli

import "github.com/spf13/cobra"

func (a *app) reportCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "report",
		Short: "Write the pages again from what the lake holds",
		Long: `Writes one page per mission into the data folder's reports/, and prints the most
important advice. Equal data give an equal page, byte for byte.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			u.ReportDir = out
			return a.finish(c.Context(), u, []string{"report"})
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "folder for the pages")
	return c
}
