package jobs

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports"
	"github.com/digital-diplomacy/tailor/data"
)

// Gone returns what tells whether an account's input was a file that no longer lies where
// the account's files are: renamed, as a message asked for, or put away. What was set aside
// of it cannot be mended any more and need not be told. Inputs of platforms, and of files
// in a place that cannot be looked into, are never gone.
func (u *Unit) Gone() func(account data.AccountID, input string) bool {
	lists := map[data.AccountID][]string{} // base names; nil if they are not known
	return func(account data.AccountID, input string) bool {
		bare := data.BareInput(input)
		if bare == input {
			return false // no file
		}
		names, known := lists[account]
		if !known {
			names = u.fileNames(account)
			lists[account] = names
		}
		return names != nil && !slices.ContainsFunc(names, func(name string) bool { return isOf(bare, name) })
	}
}

// isOf reports whether an input is the file of that base name, or a table in it.
func isOf(input, name string) bool {
	return input == name || strings.HasSuffix(input, " in "+name) || strings.Contains(" in "+input, " in "+name+", sheet ")
}

// fileNames lists the base names of an account's files, or nil if that cannot be known.
func (u *Unit) fileNames(account data.AccountID) []string {
	for _, a := range u.Config.AllAccounts() {
		if a.ID != account {
			continue
		}
		found, err := connectors.FindFiles("", u.Config.Source(a, u.Clock.AsOf).Files) // paths are resolved
		if err != nil {
			return nil
		}
		names := []string{}
		for _, f := range found {
			files, passed, err := exports.Files(f.Path)
			if err != nil {
				return nil
			}
			for _, path := range append(append(files, passed...), f.Path) {
				names = append(names, filepath.Base(path))
			}
		}
		return names
	}
	return nil
}
