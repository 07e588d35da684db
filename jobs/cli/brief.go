package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/status"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// briefing is what a brief is asked to be.
type briefing struct{ out, name, language, timezone string }

func (a *app) briefCommand() *cobra.Command {
	var b briefing
	c := &cobra.Command{
		Use:   "brief FILES OR FOLDERS...",
		Short: "Make a report from exported files, with no config at all",
		Long: `Reads files that a platform let you download (Meta Business Suite, X analytics,
LinkedIn, YouTube Studio, TikTok Studio, CrowdTangle), or folders of such files, and
writes one page: which formats do better within your account, how sure that is, and
what would be needed to know more. A file that is not known is named, and the others
are read; folders are read to the bottom. Nothing else is kept: the working data are
deleted.

Replies are not read here; see docs/privacy.md for what that needs.

` + exitHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("brief needs at least one exported file, like: tailor brief ~/Downloads/export.csv")
			}
			return nil
		},
		RunE: func(c *cobra.Command, paths []string) error { return a.brief(c.Context(), paths, b) },
	}
	c.Flags().StringVarP(&b.out, "out", "o", "tailor-brief.html", "page to write")
	c.Flags().StringVar(&b.name, "name", "", "name of the mission on the page (default: as the files say)")
	c.Flags().StringVar(&b.timezone, "timezone", "UTC", "time zone of times that files give without one, and of hours on the page, like Europe/Oslo")
	c.Flags().StringVar(&b.language, "language", voice.Languages()[0], "language of the page: "+strings.Join(voice.Languages(), ", "))
	return c
}

func (a *app) brief(ctx context.Context, paths []string, b briefing) error {
	clock, err := a.clock()
	if err != nil {
		return err
	}
	if !slices.Contains(voice.Languages(), b.language) {
		return usagef("--language %q: pages are written in %s", b.language, strings.Join(voice.Languages(), ", "))
	}
	if _, err := time.LoadLocation(b.timezone); err != nil || b.timezone == "Local" {
		return usagef("--timezone %q is not known; write one like Europe/Oslo", b.timezone)
	}
	if err := writable(b.out); err != nil {
		return err
	}
	files, unread, passed, err := recognise(paths)
	if err != nil {
		return err
	}
	cfg := briefConfig(files, b.name)
	cfg.Unit.Timezone = b.timezone
	root, err := os.MkdirTemp("", "tailor-brief-")
	if err != nil {
		return fmt.Errorf("make a working folder: %w", err)
	}
	defer os.RemoveAll(root)
	cfg.Root = root
	u, err := jobs.Open(ctx, jobs.Options{Config: cfg, Clock: clock, Progress: newProgress(a.err, a.quiet), Version: Version()})
	if err != nil {
		return err
	}
	u.ReportTo, u.ReportLanguages = b.out, []string{b.language}
	if err := a.finish(ctx, u, nil); errors.Is(err, context.Canceled) {
		return stopped{err}
	} else if err != nil {
		return errors.Join(append([]error{err}, unread...)...)
	}
	if len(unread) > 0 {
		err = &jobs.PartialError{Failed: []error{unread}}
	}
	if a.quiet {
		return err
	}
	// Afterwards nobody can ask for the status: the working data are gone.
	state, failed := status.Of(ctx, u)
	if failed != nil {
		return failed
	}
	state.Inputs(a.err)
	if line := passedOver(passed); line != "" {
		fmt.Fprintln(a.err, "\n"+line)
	}
	if len(unread) > 0 {
		fmt.Fprintln(a.err)
	}
	return err
}

// writable reports that the page cannot be written, before the work of a minute is done.
func writable(out string) error {
	tmp, err := os.CreateTemp(filepath.Dir(out), ".tailor-*")
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return usagef("%s cannot be written: %w; name another place, like: --out %s", out, err, filepath.Join("~", "tailor-brief.html"))
	}
	tmp.Close()
	return os.Remove(tmp.Name())
}
