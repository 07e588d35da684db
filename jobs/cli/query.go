package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/show"
)

func (a *app) queryCommand() *cobra.Command {
	var print bool
	var form string
	c := &cobra.Command{
		Use:   "query SQL",
		Short: "Ask the lake's tables in SQL, with the duckdb on the PATH",
		Long: `Runs one SELECT on the tables of the newest commit and prints the answer. Each table
is a view; besides there are posts_wide (posts with labels and settled metrics, one
column each), advice_latest and mood_published. SHOW TABLES, DESCRIBE posts and
SUMMARIZE posts work too. A query of - is read from standard input.

It cannot change anything, and reads nothing but the lake's tables. To save tables,
join files of your own or keep a session, run duckdb itself on lake/lake.sql, which
each run writes; --print-views prints it with absolute paths.

  tailor query "SELECT format, count(*) AS posts, median(interactions_public) AS typical
                FROM posts_wide WHERE role = 'own' GROUP BY ALL ORDER BY typical DESC"

` + exitHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if print && len(args) == 0 || !print && len(args) == 1 {
				return nil
			}
			return usagef(`query needs one SELECT in quotes, like: tailor query "SELECT count(*) FROM posts"`)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if a.json && c.Flags().Changed("format") && form != string(show.JSON) {
				return usagef("--json and --format %s ask for two forms; give one", form)
			}
			if a.json {
				form = string(show.JSON)
			}
			switch show.Form(form) {
			case show.Table, show.CSV, show.JSON:
			default:
				return usagef("--format %q is none of table, csv, json", form)
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			if print {
				sql, err := u.Views(c.Context())
				_, failed := io.WriteString(a.out, sql)
				return cmp.Or(err, failed)
			}
			query := args[0]
			if query == "-" {
				b, err := io.ReadAll(a.in)
				if err != nil {
					return fmt.Errorf("read the query: %w", err)
				}
				query = string(b)
			}
			return asUsage(show.Query(c.Context(), u, a.out, query, show.Form(form)))
		},
	}
	c.Flags().BoolVar(&print, "print-views", false, "print the SQL of the views and run nothing")
	c.Flags().StringVar(&form, "format", string(show.Table), "table, csv or json")
	return c
}

// asUsage makes a mistake in a query wrong usage.
func asUsage(err error) error {
	var wrong *show.QueryError
	if errors.As(err, &wrong) {
		return usageError{err}
	}
	return err
}
