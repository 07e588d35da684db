package planner

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// Kinds of entries of a calendar.
const (
	KindUsual    = "usual"
	KindTest     = "test"     // drawn by lot, to learn from
	KindOccasion = "occasion" // a day that was given
)

// Entry is one post of a calendar. Empty fields are left to whoever posts.
type Entry struct {
	Day        string         `json:"day"`            // local
	Time       string         `json:"time,omitempty"` // local, like 10:00; empty: any time
	At         time.Time      `json:"at"`             // the moment in UTC; noon of the day without a time
	Account    data.AccountID `json:"account"`
	Platform   data.Platform  `json:"platform"`
	Format     data.Format    `json:"format,omitempty"`
	Topic      data.Topic     `json:"topic,omitempty"`
	Occasion   string         `json:"occasion,omitempty"`
	Language   string         `json:"language,omitempty"`
	Audience   string         `json:"audience,omitempty"`
	Kind       string         `json:"kind"`
	Experiment string         `json:"experiment,omitempty"`
	Why        []string       `json:"why"` // in words, the most important first
}

// AccountPlan is what a calendar rests on for one account.
type AccountPlan struct {
	Account  data.AccountID `json:"account"`
	Platform data.Platform  `json:"platform"`
	Audience string         `json:"audience,omitempty"`
	PerWeek  float64        `json:"posts_per_week"` // of late
	Planned  int            `json:"planned"`        // posts in the calendar
	Notes    []string       `json:"notes"`          // in words
}

// Rotation is an experiment that runs in the weeks of a calendar.
type Rotation struct {
	Experiment string         `json:"experiment"`
	Account    data.AccountID `json:"account"`
	Platform   data.Platform  `json:"platform"`
	Goal       string         `json:"goal"`
	Lever      string         `json:"lever"`
	Level      string         `json:"level"`
	Against    string         `json:"against"`
	Slots      int            `json:"slots"`
	First      string         `json:"first_day"`
	Last       string         `json:"last_day"`
	ReadableOn string         `json:"readable_on"`
	Chance     *float64       `json:"chance,omitempty"` // to find a lift of 1.5
	Registered bool           `json:"registered"`       // before this calendar was made
}

// Plan is what a mission is to post in two weeks, Monday to Sunday.
type Plan struct {
	Mission   string        `json:"mission"`
	MadeUp    bool          `json:"made_up,omitempty"`
	AsOf      time.Time     `json:"as_of"`
	From      string        `json:"from"`
	To        string        `json:"to"`
	Zone      string        `json:"zone"`
	Advice    string        `json:"advice_of,omitempty"` // ISO week of the advice it rests on
	Accounts  []AccountPlan `json:"accounts"`
	Entries   []Entry       `json:"entries"`
	Rotations []Rotation    `json:"rotations"`

	slots    []data.RotationSlot // of rotations that are new
	compared bool                // whether a run looked for advice this week
}

// Register stores the slots of the calendar's new rotations. Slots of a period that
// are stored already stay as they are.
func (cal *Plan) Register(ctx context.Context, r lake.Reader) (lake.Changes, error) {
	var c lake.Changes
	stored, err := lake.Rows(ctx, r, lake.Rotations, nil)
	if err != nil {
		return c, fmt.Errorf("register rotations: %w", err)
	}
	known := map[string]bool{}
	for _, s := range stored {
		known[s.Experiment] = true
	}
	fresh := slices.DeleteFunc(slices.Clone(cal.slots), func(s data.RotationSlot) bool { return known[s.Experiment] })
	if len(fresh) == 0 {
		return c, nil
	}
	if err := lake.Upsert(ctx, r, &c, lake.Rotations, fresh); err != nil {
		return c, fmt.Errorf("register rotations: %w", err)
	}
	return c, nil
}
