package tally

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// SetAside counts rows of one input that were set aside for one reason.
type SetAside struct {
	Account data.AccountID `json:"account"`
	Input   string         `json:"input"`
	Why     string         `json:"why"`
	Hint    string         `json:"hint"`
	Rows    int64          `json:"rows"`
}

// add adds rows to those of the same input and reason.
func add(all []SetAside, more SetAside) []SetAside {
	i, there := slices.BinarySearchFunc(all, more, func(a, b SetAside) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Input, b.Input), cmp.Compare(a.Why, b.Why), cmp.Compare(a.Hint, b.Hint))
	})
	if !there {
		return slices.Insert(all, i, more)
	}
	all[i].Rows += more.Rows
	return all
}
