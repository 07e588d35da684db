package jobs

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/tally"
)

// Unlisted is an account that has posts in the lake and is not in the settings: it was taken
// out, or it goes by another id now. No report is about it.
type Unlisted struct {
	Account data.AccountID `json:"account"`
	Posts   int64          `json:"posts"`
}

// Unlisted returns, by id, the accounts of the lake that the settings do not name.
func (u *Unit) Unlisted(ctx context.Context, s *lake.Snapshot) (all []Unlisted, err error) {
	c, err := tally.Of(ctx, u.Root, s)
	if err != nil {
		return nil, err
	}
	listed := map[data.AccountID]bool{}
	for _, a := range u.Config.AllAccounts() {
		listed[a.ID] = true
	}
	for _, id := range slices.Sorted(maps.Keys(c.Accounts)) {
		if n := c.Accounts[id].Posts; n > 0 && !listed[id] {
			all = append(all, Unlisted{Account: id, Posts: n})
		}
	}
	return all, nil
}

// String says what it means and what to do if it is not meant so.
func (a Unlisted) String() string {
	return fmt.Sprintf("account %s is not in the settings and has %s in the lake, which no report shows; "+
		"if it was only given another id, give it back this one: id: %[1]s", a.Account, Plural(a.Posts, "post", "posts"))
}

// PrintUnlisted prints what a person should know of them; at most three, and how many more.
func PrintUnlisted(w io.Writer, all []Unlisted) {
	for i, a := range all {
		if i == 3 {
			fmt.Fprintf(w, "and %s more that %s not in the settings: tailor status --json\n", Plural(int64(len(all)-i), "account", "accounts"),
				map[bool]string{true: "is", false: "are"}[len(all)-i == 1])
			return
		}
		fmt.Fprintln(w, a)
	}
}
