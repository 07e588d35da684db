package advise

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Advising is what the config says of how advice is made.
type Advising struct {
	Zone  *time.Location // of hour bands: the audience's
	Goals []string       // metrics the unit's goals are measured by, most important first; empty takes all

	Margin float64 // lift from which a difference matters; 0 is the default, 1.2
	NoPack bool    // whether published effects are left out
	Alone  bool    // whether what other units shared is left out

	Rules string // version of the rules that label posts, whose measured errors count

	// Past says that as-of lies in the past while the tables are of today: values of an age
	// that posts had not reached at as-of are left out.
	Past bool

	labels map[string]effects.LabelErrors // how often labels are wrong, by lever
}

// inputs makes the config part of what effects are computed from.
func (a Advising) inputs() []string {
	in := []string{effects.Model, a.Zone.String(), strconv.FormatFloat(cmp.Or(a.Margin, stat.DefaultMargin), 'g', -1, 64)}
	if !a.NoPack {
		in = append(in, effects.PackVersion)
	}
	if a.Past {
		in = append(in, "past")
	}
	for _, lever := range slices.Sorted(maps.Keys(a.labels)) {
		in = append(in, lever, a.labels[lever].String())
	}
	return append(in, a.Goals...)
}

// withLabelErrors adds how often people disagree with the rules' labels, where the unit
// has had a sample of its posts labelled by hand.
func (a Advising) withLabelErrors(ctx context.Context, r lake.Reader) (Advising, error) {
	cells, err := lake.Rows(ctx, r, lake.LabelAgreements, nil)
	if err != nil {
		return a, err
	}
	a.labels = map[string]effects.LabelErrors{}
	for _, c := range metrics.Confusions(cells, a.Rules, nil) {
		a.labels[effects.LabelKey(c.Lever, c.Level)] = effects.LabelErrorsOf(c.Level, c.Classes, c.N, c.Weight)
	}
	return a, nil
}

// Recommend estimates effects from all values and ranks advice for the ISO week of
// as-of. A week before one that was advised on is closed: its effects and advice never
// change, and none are made for it afterwards, from what nobody could know then.
func Recommend(ctx context.Context, r lake.Reader, a Advising, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	period := c.Now().Week()
	part := "period=" + period
	if closed(r, part) {
		return changes, nil
	}
	a, err := a.withLabelErrors(ctx, r)
	if err != nil {
		return changes, fmt.Errorf("recommend: %w", err)
	}
	var files []lake.File
	for _, table := range []string{lake.Accounts.Name, lake.Posts.Name, lake.PostLabels.Name, lake.PostMetrics.Name} {
		files = append(files, r.Files(table)...)
	}
	var shared []lake.File
	if !a.Alone {
		shared = lentFiles(r, c)
	}
	files = append(files, shared...)
	inputs := lake.InputHash(r, append(a.inputs(), period), files...)
	if lake.From(r, lake.FormatEffects.Name, part) == inputs || len(r.Files(lake.PostMetrics.Name)) == 0 {
		return changes, nil
	}
	o := effects.Options{AsOf: c, Inputs: inputs, Margin: a.Margin, Labels: a.labels}
	if !a.NoPack {
		if o.Pack, err = effects.Pack(); err != nil {
			return changes, fmt.Errorf("recommend: %w", err)
		}
	}
	if o.Shared, err = lent(ctx, r, shared); err != nil {
		return changes, fmt.Errorf("recommend: %w", err)
	}
	var known data.Micros
	if a.Past {
		known = c.Now()
	}
	found, err := effects.FitSets(framesOf(ctx, r, a.Zone, known), o)
	if err != nil {
		return changes, fmt.Errorf("recommend: %w", err)
	}
	advice := advise(found, a.Goals)
	found = append([]data.FormatEffect{}, found...) // empty, not nil: no effects are noted as computed, too
	if err := lake.Replace(&changes, lake.FormatEffects, part, found, inputs); err != nil {
		return changes, fmt.Errorf("recommend: %w", err)
	}
	if err := lake.Replace(&changes, lake.AdviceTable, part, advice, inputs); err != nil {
		return changes, fmt.Errorf("recommend: %w", err)
	}
	return changes, nil
}

// closed reports whether a later period has been advised on.
func closed(r lake.Reader, part string) bool {
	return slices.ContainsFunc(lake.Partitions(r, lake.AdviceTable), func(p string) bool { return p > part })
}

// advise ranks advice on the unit's goals. Where the unit names none, each mission
// is advised on the first of activityGoals that anything can be estimated of.
func advise(found []data.FormatEffect, goals []string) []data.Advice {
	if len(goals) > 0 {
		return effects.Advise(found, goals...)
	}
	byMission := map[string][]data.FormatEffect{}
	for _, e := range found {
		if e.Mission != "" {
			byMission[e.Mission] = append(byMission[e.Mission], e)
		}
	}
	var advice []data.Advice
	for _, mission := range slices.Sorted(maps.Keys(byMission)) {
		mine := byMission[mission]
		goal := ActivityGoals()[0]
		if i := slices.IndexFunc(ActivityGoals(), func(g string) bool { return estimated(mine, g) }); i >= 0 {
			goal = ActivityGoals()[i]
		}
		advice = append(advice, effects.Advise(mine, goal)...)
	}
	return advice
}

func estimated(found []data.FormatEffect, goal string) bool {
	return slices.ContainsFunc(found, func(e data.FormatEffect) bool { return e.Goal == goal && e.Lift != nil })
}
