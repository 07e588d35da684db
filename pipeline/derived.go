package pipeline

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// dropOthers lets the partitions of a derived table go that are not live any more.
func dropOthers[T any](r lake.Reader, c *lake.Changes, t lake.Table[T], live func(partition string) bool) error {
	for _, part := range lake.Partitions(r, t) {
		if live(part) {
			continue
		}
		if err := lake.Replace(c, t, part, nil, ""); err != nil {
			return err
		}
	}
	return nil
}

// among reports whether a partition is one of a list.
func among(parts []string) func(string) bool {
	return func(part string) bool { return slices.Contains(parts, part) }
}
