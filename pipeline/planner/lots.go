package planner

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/metrics/trials"
)

// drawn is a rotation in the making.
type drawn struct {
	*planner
	*habits
	advice         data.Advice
	against        string
	weeks, perWeek int
	hours          []int
	proto          data.RotationSlot
}

// slots places the posts week by week, leaving out days of an occasion, and draws the
// lots: each week is a block of its own.
func (d *drawn) slots() []data.RotationSlot {
	seed := sha256.Sum256([]byte(strings.Join([]string{trials.RotationDesign, d.Unit, d.planner.Mission, string(d.AccountID), d.advice.Lever, d.advice.Level, d.proto.Period}, "\n")))
	var out []data.RotationSlot
	var blocks []int
	for week := range d.weeks {
		monday := d.from.AddDate(0, 0, 7*week)
		places := slices.DeleteFunc(d.places(d.usualWeek(), d.hours), func(p place) bool { return d.occasionOn(p.moment(monday)) != nil })
		places = places[:min(len(places), d.perWeek)]
		blocks = append(blocks, len(places))
		for _, p := range places {
			s := d.proto
			at := p.moment(monday)
			s.Day, s.PlannedAt = at.Format(time.DateOnly), data.At(at)
			s.Block = data.At(time.Date(at.Year(), at.Month(), at.Day(), 12, 0, 0, 0, time.UTC)).Week()
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return nil
	}
	last, _ := time.Parse(time.DateOnly, out[len(out)-1].Day) // written by Format above
	readable := last.Add(ageOf(d.proto.Age)).AddDate(0, 0, 2).Format(time.DateOnly)
	for i, treated := range trials.Lots(seed, blocks) {
		s := &out[i]
		s.Slot, s.Seed, s.ReadableOn = int64(i+1), hex.EncodeToString(seed[:]), readable
		if s.Assigned = d.against; treated {
			s.Assigned = d.advice.Level
		}
		if d.advice.Lever == effects.LeverHour {
			d.shift(s)
		}
	}
	return out
}

// shift moves a slot of a test of hours into the band that was drawn.
func (d *drawn) shift(s *data.RotationSlot) {
	hours := d.usualHours(func(band string) bool { return band == s.Assigned })
	if len(hours) == 0 {
		return
	}
	day, _ := time.ParseInLocation(time.DateOnly, s.Day, d.Zone)
	s.PlannedAt = data.At(place{hour: hours[0]}.moment(day))
}
