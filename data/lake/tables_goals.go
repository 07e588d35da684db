package lake

import "github.com/digital-diplomacy/tailor/data"

// Tables of what the unit wants to reach, and of what policy's offices answered.
var (
	Goals = Table[data.GoalProgress]{
		Name: "goals", Version: 1, Doc: "one goal of the settings at one mission: baseline, where it stands, how far to the target",
		Partition: func(g *data.GoalProgress) string { return segment("period", g.Period) },
		Compare: func(a, b *data.GoalProgress) int {
			return compareBy(a.Period, b.Period, a.Mission, b.Mission, a.Goal, b.Goal, a.Audience, b.Audience, a.Metric, b.Metric, a.Target, b.Target, a.By, b.By)
		},
	}
	PolicyAnswers = Table[data.PolicyAnswer]{
		Name: "policy_answers", Version: 1, Doc: "what an office answered to a theme of criticism, as the unit entered it",
		Partition: undivided[data.PolicyAnswer],
		Compare:   data.ComparePolicyAnswers,
	}
)
