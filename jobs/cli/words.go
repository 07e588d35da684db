package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/show"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

func (a *app) wordsCommand() *cobra.Command {
	var month string
	c := &cobra.Command{
		Use:   "words [ACCOUNT]",
		Short: "What your own posts are about: what stands out in each account's month",
		Long: `Lists, for each of your own accounts, words, places and organisations that stand in more
of its posts of a month than in those of your other accounts, and than in its own twelve
months before; always within one language. A term counts once a post, needs three posts,
and an exact test keeps chance finds to one in twenty. Where a month has fewer than ten
posts it is taken together with the two before; if those are too few nothing is said.

Only your own posts are read for it: no replies, no posts of others. Names of persons are
left out where they are recognised, which is in English alone. Places and organisations
are found in English posts only, and with errors.

` + exitHelp,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("words takes one account or none, but got %d", len(args))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := time.Parse("2006-01", month); month != "" && err != nil {
				return usagef("--month %q is no month like 2026-02", month)
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			account := data.AccountID(strings.Join(args, ""))
			if err := ownAccount(u, account); err != nil {
				return err
			}
			base, err := u.Lake().Current(c.Context())
			if err != nil {
				return err
			}
			found, err := content.OwnWords(c.Context(), base, account, month)
			if err != nil {
				return err
			}
			if a.json {
				enc := json.NewEncoder(a.out)
				enc.SetIndent("", "  ")
				return enc.Encode(append([]content.AccountWords{}, found...))
			}
			return writeWords(a.out, found)
		},
	}
	c.Flags().StringVar(&month, "month", "", "month to look at, like 2026-02 (default: the newest of each account)")
	return c
}

// ownAccount refuses an account that is not the unit's own; none is all of them.
func ownAccount(u *jobs.Unit, account data.AccountID) error {
	if account == "" {
		return nil
	}
	var own []string
	for _, a := range u.Config.AllAccounts() {
		if a.Role == data.RoleOwn {
			own = append(own, string(a.ID))
		}
	}
	if !slices.Contains(own, string(account)) {
		return usagef("%q is none of your own accounts; there are: %s", string(account), strings.Join(own, ", "))
	}
	return nil
}

// writeWords prints a block for each account, month and language.
func writeWords(w io.Writer, found []content.AccountWords) error {
	var b strings.Builder
	if len(found) == 0 {
		b.WriteString("No own posts of that month are counted; fill the lake with: tailor run\n")
	}
	for _, f := range found {
		fmt.Fprintf(&b, "%s, %s, language %s: %s", show.AccountOn(f.Account, f.Platform), f.Month, f.Language, posts(f.Posts))
		if f.Unread > 0 {
			fmt.Fprintf(&b, ", and %d whose words are not told apart", f.Unread)
		}
		b.WriteString("\n")
		for _, c := range f.Comparisons {
			writeComparison(&b, c)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeComparison(b *strings.Builder, c content.WordsComparison) {
	b.WriteString("  ")
	if c.Months > 1 {
		fmt.Fprintf(b, "with the %d months before, %s, ", c.Months-1, posts(c.Posts))
	}
	with := "of your other accounts"
	if c.Versus == data.VersusBefore {
		with = "of the year before"
	}
	fmt.Fprintf(b, "against %s %s: ", posts(c.Other), with)
	var terms []string
	for _, k := range c.Keywords {
		terms = append(terms, fmt.Sprintf("%s (%s in %d, there in %d)", voice.Clean(k.Term), k.Kind, k.Posts, k.Other))
	}
	switch {
	case c.TooFew:
		fmt.Fprintf(b, "too few to tell, %d on either side are needed\n", content.KeyPosts)
	case len(terms) == 0:
		b.WriteString("nothing stands out\n")
	default:
		fmt.Fprintln(b, strings.Join(terms, ", "))
	}
}

func posts(n int64) string {
	if n == 1 {
		return "1 post"
	}
	return fmt.Sprintf("%d posts", n)
}
