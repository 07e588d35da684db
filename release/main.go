// Command release builds what is handed out of Tailor: static binaries, manual pages,
// shell completions, Debian packages, a bill of materials for each binary, the licences of
// what they are linked from, SHA256SUMS.
// Equal source, version, date and Go toolchain give equal bytes, in whatever folder.
//
// It is a module of its own, so that packaging adds nothing to what the program is
// built from: the binaries are built by the go command in the main module.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

// plan is what a release is made of and from.
type plan struct {
	source  string    // folder of the main module
	out     string    // folder that is filled; it must be empty or not be there
	version string    // shown by tailor version
	date    time.Time // of everything that carries one
	targets []target
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	p := plan{}
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.StringVar(&p.source, "source", "..", "folder of the main module")
	flags.StringVar(&p.out, "out", "../bin/release", "folder to fill; it must be empty")
	flags.StringVar(&p.version, "version", "dev", "version of the release")
	systems := flags.String("systems", "all", "what to build for, like linux/arm64,windows/amd64")
	date := flags.String("date", "", "moment that all files carry, like 2026-05-31T06:00:00Z (that of the commit)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if p.targets = chosen(*systems); len(p.targets) == 0 {
		return fmt.Errorf("-systems %s names none of %v", *systems, targets())
	}
	var err error
	if p.date, err = time.Parse(time.RFC3339, *date); err != nil {
		return fmt.Errorf("-date %q is no moment like 2026-05-31T06:00:00Z", *date)
	}
	p.date = p.date.UTC()
	return p.make(ctx)
}

// make fills the folder.
func (p plan) make(ctx context.Context) error {
	if left, err := os.ReadDir(p.out); err == nil && len(left) > 0 {
		return fmt.Errorf("%s is not empty; remove what is there, so that nothing of another release gets in", p.out)
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(p.out, 0o755); err != nil {
		return err
	}
	if err := p.manual(); err != nil {
		return fmt.Errorf("manual pages: %w", err)
	}
	if err := p.completions(); err != nil {
		return fmt.Errorf("completions: %w", err)
	}
	for _, t := range p.targets {
		if err := p.build(ctx, t); err != nil {
			return fmt.Errorf("build for %s: %w", t, err)
		}
		if err := p.materials(t); err != nil {
			return fmt.Errorf("bill of materials for %s: %w", t, err)
		}
		fmt.Println(t)
	}
	if err := p.notices(ctx); err != nil {
		return err
	}
	for _, t := range p.targets {
		if t.os != "linux" {
			continue
		}
		if err := p.debian(t); err != nil {
			return fmt.Errorf("debian package for %s: %w", t, err)
		}
	}
	return sums(p.out)
}
