package planner

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// wantedTopics is how many topics that people want more of a calendar has room for: one
// a week.
const wantedTopics = 2

// wantedTopic is a topic that people want more of, with the reason in words.
type wantedTopic struct {
	topic data.Topic
	why   string
}

// newestPart is the newest partition of a table by period that is not after as-of's week;
// false if there is none.
func newestPart[T any](n *planner, r lake.Reader, t lake.Table[T]) (part string, ok bool) {
	this := "period=" + n.clock.Now().Week()
	for _, p := range lake.Partitions(r, t) {
		if p <= this && p > part {
			part, ok = p, true
		}
	}
	return part, ok
}

// readNeeds takes the widest gaps between what people ask or say in surveys and what
// the mission posts. They come before the questions that had no answer.
func (n *planner) readNeeds(ctx context.Context, r lake.Reader) error {
	part, ok := newestPart(n, r, lake.Needs)
	if !ok {
		return nil
	}
	var gaps []data.Need
	for x, err := range lake.Scan(ctx, r, lake.Needs, partition.Only(part)) {
		if err != nil {
			return err
		}
		if x.Mission == n.Mission && x.Gap == data.GapAskedMore && x.Topic != "" && x.Topic != data.TopicOther && !x.Topic.Sensitive() {
			gaps = append(gaps, x)
		}
	}
	slices.SortFunc(gaps, func(a, b data.Need) int { return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Topic, b.Topic)) })
	var wanted []wantedTopic
	for _, x := range gaps {
		words, _, _ := strings.Cut(x.Reason, ";") // without the interval
		wanted = append(wanted, wantedTopic{x.Topic, "people want more of it: " + words})
	}
	for _, t := range n.wanted {
		if !slices.ContainsFunc(wanted, func(w wantedTopic) bool { return w.topic == t.topic }) {
			wanted = append(wanted, t)
		}
	}
	n.wanted = wanted[:min(len(wanted), wantedTopics)]
	return nil
}

// readHours takes what stands out of the hours of the mission's accounts, in the metric
// that the account's advice is on, else the one told first.
func (n *planner) readHours(ctx context.Context, r lake.Reader) error {
	n.hours = map[data.Outlet][]data.HourEffect{}
	part, ok := newestPart(n, r, lake.Hours)
	if !ok {
		return nil
	}
	for h, err := range lake.Scan(ctx, r, lake.Hours, partition.Only(part)) {
		if err != nil {
			return err
		}
		on := data.Outlet{Account: h.AccountID, Platform: h.Platform}
		known := n.hours[on]
		switch advice := n.advice[on]; {
		case h.Mission != n.Mission || h.Kind != data.SlotHour || h.Finding != data.StandsOut || h.Lift == nil:
			continue
		case len(advice) > 0 && h.Goal != advice[0].Goal, len(advice) == 0 && len(known) > 0 && h.Goal != known[0].Goal:
			continue
		}
		n.hours[on] = append(known, h)
	}
	return nil
}

// toldHours returns the hours, in the calendar's zone, at which an account's posts do
// better, the best first and three hours apart, and why; and those at which they do
// worse.
func (n *planner) toldHours(h *habits) (better []int, why string, worse []int) {
	effects := slices.Clone(n.hours[h.outlet()])
	slices.SortStableFunc(effects, func(a, b data.HourEffect) int {
		return cmp.Or(cmp.Compare(*b.Lift, *a.Lift), cmp.Compare(a.Slot, b.Slot))
	})
	for _, e := range effects {
		zone, err := time.LoadLocation(e.Zone)
		if err != nil {
			continue // told in a zone that is not known here
		}
		hour := time.Date(n.from.Year(), n.from.Month(), n.from.Day(), int(e.Slot), 0, 0, 0, zone).In(n.Zone).Hour()
		switch e.Verdict {
		case data.SlotWorse:
			worse = append(worse, hour)
		case data.SlotBetter:
			if slices.ContainsFunc(better, func(x int) bool { return apart(hour, x) < 3 }) {
				continue
			}
			if better = append(better, hour); len(better) == 1 {
				why = fmt.Sprintf("Hours: around %d:00, where posts do better (%.1f times the typical of all hours", hour, *e.Lift)
				if e.Low != nil && e.High != nil {
					why += fmt.Sprintf("; %.1f to %.1f", *e.Low, *e.High)
				}
				why += ")."
			}
		}
	}
	return better, why, worse
}

// apart is how many hours lie between two, around the clock.
func apart(a, b int) int {
	d := (a - b + 24) % 24
	return min(d, 24-d)
}
