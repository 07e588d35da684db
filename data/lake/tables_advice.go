package lake

import (
	"cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of effects, of advice, and of what became of it.
var (
	FormatEffects = Table[data.FormatEffect]{
		Name: "format_effects", Version: 1, Doc: "how one level of a lever does against the others",
		Partition: func(e *data.FormatEffect) string { return segment("period", e.Period) },
		Compare: func(a, b *data.FormatEffect) int {
			return compareBy(a.Period, b.Period, a.Mission, b.Mission, string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform),
				a.Audience, b.Audience, a.Goal, b.Goal, a.Age, b.Age, a.Lever, b.Lever, a.Level, b.Level)
		},
	}
	AdviceTable = Table[data.Advice]{
		Name: "advice", Version: 1, Doc: "one line of advice to one mission",
		Partition: func(a *data.Advice) string { return segment("period", a.Period) },
		Compare: func(a, b *data.Advice) int {
			return cmp.Or(compareBy(a.Period, b.Period, a.Mission, b.Mission), cmp.Compare(a.Rank, b.Rank),
				compareBy(string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform), a.Audience, b.Audience,
					a.Goal, b.Goal, a.Age, b.Age, a.Lever, b.Lever, a.Level, b.Level))
		},
	}
	AdviceOutcomes = Table[data.AdviceOutcome]{
		Name: "advice_outcomes", Version: 1, Doc: "one line of past advice beside what happened in the weeks after it",
		Partition: func(o *data.AdviceOutcome) string { return segment("period", o.Period) },
		Compare: func(a, b *data.AdviceOutcome) int {
			return cmp.Or(compareBy(a.Period, b.Period, a.Mission, b.Mission), cmp.Compare(a.Rank, b.Rank),
				compareBy(string(a.AccountID), string(b.AccountID), a.Goal, b.Goal, a.Age, b.Age, a.Lever, b.Lever, a.Level, b.Level))
		},
	}
	Rotations = Table[data.RotationSlot]{
		Name: "rotations", Version: 1, Doc: "one post of a registered experiment, with the level that was drawn for it",
		Partition: func(s *data.RotationSlot) string { return segment("period", s.Period) },
		Compare: func(a, b *data.RotationSlot) int {
			return cmp.Or(cmp.Compare(a.Experiment, b.Experiment), cmp.Compare(a.Slot, b.Slot))
		},
	}
	RotationResults = Table[data.RotationResult]{
		Name: "rotation_results", Version: 1, Doc: "what a registered experiment showed, read once at its planned end",
		Partition: undivided[data.RotationResult],
		Compare:   func(a, b *data.RotationResult) int { return cmp.Compare(a.Experiment, b.Experiment) },
	}
)
