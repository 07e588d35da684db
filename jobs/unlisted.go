package jobs

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/tally"
)

// Unlisted is an account that has posts in the lake and is not in the settings: it was taken
// out, or it goes by another id now. No report is about it.
type Unlisted struct {
	Account data.AccountID   `json:"account"`
	Posts   int64            `json:"posts"`
	MayBe   []data.AccountID `json:"may_be,omitempty"` // accounts of the settings that have no post in the lake
}

// Unlisted returns, by id, the accounts of the lake that the settings do not name.
func (u *Unit) Unlisted(c *tally.Tally) (all []Unlisted) {
	var empty []data.AccountID
	listed := map[data.AccountID]bool{}
	for _, a := range u.Config.AllAccounts() {
		if listed[a.ID] = true; c.Accounts[a.ID].Posts == 0 {
			empty = append(empty, a.ID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.Accounts)) {
		if n := c.Accounts[id].Posts; n > 0 && !listed[id] {
			all = append(all, Unlisted{Account: id, Posts: n, MayBe: empty})
		}
	}
	return all
}

// What says what it means.
func (a Unlisted) What() string {
	return fmt.Sprintf("not in the settings, with %s in the lake that no report shows", Plural(a.Posts, "post", "posts"))
}

// Remedy says what to do if it only goes by another id now; "" if no account of the settings
// can be it.
func (a Unlisted) Remedy() string {
	switch len(a.MayBe) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("if it is %s now, give that its old id back: id: %s", a.MayBe[0], a.Account)
	}
	return fmt.Sprintf("if it is another of the settings now that has no posts, give that its old id back: id: %s", a.Account)
}

// PrintUnlisted prints them, a line each.
func PrintUnlisted(w io.Writer, all []Unlisted) {
	for _, a := range all {
		fmt.Fprintln(w, strings.TrimSuffix(fmt.Sprintf("account %s is %s; %s", a.Account, a.What(), a.Remedy()), "; "))
	}
}
