package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs"
)

func (a *app) jobsCommand() *cobra.Command {
	var markdown bool
	c := &cobra.Command{
		Use:   "jobs",
		Short: "Show the table of jobs: what each does, when, what it reads and writes, what must precede it",
		Long: `Lists every job of a run in its order: what it is for, when it is done where the
settings say nothing, the tables and places it reads and writes, and which jobs must
have run before it, now or earlier. "tailor run JOB..." does some of them alone.
When each is due next, by your settings: tailor schedule --list.`,
		RunE: func(*cobra.Command, []string) error {
			switch {
			case a.json:
				return writeJobsJSON(a.out)
			case markdown:
				return writeJobsMarkdown(a.out)
			}
			return writeJobs(a.out)
		},
	}
	c.Flags().BoolVar(&markdown, "markdown", false, "print the table of docs/schedule.md")
	return c
}

func writeJobs(w io.Writer) error {
	for i, s := range jobs.Stages() {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%-10s %s\n", s.Name, s.Doc)
		for _, row := range []struct {
			name  string
			items []string
		}{{"when", []string{s.When()}}, {"after", s.After}, {"reads", s.Reads}, {"writes", s.Writes}} {
			if len(row.items) == 0 {
				row.items = []string{"-"}
			}
			_, err := fmt.Fprintf(w, "  %-8s %s\n", row.name, strings.ReplaceAll(wrapped(row.items, 88), "\n", "\n           "))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func writeJobsJSON(w io.Writer) error {
	type row struct {
		jobs.Stage
		When string `json:"default_schedule"`
	}
	var rows []row
	for _, s := range jobs.Stages() {
		if s.After == nil {
			s.After = []string{}
		}
		rows = append(rows, row{s, s.When()})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(rows)
}

// writeJobsMarkdown prints the table as it stands in docs/schedule.md.
func writeJobsMarkdown(w io.Writer) error {
	fmt.Fprint(w, "| job | what it does | default | after | reads | writes |\n|---|---|---|---|---|---|\n")
	for _, s := range jobs.Stages() {
		_, err := fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s |\n", s.Name, s.Doc, s.When(),
			strings.Join(s.After, ", "), strings.Join(s.Reads, ", "), strings.Join(s.Writes, ", "))
		if err != nil {
			return err
		}
	}
	return nil
}
