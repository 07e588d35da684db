// Package next plans the next two weeks of a mission and registers the rotations in it.
package next

import (
	"context"
	"errors"
	"os"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/lock"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/planner"
)

// Plan plans two weeks for a mission and, unless it is a draft, registers the
// rotations that are new in it: their lots stand from then on. It reports how many
// those are. A run that holds the data folder makes it fail with [lock.ErrLocked].
func Plan(ctx context.Context, u *jobs.Unit, mission string, occasions []content.OccasionDay, draft bool) (cal *planner.Plan, fresh int, err error) {
	if mission, err = u.Mission(mission); err != nil {
		return nil, 0, err
	}
	zone := u.Config.Unit.Location()
	// Two weeks begin on a Monday that is at most a week ahead.
	occasions = append(occasions, u.Calendar().Ahead(mission, u.Clock.AsOf.In(zone), 21)...)
	p := planner.Planning{Unit: u.Config.Unit.Name, Mission: mission, Zone: zone, Occasions: occasions}
	plan := func(r lake.Reader) (*planner.Plan, error) {
		cal, err := planner.Next(ctx, r, p, u.Clock)
		if err == nil {
			cal.MadeUp = u.MadeUp
		}
		return cal, err
	}
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, 0, err
	}
	if cal, err = plan(s); err != nil {
		return nil, 0, err
	}
	for _, r := range cal.Rotations {
		if !r.Registered {
			fresh++
		}
	}
	if draft || fresh == 0 {
		return cal, fresh, nil
	}
	held, err := lock.Root(u.Root, lock.Holder{PID: os.Getpid(), Started: u.Wall(), Command: "tailor next"})
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, held.Release()) }()
	err = u.Commit(ctx, "next", func(r lake.Reader) (lake.Changes, error) {
		if cal, err = plan(r); err != nil { // on what is committed now
			return lake.Changes{}, err
		}
		return cal.Register(ctx, r)
	})
	return cal, fresh, err
}

// Rotations lists a mission's registered rotations.
func Rotations(ctx context.Context, u *jobs.Unit, mission string) (*planner.Experiments, error) {
	mission, err := u.Mission(mission)
	if err != nil {
		return nil, err
	}
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	return planner.RotationsOf(ctx, s, mission, u.Clock)
}
