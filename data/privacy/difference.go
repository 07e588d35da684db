package privacy

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// safeBeside reports whether groups of a breakdown over several weeks may stand
// beside totals that are published for parts of those weeks: whether every set of
// replies that totals and groups tell exactly, by adding and subtracting, holds.
//
// Totals and groups divide the same replies in two ways. A difference of the two
// is a set of replies in one way only: for some groups Y, let N be the totals that
// contain any reply of Y; then
//
//	sum of the totals N - sum of the groups Y
//
// are the replies of other groups in N, and every other set that can be told
// contains a total, a group or one of these (the package's documentation has the
// argument). For each N the largest Y, all groups that lie within N, leaves the
// smallest difference. Empty cells are known to be: replies per post are public.
func (t table) safeBeside(r Rule, d data.Dimension, totals [][]string, groups []Group) bool {
	if len(totals) < 2 {
		return true
	}
	in := make([]uint64, len(groups)) // bit i: the group has replies in total i
	for g := range groups {
		for i, weeks := range totals {
			if t.crowd(d, weeks, among(groups[g].Members)).replies > 0 {
				in[g] |= 1 << i
			}
		}
	}
	for _, n := range unions(in) {
		var weeks, straddling []string
		for g := range groups {
			if in[g]&n != 0 && in[g]&^n != 0 {
				straddling = append(straddling, groups[g].Members...)
			}
		}
		if straddling == nil {
			continue
		}
		for i := range totals {
			if n&(1<<i) != 0 {
				weeks = append(weeks, totals[i]...)
			}
		}
		if !r.holds(d, t.crowd(d, weeks, among(straddling))) {
			return false
		}
	}
	return true
}

// among returns whether a value is one of values.
func among(values []string) func(string) bool {
	if len(values) == 1 {
		return func(v string) bool { return v == values[0] }
	}
	return func(v string) bool { return slices.Contains(values, v) }
}

// unions returns the unions of all non-empty choices of sets, each once. A quarter
// has at most 14 weeks, so there are at most 2^14 of them, and mostly one.
func unions(sets []uint64) []uint64 {
	var all []uint64
	seen := map[uint64]bool{}
	for _, s := range sets {
		for _, u := range append(slices.Clone(all), 0) {
			if u |= s; !seen[u] {
				seen[u] = true
				all = append(all, u)
			}
		}
	}
	return all
}
