package effects

import (
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// Accounts that rotate together know sooner than one alone, and only together.
func TestJointRotation(t *testing.T) {
	member := func() *within {
		return &within{sample: &sample{role: data.RoleOwn}, perPost: 1, perWeek: 4}
	}
	of := func(n int) *group {
		g := &group{options: Options{Margin: 1.2}, pool: newPool(nil)}
		for range n {
			g.members = append(g.members, member())
			g.found = append(g.found, evidence{})
		}
		return g
	}
	if of(1).jointWeeks() != nil {
		t.Error("one account rotates jointly")
	}
	few, many := of(5).jointWeeks(), of(40).jointWeeks()
	if many == nil || few != nil && *few < *many {
		t.Errorf("5 accounts need %v weeks, 40 need %v", few, many)
	}
}
