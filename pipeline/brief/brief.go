package brief

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// Briefs gathers from a snapshot what the pages of missions are made of, in their order,
// reading each table once. They lack what only a job knows: the unit, the language, the
// privacy notice and the versions. What was said of inputs that are gone is left out; nil
// says that none is.
func Briefs(ctx context.Context, r lake.Reader, missions []string, gone func(data.AccountID, string) bool, c data.Clock) ([]report.Input, error) {
	if gone == nil {
		gone = func(data.AccountID, string) bool { return false }
	}
	inputs := make([]report.Input, len(missions))
	b := briefing{ctx: ctx, r: r, gone: gone, period: c.Now().Week(), missions: map[string]*report.Input{}, mine: map[data.AccountID]*report.Input{}, first: map[string]string{}}
	for i, mission := range missions {
		inputs[i] = report.Input{Mission: mission, AsOf: c.AsOf.UTC(), Period: b.period}
		for _, d := range metrics.Dictionary() {
			inputs[i].Definitions = append(inputs[i].Definitions, report.Definition{ID: d.ID, Text: d.Formula})
		}
		b.missions[mission] = &inputs[i]
	}
	for _, step := range []func() error{b.accounts, b.advice, b.effects, b.mood, b.activity, b.leftOut, b.polls, b.surveys, b.outcomes,
		b.where, b.past, b.goals, b.keywords, b.peers, b.shared, b.rejects} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return inputs, nil
}

type briefing struct {
	ctx      context.Context
	r        lake.Reader
	gone     func(data.AccountID, string) bool
	period   string
	missions map[string]*report.Input
	mine     map[data.AccountID]*report.Input // by own account
	first    map[string]string                // mission's first period with advice, up to this one
}

func (b *briefing) accounts() error {
	all, err := lake.Rows(b.ctx, b.r, lake.Accounts, nil)
	for _, a := range all {
		if in := b.missions[a.Mission]; in != nil && a.Role == data.RoleOwn {
			b.mine[a.AccountID] = in
			in.Accounts = append(in.Accounts, a)
		}
	}
	for _, in := range b.missions {
		in.Others = all // one slice for all: nobody changes it
	}
	return err
}

// advice takes this period's advice and the latest before it.
func (b *briefing) advice() error {
	latest := map[string]string{}
	all, err := lake.Rows(b.ctx, b.r, lake.AdviceTable, nil)
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.Period < b.period {
			latest[a.Mission] = max(latest[a.Mission], a.Period)
		}
		if first, ok := b.first[a.Mission]; a.Period <= b.period && (!ok || a.Period < first) {
			b.first[a.Mission] = a.Period
		}
	}
	for _, a := range all {
		in := b.missions[a.Mission]
		switch {
		case in == nil:
		case a.Period == b.period:
			in.Advice = append(in.Advice, a)
		case a.Period == latest[a.Mission]:
			in.Previous = append(in.Previous, a)
		}
	}
	return nil
}

// effects takes this period's, of own accounts and pooled over all.
func (b *briefing) effects() error {
	this := "period=" + b.period
	for e, err := range lake.Scan(b.ctx, b.r, lake.FormatEffects, func(p string) bool { return p == this }) {
		if err != nil {
			return err
		}
		if e.Lift == nil && e.NOther == 0 {
			continue // the only level there is: no chart could show anything
		}
		if in := b.mine[e.AccountID]; in != nil {
			in.Effects = append(in.Effects, e)
		}
		if e.AccountID == "" {
			for _, in := range b.missions {
				in.Effects = append(in.Effects, e)
			}
		}
	}
	return nil
}

func (b *briefing) mood() error {
	for m, err := range lake.Scan(b.ctx, b.r, lake.MoodTable, nil) {
		if err != nil {
			return err
		}
		if in := b.missions[m.Mission]; in != nil {
			in.Mood = append(in.Mood, m)
		}
	}
	return nil
}

// leftOut says how many posts of which crisis the comparisons do not rest on.
func (b *briefing) leftOut() error {
	type crisis struct {
		in   *report.Input
		name string
	}
	posts := map[crisis]int64{}
	for l, err := range lake.Scan(b.ctx, b.r, lake.PostLabels, nil) {
		if err != nil {
			return err
		}
		if in := b.mine[l.AccountID]; in != nil && content.LeavesEffects(&l) {
			_, name, _ := strings.Cut(l.Occasion, "/")
			posts[crisis{in, name}]++
		}
	}
	of := slices.SortedFunc(maps.Keys(posts), func(x, y crisis) int {
		return cmp.Or(cmp.Compare(x.in.Mission, y.in.Mission), cmp.Compare(x.name, y.name))
	})
	for _, c := range of {
		c.in.LeftOut = append(c.in.LeftOut, report.LeftOut{Crisis: c.name, Posts: posts[c]})
	}
	return nil
}

// rejects counts rows that were set aside, and takes the notes on what was read.
func (b *briefing) rejects() error {
	counts := map[*report.Input]map[report.RejectCount]int64{}
	for x, err := range lake.Scan(b.ctx, b.r, lake.Rejects, nil) {
		if err != nil {
			return err
		}
		if in := b.mine[x.AccountID]; in != nil && !b.gone(x.AccountID, x.Input) {
			if counts[in] == nil {
				counts[in] = map[report.RejectCount]int64{}
			}
			counts[in][report.RejectCount{Input: data.BareInput(x.Input), Why: x.Why, Hint: x.Hint}]++
		}
	}
	for in, of := range counts {
		for k, n := range of {
			k.N = n
			in.Rejects = append(in.Rejects, k)
		}
		slices.SortFunc(in.Rejects, func(x, y report.RejectCount) int {
			return cmp.Or(cmp.Compare(x.Input, y.Input), cmp.Compare(x.Why, y.Why), cmp.Compare(x.Hint, y.Hint))
		})
	}
	for n, err := range lake.Scan(b.ctx, b.r, lake.Notes, nil) {
		if err != nil {
			return err
		}
		if in := b.mine[n.AccountID]; in != nil && !b.gone(n.AccountID, n.Input) {
			in.Notes = append(in.Notes, report.Note{Where: data.BareInput(n.Input), What: n.What, Need: n.Hint})
		}
	}
	for _, in := range b.missions {
		slices.SortFunc(in.Notes, func(x, y report.Note) int {
			return cmp.Or(cmp.Compare(x.What, y.What), cmp.Compare(x.Where, y.Where))
		})
	}
	return nil
}
