package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/config"
)

func (a *app) migrateCommand() *cobra.Command {
	var show bool
	c := &cobra.Command{
		Use:   "migrate [FILE]",
		Short: "Rewrite a settings file of an older version in the present form",
		Long: `Rewrites a settings file whose version: is older than this program's. Only what changed
between the forms is changed; comments, order and blank lines stay. It shows the
difference, keeps the file as it was beside it, named FILE.version-N, and checks that
the new text says what the old one was read as.

An older file is read without this, too: only new keys want the new form. A file of
this program's form is left alone, one of a later form is refused.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("config migrate takes one settings file, but got %d", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				a.configPath = args[0]
			}
			m, err := config.Migrate(a.configPath)
			if err != nil {
				return a.noSettings(err)
			}
			return a.migrated(m, show)
		},
	}
	c.Flags().BoolVar(&show, "dry-run", false, "show the difference, and write nothing")
	return c
}

// migrated writes what was worked out, unless it is only to be shown, and tells of it.
func (a *app) migrated(m *config.Migrated, show bool) error {
	if show {
		m.Backup = ""
	} else if err := m.Write(); err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.out).Encode(m)
	}
	if !m.Needed() {
		_, err := fmt.Fprintf(a.out, "%s is of the present form, version %d: nothing to do\n", m.Path, m.To)
		return err
	}
	_, err := fmt.Fprintf(a.out, "%s\nversion %d becomes %d: %s\n", m.Diff, m.From, m.To, strings.Join(m.Changes, "; "))
	if m.Backup != "" {
		fmt.Fprintf(a.err, "kept the file as it was in %s\n", m.Backup)
	}
	return err
}
