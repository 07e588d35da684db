package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
	"github.com/digital-diplomacy/tailor/jobs/reading"
)

// app is what every command shares.
type app struct {
	in       io.Reader
	out, err io.Writer

	configPath string
	root       string
	asOf       string
	json       bool
	quiet      bool

	now       func() time.Time  // the clock on the wall
	models    reading.Opener    // nil if this program opens none
	transport http.RoundTripper // way to the network; nil is the guarded one
}

// Main runs one command and returns its exit code. The first interrupt stops the
// run after the page in hand; a second one ends the process at once.
func Main(args []string, in io.Reader, out, errw io.Writer) int {
	return MainWith(nil, args, in, out, errw)
}

// MainWith is [Main] of a program that can open models of replies, for reading.model of
// the settings and for eval --model.
func MainWith(models reading.Opener, args []string, in io.Reader, out, errw io.Writer) int {
	return (&app{in: in, out: out, err: errw, now: time.Now, models: models}).main(args)
}

func (a *app) main(args []string) int {
	cobra.EnableCommandSorting = false // the most used first, within each heading
	cobra.MousetrapHelpText = ""       // a double-click is answered by the page, not by a lecture
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // nohup; else a terminal that was closed
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	defer stop()
	go func() {
		<-ctx.Done()
		stop() // from here on the default action applies
	}()
	return a.run(ctx, args)
}

func (a *app) run(ctx context.Context, args []string) int {
	printed := &output{to: a.out}
	if !terminal(a.out) {
		a.out = printed
	}
	root := a.command()
	how := startedHow(args)
	settings, clicked := how.settings()
	dropped := false
	if clicked {
		args = []string{"serve", "--config", settings}
	} else if c, _, _ := root.Find(args); c == root {
		if brief := how.brief(args); brief != nil {
			args, dropped = brief, how.explorer
		}
	}
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = printed.err
	}
	if err != nil {
		explainError(a.err, err)
	}
	if dropped || clicked && err != nil {
		holdWindow(a.in, a.err)
	}
	return exitCode(err)
}

// Command returns the root of all commands, for what is generated from them: manual
// pages, completions. What it prints goes to standard output and error.
func Command() *cobra.Command {
	return (&app{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now}).command()
}

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "tailor",
		Short: "Which formats work for this mission, where, for whom, and how sure that is",
		Long: `Tailor reads what a mission posted and how it was received, from files that
platforms let you download, and says which formats to use where, how sure it
is, and when it does not know. Nobody who replied can be found in what it stores.

First steps:
  tailor brief EXPORT.csv ...   a report from exported files, with no config
  tailor run --demo             the whole pipeline on a made-up ministry
  tailor init                   a config for your own accounts; then: tailor run
  tailor serve                  reports and tables in the browser of this machine`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(c *cobra.Command, args []string) error {
			for _, arg := range args {
				if _, err := os.Stat(arg); err != nil {
					return unknownCommand(c, arg)
				}
			}
			return nil
		},
		RunE: func(c *cobra.Command, files []string) error {
			if len(files) > 0 {
				return usagef("with flags, say what to do with %s: tailor brief %s", files[0], strings.Join(files, " "))
			}
			return c.Help()
		},
	}
	help := root.HelpFunc()
	root.SetHelpFunc(func(c *cobra.Command, args []string) {
		help(c, args)
		if c == root {
			fmt.Fprintln(a.out, "\n"+exitHelp)
		}
	})
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	flags := root.PersistentFlags()
	flags.StringVar(&a.configPath, "config", "tailor.yaml", "settings file")
	flags.StringVar(&a.root, "root", "", "data folder, over the one in the settings")
	flags.StringVar(&a.asOf, "as-of", "", "compute as of this day or moment, like 2026-05-31 or 2026-05-31T06:00:00Z (default now)")
	flags.BoolVar(&a.json, "json", false, "print JSON on stdout")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "print no progress")
	a.addCommands(root)
	for _, c := range root.Commands() {
		if c.Args == nil {
			c.Args = noArgs
		}
	}
	return root
}

func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s takes no arguments, but got %q; see: %s --help", c.CommandPath(), strings.Join(args, " "), c.CommandPath())
	}
	return nil
}

// clock decodes --as-of once; nothing after it asks the time.
func (a *app) clock() (data.Clock, error) {
	if a.asOf == "" {
		return data.Clock{AsOf: a.now().UTC().Truncate(time.Second)}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if at, err := time.Parse(layout, a.asOf); err == nil {
			return data.Clock{AsOf: at.UTC()}, nil
		}
	}
	return data.Clock{}, usagef("--as-of %q is neither a day like 2026-05-31 nor a moment like 2026-05-31T06:00:00Z", a.asOf)
}

// today is clock, but of invented input the moment of its last run: its weeks do not go
// on, and what is to be seen of them would be long past and expired.
func (a *app) today(c *config.Config) (data.Clock, error) {
	if a.asOf == "" && c.Unit.MadeUp {
		if last, ran, err := ledger.Open(c.Root, a.now).Last(); err == nil && ran && !last.AsOf.IsZero() {
			return data.Clock{AsOf: last.AsOf}, nil
		}
	}
	return a.clock()
}

// load reads the settings file and applies what the flags override.
func (a *app) load() (*config.Config, error) {
	c, err := config.Load(a.configPath)
	if err != nil {
		return nil, a.noSettings(err)
	}
	if a.root != "" {
		if c.Root, err = filepath.Abs(a.root); err != nil {
			return nil, fmt.Errorf("--root %s: %w", a.root, err)
		}
	}
	return c, nil
}

// noSettings says what to do where there is no settings file; other errors stay.
func (a *app) noSettings(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return usagef("no settings file %s here; make one with: tailor init (or try: tailor brief FILE, tailor run --demo)", a.configPath)
	}
	return err
}

// open loads the settings and opens their unit.
func (a *app) open(ctx context.Context) (*jobs.Unit, error) { return a.opened(ctx, false) }

// opened is open; with look, of a unit for its status or a plan only.
func (a *app) opened(ctx context.Context, look bool) (*jobs.Unit, error) {
	o, err := a.options(look)
	if err != nil {
		return nil, err
	}
	return jobs.Open(ctx, o)
}

// options is what a unit is opened with.
func (a *app) options(look bool) (jobs.Options, error) {
	c, err := a.load()
	if err != nil {
		return jobs.Options{}, err
	}
	clock, err := a.today(c)
	if err != nil {
		return jobs.Options{}, err
	}
	return jobs.Options{Config: c, Settings: a.settings(), Clock: clock, Wall: a.now, OpenModel: a.models, Look: look, Transport: a.transport, Progress: newProgress(a.err, a.quiet), Version: Version(), PrintPDF: printPDF}, nil
}

// settings is what follows --config in a command that comes back to this unit.
func (a *app) settings() string {
	if a.root != "" {
		return a.configPath + " --root " + a.root
	}
	return a.configPath
}

// look opens a unit that must have run before, for commands that only read.
func (a *app) look(ctx context.Context) (*jobs.Unit, error) {
	if err := a.exists(); err != nil {
		return nil, err
	}
	return a.open(ctx)
}

// exists refuses settings whose unit never ran.
func (a *app) exists() error {
	c, err := a.load()
	if err == nil && !jobs.Exists(c) {
		err = fmt.Errorf("%s holds no lake yet; fill it with: tailor run", c.Root)
	}
	return err
}
