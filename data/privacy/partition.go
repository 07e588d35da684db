package privacy

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// Other is the value of the group that small children are merged into. A child of
// that name joins the group if there is one.
const Other = "other"

// Group is one published cell of a breakdown.
type Group struct {
	Value   string   // the child's value, or Other
	Members []string // values it holds, sorted
	Replies int64
}

// Partition divides children into groups that may be shown together: every reply
// is in one group, and every group holds under the rule. Children that do not hold
// merge into "other"; while that does not hold, it takes the smallest child that
// is left. Topics politics and religion merge too, and are at most half of it,
// unless the rule shows sensitive ones. If fewer than two groups remain nothing
// may be shown: groups is nil and why says so.
//
// Authors of merged children count as the maximum and their busiest authors as the
// sum. It looks at one cell alone: [Plan] also keeps cells of different periods
// from being subtracted from each other.
func Partition(children []Child, rule Rule) (groups []Group, why string) {
	byValue := map[string]Child{}
	for _, c := range children {
		old := byValue[c.Value]
		byValue[c.Value] = Child{c.Value, old.Replies + c.Replies, max(old.Authors, c.Authors), old.MaxReplies + c.MaxReplies}
	}
	merged := make([]Child, 0, len(byValue))
	for _, c := range byValue {
		merged = append(merged, c)
	}
	return policy{
		holds: func(members []string) bool {
			var all crowd
			for _, m := range members {
				c := byValue[m]
				all = crowd{all.replies + c.Replies, max(all.authors, c.Authors), all.busiest + c.MaxReplies}
			}
			return rule.holds("", all)
		},
		sensitive: func(v string) bool { return !rule.ShowSensitive && data.Topic(v).Sensitive() },
		safe:      func([]Group) bool { return true },
	}.partition(merged)
}

// policy is what a partition must satisfy.
type policy struct {
	holds     func(members []string) bool // whether values may be shown as one group
	sensitive func(value string) bool     // values that may not be a group of their own
	safe      func(groups []Group) bool   // whether groups may be shown beside what is published
}

// partition is the greedy search that Partition describes. Equal input in any
// order gives equal groups.
func (p policy) partition(children []Child) ([]Group, string) {
	s := split{policy: p}
	for _, c := range children {
		if c.Replies > 0 {
			s.alone = append(s.alone, c)
		}
	}
	if len(s.alone) < 2 {
		return nil, OneGroup
	}
	slices.SortFunc(s.alone, func(a, b Child) int {
		return cmp.Or(cmp.Compare(b.Replies, a.Replies), cmp.Compare(a.Value, b.Value))
	})
	s.take(func(c Child) bool { return p.sensitive(c.Value) || !p.holds([]string{c.Value}) })
	for {
		for len(s.other) > 0 && !s.otherHolds() && len(s.alone) > 0 {
			s.takeSmallest()
		}
		groups := s.groups()
		if len(groups) < 2 || len(s.other) > 0 && !s.otherHolds() {
			return nil, TooFew
		}
		if p.safe(groups) {
			return groups, ""
		}
		if len(s.other) == 0 {
			s.takeSmallest() // alone it would change nothing
		}
		if len(s.alone) > 0 {
			s.takeSmallest()
		}
	}
}

// split is a partition in the making: children alone, largest first, and others.
type split struct {
	policy
	alone, other []Child
}

// take moves the children that match into other.
func (s *split) take(match func(Child) bool) {
	s.alone = slices.DeleteFunc(s.alone, func(c Child) bool {
		if match(c) {
			s.other = append(s.other, c)
			return true
		}
		return false
	})
	if len(s.other) > 0 { // two groups of one name would be read as one
		i := slices.IndexFunc(s.alone, func(c Child) bool { return c.Value == Other })
		if i >= 0 {
			s.other = append(s.other, s.alone[i])
			s.alone = slices.Delete(s.alone, i, i+1)
		}
	}
}

func (s *split) takeSmallest() {
	smallest := s.alone[len(s.alone)-1].Value
	s.take(func(c Child) bool { return c.Value == smallest })
}

// otherHolds reports whether the merged group may be shown. A group that is mostly
// politics would be one on politics, whatever its name.
func (s *split) otherHolds() bool {
	var all, sensitive int64
	for _, c := range s.other {
		all += c.Replies
		if s.sensitive(c.Value) {
			sensitive += c.Replies
		}
	}
	return 2*sensitive <= all && s.holds(values(s.other))
}

// groups returns the groups as they are now, largest first, other last.
func (s *split) groups() []Group {
	var groups []Group
	for _, c := range s.alone {
		groups = append(groups, Group{Value: c.Value, Members: []string{c.Value}, Replies: c.Replies})
	}
	if len(s.other) > 0 {
		g := Group{Value: Other, Members: values(s.other)}
		for _, c := range s.other {
			g.Replies += c.Replies
		}
		groups = append(groups, g)
	}
	return groups
}

// values returns the sorted values of children.
func values(children []Child) []string {
	vs := make([]string, len(children))
	for i, c := range children {
		vs[i] = c.Value
	}
	slices.Sort(vs)
	return vs
}
