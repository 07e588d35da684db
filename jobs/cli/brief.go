package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

func (a *app) briefCommand() *cobra.Command {
	var out, name string
	c := &cobra.Command{
		Use:   "brief FILES OR FOLDERS...",
		Short: "Make a report from exported files, with no config at all",
		Long: `Reads files that a platform let you download (Meta Business Suite, X analytics,
LinkedIn, YouTube Studio, TikTok Studio, CrowdTangle), or folders of such files, and
writes one page: which formats do better within your account, how sure that is, and
what would be needed to know more. A file that is not known is named, and the others
are read. Nothing else is kept: the working data are deleted.

Replies are not read here; see docs/privacy.md for what that needs.

` + exitHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("brief needs at least one exported file, like: tailor brief ~/Downloads/export.csv")
			}
			return nil
		},
		RunE: func(c *cobra.Command, paths []string) error { return a.brief(c.Context(), paths, out, name) },
	}
	c.Flags().StringVarP(&out, "out", "o", "tailor-brief.html", "page to write")
	c.Flags().StringVar(&name, "name", "", "name of the mission on the page (default: as the file says)")
	return c
}

func (a *app) brief(ctx context.Context, paths []string, out, name string) error {
	clock, err := a.clock()
	if err != nil {
		return err
	}
	files, unread, err := recognise(paths)
	if err != nil {
		return err
	}
	cfg := briefConfig(files, name)
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
	u.ReportTo = out
	if err := a.finish(ctx, u, nil); err != nil {
		return errors.Join(append([]error{err}, unread...)...)
	}
	if len(unread) > 0 {
		err = &jobs.PartialError{Failed: unread}
	}
	if a.quiet {
		return err
	}
	// Afterwards nobody can ask for the status: the working data are gone.
	status, failed := u.Status(ctx)
	if failed != nil {
		return failed
	}
	status.Inputs(a.err)
	return err
}

// briefConfig is the config that a few files imply: one own account for each
// platform and account name that they show.
func briefConfig(files []download, name string) *config.Config {
	cfg := config.Default()
	cfg.KeysDir = ""
	cfg.Deliver = nil
	seen := map[data.AccountID]int{}
	for _, f := range files {
		label := cmp.Or(f.Account, strings.TrimSuffix(filepath.Base(f.path), filepath.Ext(f.path)))
		id := data.AccountID(data.Slug(string(f.Platform) + " " + f.Account))
		if i, ok := seen[id]; ok {
			cfg.Accounts[i].Files = append(cfg.Accounts[i].Files, config.File{Path: f.path})
			continue
		}
		seen[id] = len(cfg.Accounts)
		cfg.Unit.Name = cmp.Or(cfg.Unit.Name, name, label)
		cfg.Accounts = append(cfg.Accounts, config.Account{
			ID: id, Platform: "exports", Role: data.RoleOwn, Files: []config.File{{Path: f.path}},
		})
	}
	for i := range cfg.Accounts {
		cfg.Accounts[i].Mission = cfg.Unit.Name
	}
	return cfg
}
