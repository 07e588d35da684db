package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// Brief gathers from a snapshot what one mission's page is made of. It leaves out
// what only a job knows: the unit, the privacy notice and the versions.
func Brief(ctx context.Context, r lake.Reader, mission string, c data.Clock) (report.Input, error) {
	in := report.Input{Mission: mission, AsOf: c.AsOf.UTC(), Period: c.Now().Week()}
	b := briefing{ctx: ctx, r: r, mine: map[data.AccountID]bool{}, in: &in}
	for _, step := range []func() error{b.accounts, b.advice, b.effects, b.mood, b.activity, b.leftOut, b.rejects} {
		if err := step(); err != nil {
			return in, err
		}
	}
	for _, d := range metrics.Dictionary() {
		in.Definitions = append(in.Definitions, report.Definition{ID: d.ID, Text: d.Formula})
	}
	return in, nil
}

type briefing struct {
	ctx  context.Context
	r    lake.Reader
	mine map[data.AccountID]bool
	in   *report.Input
}

func (b *briefing) accounts() error {
	all, err := lake.Rows(b.ctx, b.r, lake.Accounts, nil)
	for _, a := range all {
		if a.Role == data.RoleOwn && a.Mission == b.in.Mission {
			b.mine[a.AccountID] = true
			b.in.Accounts = append(b.in.Accounts, a)
		}
	}
	return err
}

// advice takes this period's advice and the latest before it.
func (b *briefing) advice() error {
	latest := ""
	all, err := lake.Rows(b.ctx, b.r, lake.AdviceTable, nil)
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.Mission == b.in.Mission && a.Period < b.in.Period {
			latest = max(latest, a.Period)
		}
	}
	for _, a := range all {
		switch {
		case a.Mission != b.in.Mission:
		case a.Period == b.in.Period:
			b.in.Advice = append(b.in.Advice, a)
		case a.Period == latest:
			b.in.Previous = append(b.in.Previous, a)
		}
	}
	return nil
}

func (b *briefing) effects() error {
	this := "period=" + b.in.Period
	for e, err := range lake.Scan(b.ctx, b.r, lake.FormatEffects, func(p string) bool { return p == this }) {
		if err != nil {
			return err
		}
		alone := e.Lift == nil && e.NOther == 0 // the only level there is: no chart could show anything
		if !alone && (e.AccountID == "" || b.mine[e.AccountID]) {
			b.in.Effects = append(b.in.Effects, e)
		}
	}
	return nil
}

func (b *briefing) mood() error {
	for m, err := range lake.Scan(b.ctx, b.r, lake.MoodTable, nil) {
		if err != nil {
			return err
		}
		if m.Mission == b.in.Mission {
			b.in.Mood = append(b.in.Mood, m)
		}
	}
	return nil
}

// leftOut says how many posts of which crisis the comparisons do not rest on.
func (b *briefing) leftOut() error {
	posts := map[string]int{}
	for l, err := range lake.Scan(b.ctx, b.r, lake.PostLabels, nil) {
		if err != nil {
			return err
		}
		if b.mine[l.AccountID] && LeavesEffects(&l) {
			_, name, _ := strings.Cut(l.Occasion, "/")
			posts[name]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(posts)) {
		b.in.Notes = append(b.in.Notes, report.Note{
			What:        fmt.Sprintf("%s of a crisis (%s) left out of the comparisons", postsWord(posts[name]), name),
			Consequence: "What they got says more of the crisis than of their format.",
			Need:        "If it was none, correct its days or kind under occasions in the settings.",
		})
	}
	return nil
}

func (b *briefing) rejects() error {
	counts := map[report.RejectCount]int64{}
	for x, err := range lake.Scan(b.ctx, b.r, lake.Rejects, nil) {
		if err != nil {
			return err
		}
		if b.mine[x.AccountID] {
			counts[report.RejectCount{Input: inputName(x.Input), Why: x.Why, Hint: x.Hint}]++
		}
	}
	for k, n := range counts {
		k.N = n
		b.in.Rejects = append(b.in.Rejects, k)
	}
	slices.SortFunc(b.in.Rejects, func(x, y report.RejectCount) int {
		return cmp.Or(cmp.Compare(x.Input, y.Input), cmp.Compare(x.Why, y.Why), cmp.Compare(x.Hint, y.Hint))
	})
	for n, err := range lake.Scan(b.ctx, b.r, lake.Notes, nil) {
		if err != nil {
			return err
		}
		if b.mine[n.AccountID] {
			b.in.Notes = append(b.in.Notes, report.Note{Where: inputName(n.Input), What: n.What, Need: n.Hint})
		}
	}
	slices.SortFunc(b.in.Notes, func(x, y report.Note) int {
		return cmp.Or(cmp.Compare(x.What, y.What), cmp.Compare(x.Where, y.Where))
	})
	return nil
}

// inputName is an input without its hash, as a person names it.
func inputName(input string) string {
	name, _, _ := strings.Cut(input, " sha256:")
	return name
}

func postsWord(n int) string {
	if n == 1 {
		return "1 post"
	}
	return fmt.Sprintf("%d posts", n)
}
