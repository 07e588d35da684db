package planner

import (
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// occasionOn returns the occasion of a local day, nil if there is none.
func (n *planner) occasionOn(at time.Time) *content.OccasionDay {
	day := at.Format(time.DateOnly)
	for i := range n.Occasions {
		if n.Occasions[i].Day == day {
			return &n.Occasions[i]
		}
	}
	return nil
}

// occasions gives each occasion within the calendar a post on every account: the free
// one that is nearest within two days moves to it. Slots of a test never move; where
// one stands on the day, or no free post is near, a note says so.
func (n *planner) occasions() {
	for _, o := range n.Occasions {
		if o.Day < n.cal.From || o.Day > n.cal.To {
			continue
		}
		day, err := time.ParseInLocation(time.DateOnly, o.Day, n.Zone)
		if err != nil {
			continue // refused where it is read
		}
		for i := range n.cal.Accounts {
			p := &n.cal.Accounts[i]
			if p.Planned == 0 {
				continue
			}
			if e := n.nearest(p.Account, day); e != nil {
				at := e.At.In(n.Zone)
				moved := time.Date(day.Year(), day.Month(), day.Day(), at.Hour(), at.Minute(), 0, 0, n.Zone)
				e.Day, e.At, e.Kind, e.Occasion, e.Topic = o.Day, moved.UTC(), KindOccasion, o.Name, ""
				e.Why = []string{"the day is an occasion: " + voice.Clean(o.Name)}
			} else {
				p.Notes = append(p.Notes, fmt.Sprintf("No free post is near %s (%s): post it beside the plan.", voice.Clean(o.Name), o.Day))
			}
		}
	}
}

func (n *planner) nearest(account data.AccountID, day time.Time) *Entry {
	var best *Entry
	far := func(e *Entry) time.Duration { return e.At.Sub(day.Add(12 * time.Hour)).Abs() }
	for i := range n.cal.Entries {
		e := &n.cal.Entries[i]
		if e.Account == account && e.Kind == KindUsual && far(e) <= 60*time.Hour && (best == nil || far(e) < far(best)) {
			best = e
		}
	}
	return best
}
