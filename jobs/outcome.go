package jobs

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/report"
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
	views := u.pages
	if views == nil {
		if views, err = u.views(ctx); err != nil {
			return err
		}
	}
	var text strings.Builder
	var seen []report.View
	for _, mission := range u.missions() {
		if _, err := os.Stat(u.pagePath(mission)); err == nil {
			result.Pages = append(result.Pages, PageFile{Mission: mission, Path: u.pagePath(mission)})
			seen = append(seen, views[mission])
		}
	}
	if len(seen) > 0 {
		if err := report.Text(&text, u.followable(foremost(u.Config.Unit.Name, result.Pages, seen))); err != nil {
			return err
		}
		text.WriteByte('\n')
	}
	for _, page := range result.Pages {
		if len(result.Pages) > 1 {
			fmt.Fprintf(&text, "%s\n  ", page.Mission)
		}
		fmt.Fprintf(&text, "Report: %s\n", page.Path)
	}
	result.text = text.String()
	return nil
}

// followable adds to the commands that lead to the numbers which settings they
// need. A page must not name a folder, so it is done for the terminal only.
func (u *Unit) followable(v report.View) report.View {
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
func foremost(unit string, pages []PageFile, views []report.View) report.View {
	if len(views) == 1 {
		return views[0]
	}
	type piece struct {
		report.Action
		turn int
	}
	var pieces []piece
	all := report.View{MadeUp: views[0].MadeUp, Words: views[0].Words, Heading: foreign(unit)}
	for i, v := range views {
		for turn, a := range v.Actions {
			a.Facts = append([]report.Fact{{Label: "Mission", Text: foreign(pages[i].Mission)}}, a.Facts...)
			pieces = append(pieces, piece{a, turn})
		}
	}
	slices.SortStableFunc(pieces, func(a, b piece) int {
		return cmp.Or(cmp.Compare(doubt(a.Sure.Level), doubt(b.Sure.Level)), cmp.Compare(a.turn, b.turn), cmp.Compare(strength(b.Lift), strength(a.Lift)))
	})
	for i := range pieces[:min(shown, len(pieces))] {
		pieces[i].Rank = strconv.Itoa(i + 1)
		all.Actions = append(all.Actions, pieces[i].Action)
	}
	return all
}

// foreign is a name of the settings as a line of a page.
func foreign(name string) report.Line { return report.Line{{Text: report.Clean(name), Foreign: true}} }

func doubt(level string) int {
	i := slices.Index([]string{"High", "Moderate", "Low"}, level)
	if i < 0 {
		return len(level) // not rated comes last
	}
	return i
}

func strength(lift *float64) float64 {
	if lift == nil || *lift <= 0 {
		return 0
	}
	return math.Abs(math.Log(*lift))
}
