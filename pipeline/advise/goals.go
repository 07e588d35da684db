package advise

import (
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/goals"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
)

// Goals writes, for the ISO week of as-of, where each goal of the settings stands at each
// mission. Whole weeks before the one of as-of count. A goal with an audience is followed
// on own accounts with that audience, one without on all. Earlier as-of weeks are closed.
func Goals(ctx context.Context, r lake.Reader, wanted []goals.Set, bound terms.Terms, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	period := c.Now().Week()
	part := "period=" + period
	if len(wanted) == 0 && lake.From(r, lake.Goals.Name, part) == "" {
		return changes, nil
	}
	latest := metrics.WindowBefore(c, timingWeeks)
	g := &gathering{ctx: ctx, r: r, clock: c, placing: Placing{Terms: bound}, long: metrics.Window{To: latest.To}}
	extra := []string{goals.Model, metrics.Version, period}
	for _, goal := range wanted {
		g.placing.Goals = append(g.placing.Goals, goal.Metric)
		extra = append(extra, fmt.Sprintf("%q %q %q %q %d %d", goal.Name, goal.Audience, goal.Metric, goal.Target, data.At(goal.From), data.At(goal.By)))
	}
	inputs := lake.InputHash(r, extra, g.files()...)
	if lake.From(r, lake.Goals.Name, part) == inputs || len(r.Files(lake.Posts.Name)) == 0 {
		return changes, nil
	}
	if err := g.gather(); err != nil {
		return changes, fmt.Errorf("goals: %w", err)
	}
	rows := []data.GoalProgress{} // empty, not nil: that a goal was taken back is noted, too
	for _, mission := range g.missions() {
		for _, goal := range wanted {
			accounts := g.aimedAt(mission, goal.Audience)
			if len(accounts) == 0 {
				continue // another mission's goal
			}
			row := goals.Of(goal, mission, accounts, g.mood[mission], latest)
			row.Period, row.Inputs = period, inputs
			rows = append(rows, row)
		}
	}
	if err := lake.Replace(&changes, lake.Goals, part, rows, inputs); err != nil {
		return changes, fmt.Errorf("goals: %w", err)
	}
	return changes, nil
}

// aimedAt returns a mission's accounts with an audience, all if it is empty.
func (g *gathering) aimedAt(mission, audience string) []metrics.AccountPosts {
	var accounts []metrics.AccountPosts
	for _, a := range g.accounts[mission] {
		if audience == "" || a.Account.Audience == audience {
			accounts = append(accounts, *a)
		}
	}
	return slices.Clip(accounts)
}
