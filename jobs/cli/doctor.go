package cli

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/doctor"
)

func (a *app) doctorCommand() *cobra.Command {
	var offline bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Look at all that a run needs, and say what to do about what is wrong",
		Long: `Looks at the settings and what they permit, the disk, the modes of key files, the lake,
each account's files, agreement, credentials and answer, the clock, and whether the
schedule is kept. It changes nothing and pulls nothing; each account of a platform is
asked one cheap question, unless --offline is given.

Exit code 1 if something is bad, 0 if there are warnings at most.`,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := a.load()
			if err != nil {
				return err
			}
			clock, err := a.clock()
			if err != nil {
				return err
			}
			checkup, err := doctor.Check(c.Context(), jobs.Options{Config: cfg, Clock: clock, Wall: a.now, Version: Version()}, !offline)
			if err != nil {
				return err
			}
			if a.json {
				err = json.NewEncoder(a.out).Encode(checkup)
			} else {
				err = checkup.Text(a.out)
			}
			if err != nil {
				return err
			}
			if n := checkup.Count(doctor.Bad); n > 0 {
				return fmt.Errorf("found bad: %d; what to do stands behind each", n)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&offline, "offline", false, "ask no platform")
	return c
}
