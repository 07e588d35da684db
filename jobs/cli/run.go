package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/lock"
)

func (a *app) runCommand() *cobra.Command {
	var isDemo bool
	var demoDir, from, to string
	var clockIsRight bool
	stages := stageNames()
	c := &cobra.Command{
		Use:   "run [STAGE...]",
		Short: "Pull, measure, advise and report: everything that is due",
		Long: `Runs every stage in order: ` + wrapped(stages, 80) + `.
A stage whose inputs did not change does nothing, so running it again is harmless: with
nothing new, no byte of the lake changes. With names of stages it runs these alone, in
this order; "tailor jobs" tells what each reads, writes and builds on.

With --demo it runs on a made-up ministry in ./tailor-demo and needs no config.

With --from and --to it fills in past weeks, from what is stored: for each week that ends
between two days, it computes what a run at its end would have: mood, advice, what became
of earlier advice, places and hours. No account is read and no platform asked. Advice that
was given stays, and a week before one that was computed gets none. It can be stopped at
any moment; the same command goes on from there. So for files of past years, or after
weeks without a run, begin with:

  tailor pull
  tailor run --from 2025-01-01
  tailor run

` + exitHelp,
		Args:      knownStages,
		ValidArgs: stages,
		RunE: func(c *cobra.Command, names []string) error {
			switch past := from != "" || to != ""; {
			case past && (isDemo || len(names) > 0):
				return usagef("--from and --to take neither names of stages nor --demo")
			case isDemo && len(names) > 0:
				return usagef("--demo runs every stage")
			case past:
				return a.backfill(c.Context(), from, to)
			case isDemo:
				return a.demo(c.Context(), demoDir)
			}
			u, err := a.open(c.Context())
			if err != nil {
				return err
			}
			u.ClockIsRight = clockIsRight
			return a.finish(c.Context(), u, names)
		},
	}
	c.Flags().BoolVar(&clockIsRight, "clock-is-right", false, "go on although the clock stands long after the last run, or before it; records from later than now are put aside")
	c.Flags().BoolVar(&isDemo, "demo", false, "run on the embedded made-up ministry")
	c.Flags().StringVar(&demoDir, "demo-dir", "tailor-demo", "folder for --demo")
	c.Flags().StringVar(&from, "from", "", "fill in past weeks from this day on, like 2025-01-01")
	c.Flags().StringVar(&to, "to", "", "last day of the weeks to fill in (default: today)")
	return c
}

// demo writes the made-up files, then runs the main job on them like on any other.
func (a *app) demo(ctx context.Context, dir string) error {
	if err := a.writeDemo(dir); err != nil {
		return err
	}
	settings := filepath.Join(dir, demo.ConfigName)
	cfg, err := config.Load(settings)
	if err != nil {
		return err
	}
	if a.root != "" {
		cfg.Root = a.root
	}
	clock := data.Clock{AsOf: demo.AsOf(demo.Weeks)}
	if a.asOf != "" {
		if clock, err = a.clock(); err != nil {
			return err
		}
	}
	u, err := jobs.Open(ctx, jobs.Options{Config: cfg, Settings: settings, Clock: clock, Progress: newProgress(a.err, a.quiet), Version: Version(), PrintPDF: printPDF})
	if err != nil {
		return err
	}
	return a.finish(ctx, u, nil)
}

// writeDemo writes the made-up files. Where another version's demo lies it is moved aside,
// with all that people have put there since.
func (a *app) writeDemo(dir string) error {
	if err := lake.Fit(dir); err != nil {
		return err
	}
	err := demo.WriteTo(dir)
	if !errors.Is(err, demo.ErrDiffers) || !demo.IsDemo(dir) {
		return err
	}
	root := filepath.Join(dir, "tailor-data")
	if holder, held, _ := lock.RootHolder(root); held {
		return &lock.ErrLocked{Holder: holder, Path: root}
	}
	to, err := demo.MoveAside(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.err, "note: in %s lay the demo of another version of this program, or a changed one; all of it is now in %s\n", dir, to)
	return demo.WriteTo(dir)
}

// stageNote says what a stage run by itself does otherwise than within a run.
var stageNote = map[string]string{
	"score": "\nA week seals once every account was read to its end, which only a whole run knows;\nwithout one it seals 14 days after its first reply came in.\n",
}

// stageCommand runs one stage with what it needs around it.
func (a *app) stageCommand(name string) *cobra.Command {
	stages := map[string][]string{
		"pull":      {"pull", "ingest", "classify"},
		"score":     {"score", "seal", "publish"},
		"measure":   {"measure"},
		"recommend": {"recommend"},
		"deliver":   {"deliver"},
	}[name]
	doc := ""
	for _, s := range jobs.Stages() {
		if slices.Contains(stages, s.Name) {
			doc += fmt.Sprintf("  %-10s %s\n", s.Name, s.Doc)
		}
	}
	var from string
	c := &cobra.Command{
		Use:   name,
		Short: map[string]string{"pull": "Read new pages and fold them into the tables", "score": "Count replies by what they say, and publish mood that is safe to show", "measure": "Compute the posts' values at fixed ages", "recommend": "Estimate effects and rank advice", "deliver": "Send this period's pages to whom the settings name and who have not had them"}[name],
		Long:  "Runs only these stages:\n\n" + doc + stageNote[name] + "\n" + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			u, err := a.open(c.Context())
			if err != nil {
				return err
			}
			if from != "" {
				if u.From, err = aDay("--from", from); err != nil {
					return err
				}
			}
			return a.finish(c.Context(), u, stages)
		},
	}
	if name == "pull" {
		c.Flags().StringVar(&from, "from", "", "ask platforms for posts from this day on, like 2024-01-31, in this pull; what is there already is not lost")
	}
	return c
}

// finish runs stages (all if none are named), then prints the outcome: the most
// important advice and where the report lies, or JSON.
func (a *app) finish(ctx context.Context, u *jobs.Unit, stages []string) error {
	result, err := u.Run(ctx, stages...)
	return a.print(u, result, err)
}

// print prints what a run came to.
func (a *app) print(u *jobs.Unit, result *jobs.Result, err error) error {
	if closer, ok := u.Progress.(interface{ Close() }); ok {
		closer.Close()
	}
	if result == nil {
		return err
	}
	if a.json {
		enc := json.NewEncoder(a.out)
		enc.SetIndent("", "  ")
		if jsonErr := enc.Encode(result); jsonErr != nil {
			return jsonErr
		}
		return err
	}
	fmt.Fprint(a.out, result.Text())
	jobs.PrintUnlisted(a.err, slices.DeleteFunc(slices.Clone(result.Unlisted), func(l jobs.Unlisted) bool { return l.Remedy() == "" }))
	return err
}
