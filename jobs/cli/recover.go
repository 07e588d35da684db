package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs"
)

func (a *app) recoverCommand() *cobra.Command {
	var giveUp bool
	c := &cobra.Command{
		Use:   "recover",
		Short: "Go on after the vault, its key or the keys folder is lost",
		Long: `Looks whether the vault and the keys can be read. The vault holds what is known of
replies before it may be published; it and the keys belong in no long-lived copy, so a
disk that dies may take them for good.

If they are lost, --give-up-vault goes on without them. What stays: posts, their numbers,
all measures, advice, pages, and the mood that was published. What is lost: texts,
counts of weeks that were not published yet, what people labelled of replies, survey
counts, rows that were set aside, and how far each account was read. So each account is
read from its beginning by the next run, and all weeks up to this one are closed: their
replies are counted as late and not taken in, since nobody could tell which were counted
before. New replies count again from next Monday on. Whatever is left in the vault is
removed.

A vault that is whole is never given up. Exit code 1 if something is lost and was not
given up.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.exists(); err != nil {
				return err
			}
			o, err := a.options(false)
			if err != nil {
				return err
			}
			found, err := jobs.Recover(c.Context(), o, giveUp)
			if err != nil {
				return err
			}
			if a.json {
				err = json.NewEncoder(a.out).Encode(found)
			} else {
				err = a.printRecovery(found)
			}
			if err == nil && found.Lost != "" && !found.GivenUp {
				err = errors.New("bring it back from its copy; if there is none: tailor recover --give-up-vault")
			}
			return err
		},
	}
	c.Flags().BoolVar(&giveUp, "give-up-vault", false, "go on without what the vault held, if it is lost")
	return c
}

func (a *app) printRecovery(r *jobs.Recovery) error {
	var err error
	switch {
	case r.Lost == "":
		_, err = fmt.Fprintln(a.out, "nothing is lost: the vault and the keys can be read")
	case !r.GivenUp:
		_, err = fmt.Fprintf(a.out, "lost: %s\n", r.Lost)
	default:
		_, err = fmt.Fprintf(a.out, "lost: %s\ngiven up in commit %d; %d weeks of missions on platforms are closed to replies\nnext: tailor run\n", r.Lost, r.Commit, r.Weeks)
	}
	return err
}
