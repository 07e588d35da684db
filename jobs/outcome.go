package jobs

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// outcome fills in what a finished run tells: pages, and the advice of this week.
func (u *Unit) outcome(ctx context.Context, result *Result) error {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	period := u.Clock.Now().Week()
	for a, err := range lake.Scan(ctx, s, lake.AdviceTable, func(p string) bool { return p == "period="+period }) {
		if err != nil {
			return err
		}
		result.Advice = append(result.Advice, a)
	}
	slices.SortFunc(result.Advice, func(a, b data.Advice) int {
		return cmp.Or(cmp.Compare(a.Mission, b.Mission), cmp.Compare(a.Rank, b.Rank))
	})
	run := u.run.Run()
	result.SetAside = run.Rejected()
	inputs := u.inputs
	if inputs == nil {
		if inputs, err = u.briefs(ctx); err != nil {
			return err
		}
	}
	pages := u.Written()
	result.Pages = append(pages, u.quarters...)
	var missions []string
	var seen []page.View
	for _, in := range inputs { // the terminal is told in English, whatever the pages' language
		if slices.ContainsFunc(pages, func(p PageFile) bool { return p.Mission == in.Mission }) {
			in.Language = ""
			missions, seen = append(missions, in.Mission), append(seen, report.Build(in))
		}
	}
	var text strings.Builder
	if len(seen) > 0 {
		if err := page.Text(&text, u.followable(foremost(u.Config.Unit.Name, missions, seen))); err != nil {
			return err
		}
		text.WriteByte('\n')
	}
	last := ""
	for i, page := range result.Pages {
		of := cmp.Or(page.Mission, "All missions")
		if page.Quarter != "" {
			of = "Quarter " + page.Quarter
		}
		if len(result.Pages) > 1 && (i == 0 || of != last) {
			fmt.Fprintln(&text, of)
		}
		if last = of; len(result.Pages) > 1 {
			text.WriteString("  ")
		}
		fmt.Fprintf(&text, "Report: %s\n", page.Path)
	}
	result.text = text.String()
	return nil
}

// followable adds to the commands that lead to the numbers which settings they
// need. A page must not name a folder, so it is done for the terminal only.
func (u *Unit) followable(v page.View) page.View {
	if u.Settings == "" || u.Settings == "tailor.yaml" {
		return v
	}
	v.Actions = slices.Clone(v.Actions)
	for i := range v.Actions {
		if v.Actions[i].Follow != "" {
			v.Actions[i].Follow += " --config " + u.Settings
		}
	}
	return v
}

// shown is how many pieces of advice a run prints.
const shown = 3

// foremost is the one mission's view, or one that holds the most important pieces
// of advice of all missions: the surest first; of those as sure, what
// stands first on its mission's page, and then the strongest.
func foremost(unit string, missions []string, views []page.View) page.View {
	if len(views) == 1 {
		return views[0]
	}
	type piece struct {
		page.Action
		turn int
	}
	var pieces []piece
	all := page.View{MadeUp: views[0].MadeUp, Words: views[0].Words, Heading: foreign(unit)}
	for i, v := range views {
		for turn, a := range v.Actions {
			a.Facts = append([]page.Fact{{Label: "Mission", Text: foreign(missions[i])}}, a.Facts...)
			pieces = append(pieces, piece{a, turn})
		}
	}
	slices.SortStableFunc(pieces, func(a, b piece) int {
		return cmp.Or(cmp.Compare(doubt(a.Sure.Grade), doubt(b.Sure.Grade)), cmp.Compare(a.turn, b.turn), cmp.Compare(strength(b.Lift), strength(a.Lift)))
	})
	for i := range pieces[:min(shown, len(pieces))] {
		pieces[i].Rank = strconv.Itoa(i + 1)
		all.Actions = append(all.Actions, pieces[i].Action)
	}
	return all
}

// foreign is a name of the settings as a line of a page.
func foreign(name string) voice.Line { return voice.Line{{Text: voice.Clean(name), Foreign: true}} }

// doubt orders grades, the surest first; what is not rated comes last.
func doubt(grade string) int {
	grades := []string{"high", "moderate", "low"}
	if i := slices.Index(grades, grade); i >= 0 {
		return i
	}
	return len(grades)
}

func strength(lift *float64) float64 {
	if lift == nil || *lift <= 0 {
		return 0
	}
	return math.Abs(math.Log(*lift))
}
