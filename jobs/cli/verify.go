package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data/lake"
)

func (a *app) verifyCommand() *cobra.Command {
	var readData bool
	c := &cobra.Command{
		Use:   "verify",
		Short: "Check that the lake is whole",
		Long: `Checks every file that the current manifest lists: that it is there, with its
size and SHA-256. With --read-data every row is decoded too, and counts, schema
versions, order and keys are checked. Exit code 1 if anything is wrong.`,
		RunE: func(c *cobra.Command, _ []string) error {
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			report, err := u.Lake().Verify(c.Context(), lake.VerifyOptions{ReadData: readData})
			if err != nil {
				return err
			}
			if a.json {
				if err := json.NewEncoder(a.out).Encode(report); err != nil {
					return err
				}
			} else {
				printVerified(a.out, &report, readData)
			}
			if slices.ContainsFunc(report.Problems, func(p lake.Problem) bool { return p.Remedy == "" }) {
				return errors.New("the lake is damaged; restore the named files from a copy, or " + startOver)
			}
			if len(report.Problems) > 0 {
				return errors.New(report.Problems[0].Remedy)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&readData, "read-data", false, "decode every row of every file")
	return c
}

func printVerified(w io.Writer, r *lake.VerifyReport, readData bool) {
	read := "checked by size and hash"
	if readData {
		read = "decoded row by row"
	}
	fmt.Fprintf(w, "commit %d: %d files, %d rows, %d KiB, %s\n", r.Commit, r.Files, r.Rows, (r.Bytes+1023)/1024, read)
	for _, p := range r.Problems {
		fmt.Fprintf(w, "damaged: %s: %s\n", p.Name, p.What)
	}
	if n := len(r.Orphans); n > 0 {
		fmt.Fprintf(w, "%d files belong to no commit: harmless, removed by a run after 24 hours\n", n)
	}
	if len(r.Problems) == 0 {
		fmt.Fprintln(w, "whole")
	}
}
