package lake

import (
	"cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of where to be, when and how often, and of what is asked and posted.
var (
	Places = Table[data.Place]{
		Name: "places", Version: 1, Doc: "one platform of one mission: keep, reduce, pause or test, with what that rests on",
		Partition: func(p *data.Place) string { return segment("period", p.Period) },
		Compare: func(a, b *data.Place) int {
			return compareBy(a.Period, b.Period, a.Mission, b.Mission, string(a.Platform), string(b.Platform))
		},
	}
	Hours = Table[data.HourEffect]{
		Name: "hours", Version: 1, Doc: "how an account's posts do in one hour of the day or on one day of the week",
		Partition: func(h *data.HourEffect) string { return segment("period", h.Period) },
		Compare: func(a, b *data.HourEffect) int {
			return cmp.Or(compareBy(a.Period, b.Period, a.Mission, b.Mission, string(a.AccountID), string(b.AccountID),
				string(a.Platform), string(b.Platform), a.Goal, b.Goal, string(a.Kind), string(b.Kind)), cmp.Compare(a.Slot, b.Slot))
		},
	}
	CadenceTable = Table[data.Cadence]{
		Name: "cadence", Version: 1, Doc: "how the typical result of an account's post goes with how many it posted that week",
		Partition: func(c *data.Cadence) string { return segment("period", c.Period) },
		Compare: func(a, b *data.Cadence) int {
			return compareBy(a.Period, b.Period, a.Mission, b.Mission, string(a.AccountID), string(b.AccountID),
				string(a.Platform), string(b.Platform), a.Goal, b.Goal)
		},
	}
	Needs = Table[data.Need]{
		Name: "needs", Version: 1, Doc: "one topic of one mission: asked, surveyed, posted, how it is received, what services counted",
		Partition: func(n *data.Need) string { return segment("period", n.Period) },
		Compare: func(a, b *data.Need) int {
			return compareBy(a.Period, b.Period, a.Mission, b.Mission, string(a.Topic), string(b.Topic))
		},
	}
)
