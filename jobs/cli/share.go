package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/share"
)

func (a *app) shareCommand() *cobra.Command {
	var to, as string
	var named bool
	c := &cobra.Command{
		Use:   "share --to FILE",
		Short: "Write how your posts were received, to be given to other missions or ministries",
		Long: `Writes one file of sums and effects of public counts of your own accounts. Nothing
of replies, mood, texts or people is in it: no figure stands on fewer than five posts,
accounts are called a1, a2, ... unless --named is given, and what platforms' terms do
not let you pass on is left out. Posts are public, so who knows them can tell whose sums
these are. It reads what the last run computed, and sends nothing.

The file is lines of JSON, compressed: read it with zstd -dc FILE.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			if to == "" {
				return usagef("name the file to write: tailor share --to FILE")
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			shared, err := share.Write(c.Context(), u, to, as, named)
			if err != nil {
				return err
			}
			return a.answer(shared)
		},
	}
	c.Flags().StringVar(&to, "to", "", "file to write, like oslo.tailor-share.jsonl.zst")
	c.Flags().StringVar(&as, "as", "", "name to share under (default: the unit's name)")
	c.Flags().BoolVar(&named, "named", false, "keep the accounts' ids of your settings")
	return c
}

func (a *app) poolCommand() *cobra.Command {
	var remove string
	c := &cobra.Command{
		Use:   "pool FILE ...",
		Short: "Take in what other missions or ministries shared",
		Long: `Reads files that tailor share wrote elsewhere into the tables pooled_cells and
pooled_effects. From the next run on estimates borrow from the effects where your own
posts tell little (advice.shared: false leaves that out). Every row is checked; bad ones are named and left aside. A file that is
damaged is refused as a whole. A later file of a unit takes the place of its earlier one.

  tailor pool --remove NAME    let go all that a unit shared

` + exitHelp,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, files []string) error {
			if (remove == "") == (len(files) == 0) {
				return usagef("name files to take in, or a unit with --remove; see: tailor pool --help")
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			if remove != "" {
				return share.Unpool(c.Context(), u, remove)
			}
			pooled, err := share.Pool(c.Context(), u, files)
			if err != nil {
				return err
			}
			return errors.Join(a.answer(pooled), pooled.Err())
		},
	}
	c.Flags().StringVar(&remove, "remove", "", "unit whose rows go, by the name it shared under")
	return c
}
