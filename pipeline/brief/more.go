package brief

import (
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/trials"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// goals takes this period's standing of the goals.
func (b *briefing) goals() error {
	this := "period=" + b.period
	for g, err := range lake.Scan(b.ctx, b.r, lake.Goals, func(part string) bool { return part == this }) {
		if err != nil {
			return err
		}
		if in := b.missions[g.Mission]; in != nil {
			in.Goals = append(in.Goals, g)
		}
	}
	return nil
}

// peers takes this period's standing among declared peers.
func (b *briefing) peers() error {
	this := "period=" + b.period
	for x, err := range lake.Scan(b.ctx, b.r, lake.Benchmarks, func(part string) bool { return part == this }) {
		if err != nil {
			return err
		}
		if in := b.mine[x.AccountID]; in != nil {
			in.Peers = append(in.Peers, x)
		}
	}
	return nil
}

// keywords takes what stands out in each account's newest month up to as-of.
func (b *briefing) keywords() error {
	newest := map[data.AccountID][]data.Keyword{}
	for k, err := range lake.Scan(b.ctx, b.r, lake.Keywords, nil) {
		if err != nil {
			return err
		}
		in := b.mine[k.AccountID]
		if in == nil || k.Month > data.At(in.AsOf).Month() {
			continue
		}
		rows := newest[k.AccountID]
		switch {
		case len(rows) == 0 || rows[0].Month < k.Month:
			newest[k.AccountID] = []data.Keyword{k}
		case rows[0].Month == k.Month:
			newest[k.AccountID] = append(rows, k)
		}
	}
	for _, in := range b.missions {
		for _, a := range in.Accounts {
			in.Keywords = append(in.Keywords, newest[a.AccountID]...)
		}
	}
	return nil
}

// shared takes what other units' accounts found on the mission's platforms, by settled
// values of the metric that activity is told in; only of this version of the dictionary.
func (b *briefing) shared() error {
	var rows []data.PooledEffect
	for e, err := range lake.Scan(b.ctx, b.r, lake.PooledEffects, nil) {
		if err != nil {
			return err
		}
		if e.Lever == "format" && e.Age == metrics.AgeSettled && e.Dictionary == metrics.Version {
			rows = append(rows, e)
		}
	}
	for _, in := range b.missions {
		here := map[data.Platform]bool{}
		for _, a := range in.Activity {
			here[a.Platform] = true
		}
		for _, e := range rows {
			if here[e.Platform] && e.Goal == in.ActivityGoal {
				in.Shared = append(in.Shared, e)
			}
		}
	}
	return nil
}

// pastOf tells a page how advice did.
func pastOf(score trials.HindsightScore) []report.PastVerdict {
	var rows []report.PastVerdict
	for _, v := range score.Verdicts {
		rows = append(rows, report.PastVerdict{Verdict: v.Verdict, Lines: int64(v.Lines), Followed: int64(v.Followed), Asked: int64(v.Followed + v.NotFollowed),
			Judged: int64(v.Judged), Held: int64(v.BorneOut), Expected: v.Expected, Naive: int64(v.NaiveRight),
			JudgedFollowed: int64(v.OfFollowed), HeldFollowed: int64(v.KeptFollow)})
	}
	return rows
}
