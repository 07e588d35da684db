package jobs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/lock"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/planner"
)

// Next plans two weeks for a mission and, unless it is a draft, registers the
// rotations that are new in it: their lots stand from then on. It reports how many
// those are. A run that holds the data folder makes it fail with [lock.ErrLocked].
func (u *Unit) Next(ctx context.Context, mission string, occasions []content.OccasionDay, draft bool) (cal *planner.Plan, fresh int, err error) {
	if mission, err = u.mission(mission); err != nil {
		return nil, 0, err
	}
	zone := u.Config.Unit.Location()
	// Two weeks begin on a Monday that is at most a week ahead.
	occasions = append(occasions, u.calendar().Ahead(mission, u.Clock.AsOf.In(zone), 21)...)
	p := planner.Planning{Unit: u.Config.Unit.Name, Mission: mission, Zone: zone, Occasions: occasions}
	plan := func(r lake.Reader) (*planner.Plan, error) {
		cal, err := planner.Next(ctx, r, p, u.Clock)
		if err == nil {
			cal.MadeUp = u.MadeUp
		}
		return cal, err
	}
	s, err := u.lake.Current(ctx)
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
	err = u.commit(ctx, "next", func(r lake.Reader) (lake.Changes, error) {
		if cal, err = plan(r); err != nil { // on what is committed now
			return lake.Changes{}, err
		}
		return cal.Register(ctx, r)
	})
	return cal, fresh, err
}

// Rotations lists a mission's registered rotations.
func (u *Unit) Rotations(ctx context.Context, mission string) (*planner.Experiments, error) {
	mission, err := u.mission(mission)
	if err != nil {
		return nil, err
	}
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	return planner.RotationsOf(ctx, s, mission, u.Clock)
}

// Hindsight tells how past advice did: of one mission, or of all if none is named; or,
// as a rehearsal, how it would have done.
func (u *Unit) Hindsight(ctx context.Context, mission string, rehearse bool) (*advise.HindsightReport, error) {
	if mission != "" {
		var err error
		if mission, err = u.mission(mission); err != nil {
			return nil, err
		}
	}
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	if !rehearse {
		return advise.HindsightOf(ctx, s, mission)
	}
	outcomes, err := advise.Rehearse(ctx, s, u.advising(), u.Clock)
	if err != nil {
		return nil, err
	}
	h := advise.ReportHindsight(outcomes, mission)
	h.Rehearsed = true
	return h, nil
}

// mission finds the mission that a name means: its whole name, a part of one that no
// other has, or the only one there is.
func (u *Unit) mission(name string) (string, error) {
	all := u.missions()
	if slices.Contains(all, name) {
		return name, nil
	}
	fits := slices.DeleteFunc(slices.Clone(all), func(m string) bool { return !strings.Contains(strings.ToLower(m), strings.ToLower(name)) })
	switch {
	case len(fits) == 1:
		return fits[0], nil
	case len(all) == 0:
		return "", errors.New("the settings name no account of your own, so there is no mission to plan for")
	case name == "":
		return "", fmt.Errorf("there are several missions; name one with --mission: %s", strings.Join(all, "; "))
	case len(fits) > 1:
		return "", fmt.Errorf("--mission %q fits several missions; write more of one: %s", name, strings.Join(fits, "; "))
	}
	return "", fmt.Errorf("--mission %q fits no mission; there are: %s", name, strings.Join(all, "; "))
}
