package jobs

import (
	"cmp"
	"time"

	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/goals"
)

// goals gives what the settings want to reach. A goal that names no metric is measured by
// the one its kind has.
func (u *Unit) goals() []goals.Set {
	var sets []goals.Set
	for _, g := range u.Config.Goals {
		metric := cmp.Or(g.Metric, g.Goal)
		if metric == "service" {
			metric = metrics.MetricAnswerRate
		}
		set := goals.Set{Name: g.Name, Audience: g.Audience, Metric: metric, Target: g.Target}
		set.From, _ = time.Parse(time.DateOnly, g.From) // zero if it is not said; checked when the settings were read
		set.By, _ = time.Parse(time.DateOnly, g.By)
		sets = append(sets, set)
	}
	return sets
}
