package report

import (
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// TestGoalLean: a goal whose interval excludes no change is not said to show none.
func TestGoalLean(t *testing.T) {
	for _, c := range []struct {
		state             data.GoalState
		low, high, needed float64
		want              int
	}{
		{data.GoalOpen, 1.05, 1.8, 1.15, 1}, {data.GoalOpen, 0.86, 1.4, 1.15, 0}, {data.GoalOpen, 0.6, 0.97, 1.15, -1},
		{data.GoalOpen, 0.6, 0.97, 0.8, 1}, {data.GoalOpen, 1.05, 1.8, 0.8, -1},
		{data.GoalOpen, 1.05, 1.8, 1, 0}, {data.GoalOpen, 0.6, 0.97, 1, -1}, {data.GoalReached, 1.05, 1.8, 1.01, 0},
	} {
		g := data.GoalProgress{State: c.state, Low: &c.low, High: &c.high, Needed: &c.needed}
		if got := goalLean(g); got != c.want {
			t.Errorf("%s with %g to %g, needed %g: %d, want %d", c.state, c.low, c.high, c.needed, got, c.want)
		}
	}
}
