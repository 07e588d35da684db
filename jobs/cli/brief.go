package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/connectors/exports"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/pipeline"
)

func (a *app) briefCommand() *cobra.Command {
	var out, name string
	c := &cobra.Command{
		Use:   "brief FILES...",
		Short: "Make a report from exported files, with no config at all",
		Long: `Reads one or more files that a platform let you download (Meta Business Suite,
X analytics, YouTube Studio, TikTok Studio, CrowdTangle), and writes one page:
which formats do better within your account, how sure that is, and what would be
needed to know more. Nothing else is kept: the working data are deleted.

Replies are not read here; see docs/privacy.md for what that needs.

` + exitHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("brief needs at least one exported file, like: tailor brief ~/Downloads/export.csv")
			}
			return nil
		},
		RunE: func(c *cobra.Command, files []string) error { return a.brief(c.Context(), files, out, name) },
	}
	c.Flags().StringVarP(&out, "out", "o", "tailor-brief.html", "page to write")
	c.Flags().StringVar(&name, "name", "", "name of the mission on the page (default: as the file says)")
	return c
}

func (a *app) brief(ctx context.Context, files []string, out, name string) error {
	clock, err := a.clock()
	if err != nil {
		return err
	}
	cfg, err := briefConfig(files, name)
	if err != nil {
		return err
	}
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
		return err
	}
	if a.quiet {
		return nil
	}
	// Afterwards nobody can ask for the status: the working data are gone.
	status, err := u.Status(ctx)
	if err != nil {
		return err
	}
	status.Inputs(a.err)
	return nil
}

// briefConfig is the config that a few files imply: one own account for each
// platform and account name that they show.
func briefConfig(files []string, name string) (*config.Config, error) {
	cfg := config.Default()
	cfg.KeysDir = ""
	cfg.Deliver = nil
	seen := map[data.AccountID]int{}
	for _, path := range files {
		abs, err := filepath.Abs(path)
		if err != nil {
			return nil, err
		}
		found, err := exports.Recognise(abs)
		if err != nil {
			return nil, usageError{err}
		}
		label := cmp.Or(found.Account, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
		id := data.AccountID(pipeline.Slug(string(found.Platform) + " " + found.Account))
		if i, ok := seen[id]; ok {
			cfg.Accounts[i].Files = append(cfg.Accounts[i].Files, config.File{Path: abs})
			continue
		}
		seen[id] = len(cfg.Accounts)
		cfg.Unit.Name = cmp.Or(cfg.Unit.Name, name, label)
		cfg.Accounts = append(cfg.Accounts, config.Account{
			ID: id, Platform: "exports", Role: data.RoleOwn, Files: []config.File{{Path: abs}},
		})
	}
	for i := range cfg.Accounts {
		cfg.Accounts[i].Mission = cfg.Unit.Name
	}
	return cfg, nil
}
