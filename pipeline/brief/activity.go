package brief

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// activityPeriods is how many of an account's latest weeks (or months) a page shows.
const activityPeriods = 26

type activityKey struct {
	account data.AccountID
	week    string
}

// activityCell gathers one account's posts of one week.
type activityCell struct {
	platform data.Platform
	posts    int64
	values   []float64
	missing  map[data.Reason]int64
}

// activity counts posts by week and the typical value of those that have one, and
// the posts whose values are missing, by reason. Answers to somebody and reposts
// are no posts here, as they are none for the cadence.
func (b *briefing) activity() error {
	weeks := map[data.PostID]string{}
	for p, err := range lake.Scan(b.ctx, b.r, lake.Posts, nil) {
		if err != nil {
			return err
		}
		if b.mine[p.AccountID] != nil && !p.IsReply && !p.IsRepost {
			weeks[p.PostID] = metrics.Period(p.PublishedAt, p.Precision)
		}
	}
	all := map[*report.Input]*activities{}
	for _, in := range b.missions {
		all[in] = &activities{byGoal: map[string]map[activityKey]*activityCell{}, gaps: map[report.Gap]int64{}, looked: map[report.Gap]int64{}}
	}
	for v, err := range lake.Scan(b.ctx, b.r, lake.PostMetrics, nil) {
		if err != nil {
			return err
		}
		if week, own := weeks[v.PostID]; own && v.Age == metrics.AgeSettled {
			all[b.mine[v.AccountID]].add(&v, week)
		}
	}
	for in, a := range all {
		a.tell(in)
	}
	return nil
}

// activities gathers one mission's values.
type activities struct {
	byGoal       map[string]map[activityKey]*activityCell
	gaps, looked map[report.Gap]int64
}

func (a *activities) add(v *data.PostMetric, week string) {
	if slices.Contains(advise.ActivityGoals(), v.Metric) {
		cellOf(a.byGoal, v, week).add(v)
	}
	if v.Metric == metrics.MetricInteractions || v.Metric == metrics.MetricERFollowers {
		a.looked[report.Gap{Platform: v.Platform, Metric: v.Metric}]++
		if v.Missing != "" {
			a.gaps[report.Gap{Platform: v.Platform, Metric: v.Metric, Reason: v.Missing}]++
		}
	}
}

// tell writes what was gathered into a page's input.
func (a *activities) tell(in *report.Input) {
	for gap, n := range a.gaps {
		of := a.looked[report.Gap{Platform: gap.Platform, Metric: gap.Metric}]
		gap.Posts, gap.Of = n, of
		in.Gaps = append(in.Gaps, gap)
	}
	slices.SortFunc(in.Gaps, func(x, y report.Gap) int {
		return cmp.Or(cmp.Compare(x.Platform, y.Platform), cmp.Compare(x.Metric, y.Metric), cmp.Compare(x.Reason, y.Reason))
	})
	goal := advise.ActivityGoals()[0]
	if i := slices.IndexFunc(advise.ActivityGoals(), func(g string) bool { return anyValue(a.byGoal[g]) }); i >= 0 {
		goal = advise.ActivityGoals()[i]
	}
	in.ActivityGoal, in.ActivityAge = goal, metrics.AgeSettled
	in.Activity = latest(a.byGoal[goal])
	markBreaks(in.Activity, goal)
}

// markBreaks notes on each account's first period after a platform changed what
// the goal counts that it did, so that no line is drawn across.
func markBreaks(rows []report.Activity, goal string) {
	for i := range rows {
		for _, br := range metrics.Breaks(rows[i].Platform) {
			first := i == 0 || rows[i-1].Account != rows[i].Account
			if br.Metric == goal && data.At(br.At).Week() <= rows[i].Week && !first && rows[i-1].Week < data.At(br.At).Week() {
				rows[i].Break = br.What
			}
		}
	}
}

func cellOf(byGoal map[string]map[activityKey]*activityCell, v *data.PostMetric, week string) *activityCell {
	if byGoal[v.Metric] == nil {
		byGoal[v.Metric] = map[activityKey]*activityCell{}
	}
	key := activityKey{v.AccountID, week}
	if byGoal[v.Metric][key] == nil {
		byGoal[v.Metric][key] = &activityCell{platform: v.Platform, missing: map[data.Reason]int64{}}
	}
	return byGoal[v.Metric][key]
}

func (c *activityCell) add(v *data.PostMetric) {
	c.posts++
	if v.Value == nil {
		c.missing[v.Missing]++
		return
	}
	c.values = append(c.values, *v.Value)
}

func anyValue(cells map[activityKey]*activityCell) bool {
	for _, c := range cells {
		if len(c.values) > 0 {
			return true
		}
	}
	return false
}

// latest turns cells into rows by account and week, the latest weeks of each
// account only.
func latest(cells map[activityKey]*activityCell) []report.Activity {
	keys := slices.SortedFunc(maps.Keys(cells), func(x, y activityKey) int {
		return cmp.Or(cmp.Compare(x.account, y.account), cmp.Compare(y.week, x.week))
	})
	var rows []report.Activity
	kept := map[data.AccountID]int{}
	for _, k := range keys {
		if kept[k.account]++; kept[k.account] > activityPeriods {
			continue
		}
		c := cells[k]
		rows = append(rows, report.Activity{
			Account: k.account, Platform: c.platform, Week: k.week, Posts: c.posts, Median: median(c.values),
			N: int64(len(c.values)), Missing: reasons(c.missing),
		})
	}
	slices.Reverse(rows)
	return rows
}

func median(values []float64) *float64 {
	n := len(values)
	if n == 0 {
		return nil
	}
	slices.Sort(values)
	m := (values[(n-1)/2] + values[n/2]) / 2
	return &m
}

func reasons(counts map[data.Reason]int64) string {
	var parts []string
	for why, n := range counts {
		parts = append(parts, fmt.Sprintf("%s=%d", why, n))
	}
	slices.Sort(parts)
	return strings.Join(parts, ";")
}
