package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/pipeline/export"
)

// exportFlags are the flags of export.
type exportFlags struct {
	to, format, workbook, mission string
	canonical                     bool
}

func (a *app) exportCommand() *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:   "export [TABLE...]",
		Short: "Write tables as CSV, JSON, Arrow or Parquet, or everything as an Excel workbook",
		Long: `Writes tables of the newest commit: into a folder with --to (all tables if none is
named), or one table to standard output. Tables of the vault are never exported.

  tailor export --to out --format csv           every table, one file each
  tailor export advice                          one table, as CSV, on standard output
  tailor export posts --format arrow > posts.arrow
  tailor export --workbook tailor.xlsx          a workbook of the whole unit
  tailor export --workbook oslo.xlsx --mission "Embassy of Ruritania in Oslo"

In CSV, text that a spreadsheet would run as a formula has a single quote in front;
numbers stay numbers. --canonical sorts rows over the whole table, so that the files
of two lakes with equal rows are equal and others can be compared with diff.

` + exitHelp,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, tables []string) error {
			if f.workbook != "" {
				if len(tables) > 0 || f.to != "" || f.canonical || c.Flags().Changed("format") {
					return usagef("--workbook writes one file with its own sheets; it goes with --mission only")
				}
				return a.workbook(c.Context(), f)
			}
			if f.mission != "" {
				return usagef("--mission goes with --workbook; to filter tables use: tailor query")
			}
			if a.json && f.to == "" && !c.Flags().Changed("format") {
				f.format = string(export.JSON)
			}
			return a.export(c.Context(), tables, f)
		},
	}
	c.Flags().StringVar(&f.to, "to", "", "folder to write to")
	c.Flags().StringVar(&f.format, "format", string(export.CSV), "csv, json, jsonl, arrow or parquet")
	c.Flags().BoolVar(&f.canonical, "canonical", false, "sort rows over the whole table, for comparing lakes")
	c.Flags().StringVar(&f.workbook, "workbook", "", "XLSX file to write instead of tables")
	c.Flags().StringVar(&f.mission, "mission", "", "with --workbook: only this mission (default the whole unit)")
	return c
}

func (a *app) export(ctx context.Context, names []string, f exportFlags) error {
	format, err := export.ParseFormat(f.format)
	if err != nil {
		return usageError{err}
	}
	tables, err := export.Tables(names...)
	switch {
	case err != nil:
		return usageError{err}
	case format == export.Parquet && f.canonical:
		return usagef("--canonical goes with csv, json, jsonl and arrow; stored Parquet files are equal byte for byte in equal lakes as they are")
	case f.to != "":
	case len(names) != 1:
		return usagef("export needs one table, or a folder for several: tailor export --to FOLDER")
	case format == export.Parquet:
		return usagef("parquet is written to a folder: tailor export %s --format parquet --to FOLDER", names[0])
	case a.json && format != export.JSON:
		return usagef("--json and --format %s ask for two forms on standard output; give one", format)
	case format == export.Arrow && terminal(a.out):
		return usagef("arrow is not for a terminal; write it to a file: tailor export %s --format arrow > %s.arrow", names[0], names[0])
	}
	u, err := a.look(ctx)
	if err != nil {
		return err
	}
	if f.to == "" {
		return u.ExportTo(ctx, a.out, tables[0], format, f.canonical)
	}
	done, err := u.Export(ctx, f.to, tables, format, f.canonical)
	if err != nil {
		return err
	}
	return a.exported(done)
}

// exported says what was written.
func (a *app) exported(done *jobs.Exported) error {
	if a.json {
		enc := json.NewEncoder(a.out)
		enc.SetIndent("", "  ")
		return enc.Encode(done)
	}
	for _, w := range done.Files {
		fmt.Fprintf(a.out, "%-20s %9d rows  %s\n", w.Table, w.Rows, w.Path)
	}
	return nil
}

func (a *app) workbook(ctx context.Context, f exportFlags) error {
	u, err := a.look(ctx)
	if err != nil {
		return err
	}
	done, err := u.Workbook(ctx, f.workbook, f.mission)
	var unknown *jobs.MissionError
	if errors.As(err, &unknown) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	if a.json {
		enc := json.NewEncoder(a.out)
		enc.SetIndent("", "  ")
		return enc.Encode(done)
	}
	fmt.Fprintf(a.out, "Workbook: %s\n", done.Path)
	for _, s := range done.Sheets {
		fmt.Fprintf(a.out, "  %-16s %9d rows\n", s.Name, s.Rows)
		if s.LeftOut > 0 {
			fmt.Fprintf(a.out, "  %-16s %9d rows are more than a sheet holds and were left out: %s\n", "", s.LeftOut, s.Which)
		}
	}
	return nil
}

// terminal reports whether a writer is one that a person looks at.
func terminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
