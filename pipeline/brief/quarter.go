package brief

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// Quarter gathers what the page of one quarter over some missions is made of. What
// comes from replies is what the table mood holds: nothing is published for it, so nothing
// can be subtracted that mood did not show. known is false if there is nothing of the
// quarter: no own post, no published cell, no figure of a service.
func Quarter(ctx context.Context, r lake.Reader, quarter string, missions []string, p advise.Placing, c data.Clock) (q report.Quarter, known bool, err error) {
	start, end, err := data.QuarterDays(quarter)
	if err != nil {
		return q, false, err
	}
	before := data.LastQuarter(data.At(start))
	q = report.Quarter{Quarter: quarter, AsOf: c.AsOf.UTC()}
	window := metrics.Window{From: data.At(start), To: data.At(end), Weeks: int(end.Sub(start).Hours() / 24 / 7)}
	g, err := advise.Gather(ctx, r, window, p, c)
	if err != nil {
		return q, false, fmt.Errorf("quarter: %w", err)
	}
	for _, mission := range missions {
		m := report.QuarterMission{Mission: mission, Mood: moodOf(g.Mood(mission), quarter), Before: moodOf(g.Mood(mission), before)}
		m.Outcomes, m.Needs = g.Outcomes(mission), g.Needs(mission)
		known = known || slices.ContainsFunc(m.Outcomes, func(o data.Outcome) bool { return report.QuarterOfOutcome(o) == quarter })
		known = known || len(m.Mood) > 0 || slices.ContainsFunc(m.Needs, func(n data.Need) bool { return n.PostedOf > 0 })
		q.Missions = append(q.Missions, m)
	}
	for a, err := range lake.Scan(ctx, r, lake.PolicyAnswers, nil) {
		if err != nil {
			return q, false, fmt.Errorf("quarter: %w", err)
		}
		if a.Quarter == quarter && a.AnsweredOn <= c.Now().Day() {
			q.Answers = append(q.Answers, a)
		}
	}
	if err := quarterAdvice(ctx, r, &q, missions, c); err != nil {
		return q, false, fmt.Errorf("quarter: %w", err)
	}
	return q, known, nil
}

// moodOf returns the published cells whose weeks all lie in a quarter, each reply in one
// cell of a breakdown.
func moodOf(rows []data.Mood, quarter string) []data.Mood {
	return slices.DeleteFunc(slices.Clone(rows), func(m data.Mood) bool {
		return m.Basis == data.BasisWeeks || len(m.Weeks) == 0 || slices.ContainsFunc(m.Weeks, func(week string) bool {
			of, _, err := data.Quarter445(week)
			return err != nil || of != quarter
		})
	})
}

// quarterAdvice sums up how advice that was given in the quarter did, as far as it was
// scored by as-of.
func quarterAdvice(ctx context.Context, r lake.Reader, q *report.Quarter, missions []string, c data.Clock) error {
	in := func(week string) bool {
		of, _, err := data.Quarter445(week)
		return err == nil && of == q.Quarter
	}
	var rows []data.AdviceOutcome
	for o, err := range lake.Scan(ctx, r, lake.AdviceOutcomes, nil) {
		if err != nil {
			return err
		}
		if in(o.Period) && o.ScoredIn <= c.Now().Week() && slices.Contains(missions, o.Mission) {
			rows = append(rows, o)
		}
	}
	for _, part := range lake.Partitions(r, lake.AdviceTable) {
		if period := strings.TrimPrefix(part, "period="); len(rows) == 0 && in(period) && period <= c.Now().Week() {
			w, err := advise.WeeksAfter(period)
			if err != nil {
				return err
			}
			q.Past.FirstDue = data.At(w.Ready()).Day()
			break
		}
	}
	q.Past.Verdicts = pastOf(advise.ReportHindsight(rows, "").Score)
	return nil
}
