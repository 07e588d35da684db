package jobs

import (
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
)

// fileReaders says which of the unit's accounts read a file, in the order of the
// settings: several may share a folder, each for its own platform. Paths are resolved by
// then.
func (u *Unit) fileReaders() func(path string) []connectors.Account {
	var readers []connectors.Account
	for _, a := range u.Config.AllAccounts() {
		if len(a.Files) > 0 {
			readers = append(readers, u.Config.Source(a, u.Clock.AsOf))
		}
	}
	return func(path string) []connectors.Account {
		var of []connectors.Account
		for _, a := range readers {
			if slices.ContainsFunc(a.Files, func(f connectors.File) bool { return f.Covers("", path) }) {
				of = append(of, a)
			}
		}
		return of
	}
}
