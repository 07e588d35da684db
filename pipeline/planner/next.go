package planner

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Planning is what a calendar needs to know beside the lake.
type Planning struct {
	Unit      string // name of the unit; part of the seed of rotations
	Mission   string
	Zone      *time.Location // that days and hours are told in
	Occasions []content.OccasionDay
}

// calendarDays is how many days a calendar has.
const calendarDays = 14

// Next plans two weeks for a mission, from the first Monday that begins at as-of or
// later. An account is planned no more posts than it published per week of late.
// Rotations that run already give their slots; where none runs and the advice says try
// or lean, a new one is drawn, which counts once [Plan.Register] is committed.
// Equal input gives an equal calendar.
func Next(ctx context.Context, r lake.Reader, p Planning, c data.Clock) (*Plan, error) {
	n := &planner{Planning: p, clock: c, cal: &Plan{Mission: p.Mission, AsOf: c.AsOf.UTC(), Zone: p.Zone.String()}}
	n.from = mondayFrom(c.AsOf.In(p.Zone))
	n.cal.From = n.from.Format(time.DateOnly)
	n.cal.To = n.from.AddDate(0, 0, calendarDays-1).Format(time.DateOnly)
	if err := n.read(ctx, r); err != nil {
		return nil, fmt.Errorf("plan for %s: %w", p.Mission, err)
	}
	if len(n.accounts) == 0 {
		return nil, fmt.Errorf("plan for %s: no post of its accounts is known of which the day is told, so there is no habit to plan by; read some first with: tailor run", p.Mission)
	}
	for _, h := range n.accounts {
		n.plan(h)
	}
	n.occasions()
	slices.SortStableFunc(n.cal.Entries, func(a, b Entry) int { return a.At.Compare(b.At) })
	return n.cal, nil
}

// mondayFrom returns the local midnight of the first Monday that is not before t's day.
func mondayFrom(t time.Time) time.Time {
	ahead := (8 - int(t.Weekday())) % 7
	return time.Date(t.Year(), t.Month(), t.Day()+ahead, 0, 0, 0, 0, t.Location())
}

// planner makes a calendar.
type planner struct {
	Planning
	clock data.Clock
	from  time.Time // local midnight of the first day
	cal   *Plan

	accounts []*habits // of the mission, with posts, by id
	advice   map[data.Outlet][]data.Advice
	slots    map[data.Outlet][]data.RotationSlot // registered, by time
	wanted   []wantedTopic                       // what people want more of, the widest gap first
	hours    map[data.Outlet][]data.HourEffect   // that stand out
}

// read gathers what the plan rests on.
func (n *planner) read(ctx context.Context, r lake.Reader) error {
	for _, step := range []func(context.Context, lake.Reader) error{n.readAdvice, n.readHabits, n.readRotations, n.readAsked, n.readNeeds, n.readHours} {
		if err := step(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// readAdvice takes the latest advice to the mission that was given by as-of.
func (n *planner) readAdvice(ctx context.Context, r lake.Reader) error {
	n.advice = map[data.Outlet][]data.Advice{}
	this := "period=" + n.clock.Now().Week()
	n.cal.compared = lake.From(r, lake.FormatEffects.Name, this) != ""
	parts := lake.Partitions(r, lake.AdviceTable)
	slices.Reverse(parts)
	for _, part := range parts {
		if part > this {
			continue
		}
		rows, err := lake.Rows(ctx, r, lake.AdviceTable, partition.Only(part))
		if err != nil {
			return err
		}
		for _, a := range rows {
			if a.Mission == n.Mission {
				on := data.Outlet{Account: a.AccountID, Platform: a.Platform}
				n.advice[on] = append(n.advice[on], a)
				n.cal.Advice = a.Period
			}
		}
		if len(n.advice) > 0 {
			return nil
		}
	}
	return nil
}

// readRotations takes the mission's registered slots.
func (n *planner) readRotations(ctx context.Context, r lake.Reader) error {
	n.slots = map[data.Outlet][]data.RotationSlot{}
	for s, err := range lake.Scan(ctx, r, lake.Rotations, nil) {
		if err != nil {
			return err
		}
		if s.Mission == n.Mission && s.AssignedAt <= n.clock.Now() {
			on := data.Outlet{Account: s.AccountID, Platform: s.Platform}
			n.slots[on] = append(n.slots[on], s)
		}
	}
	return nil
}

// askedTopic is a service or other topic that people ask about.
type askedTopic struct {
	topic           data.Topic
	asked, answered int64
}

// askedWeeks is how far back questions are counted, and openEnough how many without an
// answer in time make a topic worth a post.
const (
	askedWeeks = 13
	openEnough = 3
)

// readAsked adds up the questions that were published by topic, so that nothing is
// told here that is not told to everybody.
func (n *planner) readAsked(ctx context.Context, r lake.Reader) error {
	since := data.At(n.clock.AsOf.AddDate(0, 0, -7*askedWeeks)).Week()
	var topics []askedTopic
	for m, err := range lake.Scan(ctx, r, lake.MoodTable, nil) {
		if err != nil {
			return err
		}
		if m.Mission != n.Mission || m.Breakdown != data.DimTopic || m.Value == string(data.TopicOther) || m.Questions == nil || m.Answered == nil ||
			m.Basis == "weeks" || len(m.Weeks) == 0 || m.Weeks[0] < since || data.Topic(m.Value).Sensitive() {
			continue
		}
		i := slices.IndexFunc(topics, func(t askedTopic) bool { return t.topic == data.Topic(m.Value) })
		if i < 0 {
			i, topics = len(topics), append(topics, askedTopic{topic: data.Topic(m.Value)})
		}
		topics[i].asked += *m.Questions
		topics[i].answered += *m.Answered
	}
	topics = slices.DeleteFunc(topics, func(t askedTopic) bool { return t.asked-t.answered < openEnough })
	slices.SortFunc(topics, func(a, b askedTopic) int {
		if d := (b.asked - b.answered) - (a.asked - a.answered); d != 0 {
			return int(d)
		}
		return strings.Compare(string(a.topic), string(b.topic))
	})
	for _, t := range topics[:min(len(topics), wantedTopics)] {
		n.wanted = append(n.wanted, wantedTopic{t.topic, fmt.Sprintf("people asked about %s: %d questions lately, %d answered within 48 hours",
			voice.TopicName(t.topic), t.asked, t.answered)})
	}
	return nil
}
