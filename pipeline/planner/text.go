package planner

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// madeUp is what every form of a calendar of the demo begins with.
const madeUp = "Made-up data. This mission does not exist."

// Text prints the calendar for a person, at most 80 columns wide.
func (cal *Plan) Text(w io.Writer) error {
	out := bufio.NewWriter(w)
	para := func(first, rest, text string) {
		for _, line := range page.Wrap(page.Plain(text), first, rest) {
			fmt.Fprintln(out, line)
		}
	}
	if cal.MadeUp {
		para("", "", madeUp)
		fmt.Fprintln(out)
	}
	para("", "", fmt.Sprintf("%s: what to post from %s to %s (hours in %s)", voice.Clean(cal.Mission), weekdayOf(cal.From), weekdayOf(cal.To), cal.Zone))
	if cal.Advice == "" {
		para("", "", cal.noAdvice())
	}
	day := ""
	for i := range cal.Entries {
		e := &cal.Entries[i]
		if e.Day != day {
			day = e.Day
			fmt.Fprintf(out, "\n%s\n", weekdayOf(day))
		}
		mark := ""
		if e.Kind == KindTest {
			mark = " [by lot]"
		}
		para(fmt.Sprintf("  %-5s  ", cmp.Or(e.Time, "any")), "         ", fmt.Sprintf("%s: %s%s", e.where(), e.What(), mark))
		para("         ", "         ", "Why: "+strings.Join(e.Why, "; ")+".")
	}
	for i := range cal.Rotations {
		r := &cal.Rotations[i]
		fmt.Fprintln(out)
		para("Test  ", "      ", r.question())
		para("      ", "      ", fmt.Sprintf("%d posts are drawn by lot, from %s to %s. Post what the lot says on its day, else the test cannot tell. The result is read on %s, not earlier.",
			r.Slots, advise.DayOf(r.First), advise.DayOf(r.Last), advise.DayOf(r.ReadableOn)))
		if r.Chance != nil {
			para("      ", "      ", fmt.Sprintf("If the true difference is half as much again, this finds it in %.0f of 100 cases.", 100**r.Chance))
		}
	}
	for _, a := range cal.Accounts {
		fmt.Fprintln(out)
		para("", "  ", fmt.Sprintf("%s: %d posts planned; you posted %.1f a week of late.", voice.Clean(string(a.Account)), a.Planned, a.PerWeek))
		for _, note := range a.Notes {
			para("  ", "  ", note)
		}
	}
	return out.Flush()
}

// noAdvice says what a plan without advice is, and whether a run would change that.
func (cal *Plan) noAdvice() string {
	if cal.compared {
		return "There is no advice yet: your posts are too few, or too much alike, to compare. So this is your usual mix."
	}
	return "There is no advice yet, so this is your usual mix. Run: tailor run"
}

// where names the platform, and the account unless it is called as the platform is.
func (e *Entry) where() string {
	platform := voice.PlatformName(e.Platform)
	if strings.EqualFold(string(e.Account), string(e.Platform)) || strings.EqualFold(string(e.Account), platform) {
		return platform
	}
	return platform + ", " + voice.Clean(string(e.Account))
}
