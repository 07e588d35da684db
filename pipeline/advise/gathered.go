package advise

import (
	"context"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
)

// Gathered is what [Where] reads of a snapshot, of any window.
type Gathered struct{ g gathering }

// Gather reads a window's posts, published mood and outcomes.
func Gather(ctx context.Context, r lake.Reader, w metrics.Window, p Placing, c data.Clock) (*Gathered, error) {
	all := &Gathered{gathering{ctx: ctx, r: r, placing: p, clock: c, long: w, short: w}}
	return all, all.g.gather()
}

// Mood returns a mission's published cells, of all weeks.
func (a *Gathered) Mood(mission string) []data.Mood { return a.g.mood[mission] }

// Outcomes returns a mission's figures of its services, of all periods.
func (a *Gathered) Outcomes(mission string) []data.Outcome {
	return slices.DeleteFunc(slices.Clone(a.g.outcomes), func(o data.Outcome) bool { return o.Mission != mission })
}

// Needs returns a mission's needs in the window; nil if it has no own account with posts.
func (a *Gathered) Needs(mission string) []data.Need {
	if len(a.g.accounts[mission]) == 0 {
		return nil
	}
	return a.g.needs(mission)
}
