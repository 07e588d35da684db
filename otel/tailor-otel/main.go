// Command tailor-otel sends the recorded runs of a unit as OpenTelemetry traces. See
// docs/schedule.md.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/otel"
)

// version is set by the build.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}

const usage = `tailor-otel sends the runs that Tailor recorded as OpenTelemetry traces, each once,
over OTLP (http/protobuf), where the standard variables say:

  OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318 tailor-otel --config tailor.yaml

Exit codes: 0 all is sent; 1 failed; 2 wrong usage, settings or environment;
4 credentials refused; 75 try later: no collector answers, or another one is sending.

`

// usageError is what the person at the keyboard can put right.
type usageError struct{ error }

func run(ctx context.Context, args []string, getenv func(string) string, out, errw io.Writer) int {
	flags := flag.NewFlagSet("tailor-otel", flag.ContinueOnError)
	flags.SetOutput(errw)
	flags.Usage = func() { fmt.Fprint(errw, usage); flags.PrintDefaults() }
	settings := flags.String("config", "tailor.yaml", "settings file")
	root := flags.String("root", "", "data folder, over the one in the settings")
	days := flags.Int("days", 7, "leave runs alone that began longer ago")
	every := flags.Duration("every", 0, "stay, and send what is new this often, like 1m")
	asJSON := flags.Bool("json", false, "print what was sent as JSON on stdout")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return jobs.ExitDone
	} else if err != nil {
		return jobs.ExitUsage
	}
	err := send(ctx, *settings, *root, *days, getenv, func(r otel.Result) error { return show(r, *asJSON, out, errw) })
	for *every > 0 && ctx.Err() == nil && !fatal(err) {
		if err != nil {
			fmt.Fprintln(errw, "tailor-otel:", err)
		}
		select {
		case <-ctx.Done():
			return jobs.ExitDone // nothing was cut short
		case <-time.After(*every):
		}
		err = send(ctx, *settings, *root, *days, getenv, func(r otel.Result) error { return show(r, *asJSON, out, errw) })
	}
	if err != nil {
		fmt.Fprintln(errw, "tailor-otel:", err)
	}
	return exitCode(err)
}

func show(r otel.Result, asJSON bool, out, errw io.Writer) error {
	if r.Note != "" {
		fmt.Fprintln(errw, "tailor-otel:", r.Note)
	}
	if asJSON {
		r.Sent = append([]string{}, r.Sent...)
		return json.NewEncoder(out).Encode(r)
	}
	if len(r.Sent) > 0 {
		fmt.Fprintf(errw, "sent %d runs\n", len(r.Sent))
	}
	return nil
}

// send does what is due once.
func send(ctx context.Context, settings, root string, days int, getenv func(string) string, show func(otel.Result) error) error {
	off, err := otel.Off(getenv)
	if err != nil {
		return err
	}
	if off {
		return show(otel.Result{})
	}
	if days < 1 {
		return usageError{errors.New("--days must be 1 or more")}
	}
	if root == "" {
		c, err := config.Load(settings)
		if errors.Is(err, os.ErrNotExist) {
			return usageError{fmt.Errorf("no settings file %s here; name it with --config, or the data folder with --root", settings)}
		}
		if err != nil {
			return err
		}
		root = c.Root
	}
	if _, err := os.Stat(filepath.Join(root, "ledger", "runs")); errors.Is(err, os.ErrNotExist) {
		return show(otel.Result{}) // no run yet
	}
	from, err := otel.From(ctx, version)
	if err != nil {
		return err
	}
	result, err := otel.Send(ctx, otel.Options{Root: root, Since: time.Now().AddDate(0, 0, -days), Now: time.Now, From: from})
	return errors.Join(show(result), err)
}

// fatal reports whether trying again without anybody's doing is of no use.
func fatal(err error) bool {
	code := exitCode(err)
	return code == jobs.ExitUsage || code == jobs.ExitCredentials
}

func exitCode(err error) int {
	var wrong usageError
	switch {
	case errors.As(err, &wrong), errors.Is(err, otel.ErrEnvironment):
		return jobs.ExitUsage
	case errors.Is(err, otel.ErrRefused):
		return jobs.ExitCredentials
	case errors.Is(err, otel.ErrLater):
		return jobs.ExitLater
	}
	return jobs.ExitCode(err)
}
