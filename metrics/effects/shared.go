package effects

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// sharedName is what the source is called in evidence.
const sharedName = "shared"

// Shared is what accounts of units that share found, by what it tells of: from each
// account's own posts alone, unpooled.
type Shared struct {
	found  map[sharedKey][]data.PooledEffect
	format map[sharedKey][]string // formats by platform, goal and age
}

type sharedKey struct {
	platform         data.Platform
	goal, age, lever string
	level            string
}

// NewShared takes up rows in any order. What is no estimate is left out: a lift or an
// error that is not positive and finite. It returns nil if nothing is left.
//
// All units' accounts together are one source of the prior (see [accountsSource]), not
// each unit one: units of one or two accounts, as most are, say little each, and of many
// sources with equal weight none gets far from its own. docs/method.md has the figures.
func NewShared(rows []data.PooledEffect) *Shared {
	s := &Shared{map[sharedKey][]data.PooledEffect{}, map[sharedKey][]string{}}
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b data.PooledEffect) int {
		return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(a.SharedBy, b.SharedBy), cmp.Compare(a.AccountID, b.AccountID),
			cmp.Compare(a.OwnLift, b.OwnLift), cmp.Compare(a.OwnStdErr, b.OwnStdErr))
	})
	for _, e := range rows {
		if !(e.OwnLift > 0 && e.OwnStdErr > 0) || math.IsInf(e.OwnLift, 0) || math.IsInf(e.OwnStdErr, 0) {
			continue
		}
		k := sharedKey{e.Platform, e.Goal, e.Age, e.Lever, e.Level}
		if at := (sharedKey{platform: e.Platform, goal: e.Goal, age: e.Age}); e.Lever == LeverFormat && len(s.found[k]) == 0 {
			s.format[at] = append(s.format[at], e.Level)
		}
		s.found[k] = append(s.found[k], e)
	}
	if len(s.found) == 0 {
		return nil
	}
	return s
}

// formats lists the formats that others found something of.
func (s *Shared) formats(p data.Platform, goal, age string) []string {
	if s == nil {
		return nil
	}
	return s.format[sharedKey{platform: p, goal: goal, age: age}]
}

// of returns what others found of a level. An account that tells the very same as one
// that is read here, or as another in the files, is taken for that account, whatever it
// is called, and counts once: a ministry may share what its missions share, too.
func (s *Shared) of(p data.Platform, goal, age, lever, level string, here []evidence) []estimate {
	if s == nil {
		return nil
	}
	type told struct {
		n, other int64
		lift, se float64
	}
	seen := map[told]bool{}
	for i := range here {
		if e := &here[i]; e.own != nil {
			if lift, se := stat.Figure(math.Exp(e.own.est)), stat.Figure(math.Sqrt(e.own.variance)); lift != nil && se != nil {
				seen[told{int64(e.n), int64(e.nOther), *lift, *se}] = true
			}
		}
	}
	var out []estimate
	for _, e := range s.found[sharedKey{p, goal, age, lever, level}] {
		t := told{e.N, e.NOther, e.OwnLift, e.OwnStdErr}
		if !seen[t] {
			seen[t] = true
			out = append(out, estimate{math.Log(e.OwnLift), e.OwnStdErr * e.OwnStdErr})
		}
	}
	return out
}
