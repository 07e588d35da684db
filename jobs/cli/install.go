package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/install"
)

func (a *app) installCommand() *cobra.Command {
	var show, machine bool
	var to, image, runAs string
	c := &cobra.Command{
		Use:       "install " + strings.Join(install.Kinds(), "|"),
		Short:     "Write the entry by which systemd, cron, Windows, Kubernetes or Airflow runs Tailor",
		ValidArgs: install.Kinds(),
		Long: `Writes an entry that calls "tailor schedule --once" every fifteen minutes. When jobs are
due stands in the settings, and stays there: the entry need not be changed with them.

  systemd     a service and a timer, for you or, with --system, for the machine
  cron        lines in your crontab; other lines stay as they are
  windows     a file for the Task Scheduler
  kubernetes  a CronJob with its volumes: non-root, read-only root, never two at once
  airflow     a DAG

With --print it writes nothing but shows the text.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(install.Kinds(), args[0]) {
				return usagef("install takes one of %s", strings.Join(install.Kinds(), ", "))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := a.load()
			if err != nil {
				return err
			}
			place, err := a.place(cfg)
			if err != nil {
				return err
			}
			place.Image = image
			if machine {
				if place.RunAs = runAs; runAs == "" {
					return usagef("--system needs --user NAME: the user that Tailor runs as, never root; make one with: useradd --system tailor")
				}
			}
			files, err := install.Files(args[0], place)
			if err != nil {
				return err
			}
			if show {
				for _, f := range files {
					fmt.Fprint(a.out, f.Text)
				}
				return nil
			}
			if args[0] == "cron" {
				return a.intoCrontab(c.Context(), place.Settings, files[0].Text)
			}
			dir, then, err := whereTo(args[0], machine)
			if err != nil {
				return err
			}
			if to != "" {
				dir = to
			}
			return a.putEntry(dir, files, then)
		},
	}
	c.Flags().BoolVar(&show, "print", false, "print the entry and write nothing")
	c.Flags().BoolVar(&machine, "system", false, "systemd: for the whole machine")
	c.Flags().StringVar(&runAs, "user", "", "systemd with --system: the user to run as")
	c.Flags().StringVar(&to, "to", "", "folder to write to, over the usual one")
	c.Flags().StringVar(&image, "image", "tailor:"+Version(), "kubernetes: the container image")
	return c
}

// place is what an entry must know of the unit.
func (a *app) place(cfg *config.Config) (install.Place, error) {
	program, err := os.Executable()
	if err != nil {
		return install.Place{}, fmt.Errorf("where this program lies is not known: %w", err)
	}
	settings, err := filepath.Abs(a.configPath)
	if err != nil {
		return install.Place{}, err
	}
	writes := []string{cfg.Root, cfg.KeysDir}
	for _, d := range cfg.Deliver {
		if d.Path != "" {
			writes = append(writes, d.Path)
		}
	}
	return install.Place{Program: program, Settings: settings, Folder: filepath.Dir(settings), Writes: writes, Unit: cfg.Unit.Name, Zone: cfg.Unit.Timezone}, nil
}

// whereTo is the usual folder of an entry, and what to type when it is there; %s
// stands for the folder.
func whereTo(kind string, machine bool) (dir, then string, err error) {
	switch {
	case kind == "systemd" && machine:
		return "/etc/systemd/system", "sudo systemctl daemon-reload && sudo systemctl enable --now tailor.timer", nil
	case kind == "systemd":
		home, err := os.UserConfigDir()
		if err != nil {
			return "", "", err
		}
		then = "systemctl --user daemon-reload && systemctl --user enable --now tailor.timer"
		if me, err := user.Current(); err == nil {
			then += "\n  loginctl enable-linger " + me.Username + "   # so that it also runs while you are not logged in"
		}
		return filepath.Join(home, "systemd", "user"), then, nil
	case kind == "windows":
		return ".", `schtasks /Create /TN Tailor /XML tailor-task.xml`, nil
	case kind == "kubernetes":
		return ".", "kubectl apply -f tailor-cronjob.yaml", nil
	}
	return ".", "copy tailor_dag.py into the dags folder", nil
}

func (a *app) putEntry(dir string, files []install.File, then string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, []byte(f.Text), 0o644); err != nil {
			return fmt.Errorf("%w; write it elsewhere with --to DIR, or see it with --print", err)
		}
		fmt.Fprintln(a.out, path)
	}
	fmt.Fprintf(a.err, "Then run:\n\n  %s\n", then)
	return nil
}

// intoCrontab puts the entry into the user's crontab.
func (a *app) intoCrontab(ctx context.Context, settings, entry string) error {
	if _, err := exec.LookPath("crontab"); err != nil {
		return fmt.Errorf("there is no crontab command here; add this line to your scheduler by hand:\n\n%s", entry)
	}
	var listed bytes.Buffer
	list := exec.CommandContext(ctx, "crontab", "-l")
	list.Stdout = &listed
	_ = list.Run() // fails for a user who has none yet
	put := exec.CommandContext(ctx, "crontab", "-")
	put.Stdin = strings.NewReader(install.Crontab(listed.String(), settings, entry))
	if out, err := put.CombinedOutput(); err != nil {
		return fmt.Errorf("crontab refuses the entry: %w: %s", err, strings.TrimSpace(string(out)))
	}
	fmt.Fprint(a.out, entry)
	fmt.Fprintln(a.err, "Your crontab holds this line now; see it with: crontab -l")
	return nil
}
