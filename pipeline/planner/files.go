package planner

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/export"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// CSV writes one line for each post. A cell that a spreadsheet would take for a formula
// begins with an apostrophe.
func (cal *Plan) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"date", "time", "zone", "account", "platform", "format", "topic", "occasion", "language", "audience", "kind", "experiment", "why"}}
	for i := range cal.Entries {
		e := &cal.Entries[i]
		rows = append(rows, []string{e.Day, e.Time, cal.Zone, string(e.Account), string(e.Platform), string(e.Format), string(e.Topic), e.Occasion,
			e.Language, e.Audience, e.Kind, e.Experiment, strings.Join(e.Why, "; ")})
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = export.Neutral(page.Plain(cell))
		}
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write calendar: %w", err)
	}
	return nil
}

// slotLength is how long an entry blocks a calendar.
const slotLength = 15 * time.Minute

// ICS writes an iCalendar file (RFC 5545), moments in UTC. The same entry has the same
// UID in every version, so that importing twice does not double it.
func (cal *Plan) ICS(w io.Writer) error {
	out := ics.NewCalendarFor("tailor")
	out.SetProductId("-//Tailor//Calendar//EN")
	out.SetMethod(ics.MethodPublish)
	name := voice.Clean(cal.Mission)
	if cal.MadeUp {
		name = madeUp + " " + name
	}
	out.SetXWRCalName(name)
	count := map[string]int{}
	for i := range cal.Entries {
		e := &cal.Entries[i]
		key := data.Slug(string(e.Account)) + "-" + e.Day
		count[key]++
		event := out.AddEvent(fmt.Sprintf("%s-%d@tailor.invalid", key, count[key]))
		event.SetDtStampTime(cal.AsOf)
		if e.Time == "" {
			day, err := time.Parse(time.DateOnly, e.Day)
			if err != nil {
				return fmt.Errorf("write calendar: %w", err)
			}
			event.SetAllDayStartAt(day)
			event.SetAllDayEndAt(day.AddDate(0, 0, 1))
		} else {
			event.SetStartAt(e.At)
			event.SetEndAt(e.At.Add(slotLength))
		}
		event.SetSummary(fmt.Sprintf("%s: %s", voice.PlatformName(e.Platform), e.What()))
		event.SetDescription(page.Plain("Account " + string(e.Account) + ". Why: " + strings.Join(e.Why, "; ") + "."))
		event.SetTimeTransparency(ics.TransparencyTransparent)
	}
	var b bytes.Buffer                                 // the library passes over some errors of writers
	err := out.SerializeTo(&b, ics.WithNewLineWindows) // RFC 5545 wants CRLF everywhere
	if err == nil {
		_, err = w.Write(b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("write calendar: %w", err)
	}
	return nil
}
