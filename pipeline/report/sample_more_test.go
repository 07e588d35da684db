package report_test

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// sampleGoals holds a goal in every state and for every reason not to tell.
func sampleGoals() []data.GoalProgress {
	goal := func(name, metric string, state data.GoalState, change, low, high, needed float64) data.GoalProgress {
		g := data.GoalProgress{Period: "2026-W22", Mission: "Embassy of Ruritania in Norway", Goal: name, Audience: "diaspora", Metric: metric, Target: "+20%", By: "2026-12-31",
			BaseFrom: "2025-12-01", BaseTo: "2026-03-01", BasePosts: 60, NowFrom: "2026-03-02", NowTo: "2026-05-31", NowPosts: 53, State: state}
		if change > 0 {
			g.Base, g.Now, g.Change, g.Low, g.High, g.Needed = ptr(30), ptr(30*change), ptr(change), ptr(low), ptr(high), ptr(needed)
			g.Accounts = []data.GoalAccount{{AccountID: "oslo-facebook", Platform: data.Facebook, BasePosts: 60, Base: 30, NowPosts: 53, Now: 36}}
		}
		return g
	}
	first := goal("first weeks", "replies", data.GoalFarther, 0.7, 0.6, 0.8, 1.2)
	first.BaseFirst, first.By, first.Left = true, "", []string{"oslo-x"}
	past := goal("a day gone by", "interactions_public", data.GoalOpen, 1.1, 0.9, 1.3, 1.2)
	past.By = "2026-05-01"
	answers := goal("answer more", "answer_rate", data.GoalCloser, 1.4, 1.2, 1.6, 1.2)
	answers.Base, answers.Now = ptr(0.4), ptr(0.56)
	goals := []data.GoalProgress{goal("reach students", "interactions_public", data.GoalReached, 1.5, 1.3, 1.8, 1.2), past, first, answers}
	for _, why := range []string{data.GoalNoMetric, data.GoalNoTarget, data.GoalNoAccount, data.GoalFewBefore, data.GoalFewNow, data.GoalTooEarly, data.GoalBroken, data.GoalUnstable} {
		g := goal("unknown: "+why, "views", data.GoalUnknown, 0, 0, 0, 0)
		g.Reason = why
		goals = append(goals, g)
	}
	return goals
}

func sampleKeywords() []data.Keyword {
	row := func(versus data.Contrast, kind data.TermKind, term string, months, n int64, z float64) data.Keyword {
		return data.Keyword{AccountID: "oslo-facebook", Platform: data.Facebook, Month: "2026-04", Language: "nb", Months: months, Versus: versus, Kind: kind, Term: term,
			Posts: n, All: 24, Other: 2, AllOther: 80, LogOdds: 2, Z: z}
	}
	return []data.Keyword{row(data.VersusOthers, data.TermWord, "valg", 3, 9, 4.1), row(data.VersusOthers, data.TermName, "Valg", 3, 9, 4.0),
		row(data.VersusOthers, data.TermWord, "pass", 3, 7, 3.1), row(data.VersusBefore, data.TermHandle, "@ruritania_oslo", 1, 4, 2.2)}
}

func samplePeers() []data.Benchmark {
	row := func(account data.AccountID, platform data.Platform, set data.Role, at, low, high float64, why string) data.Benchmark {
		x := data.Benchmark{Period: "2026-W22", AccountID: account, Platform: platform, Set: set, Metric: "interactions_public", Age: "settled", From: "2025-11-24", To: "2026-05-24",
			Posts: 64, PaidPosts: 3, Median: ptr(31), Declared: 14, Peers: 12, PeerLow: ptr(18), PeerMedian: ptr(35), PeerHigh: ptr(61), NotShown: why}
		if why == "" {
			x.Percentile, x.Low, x.High = ptr(at), ptr(low), ptr(high)
		}
		return x
	}
	return []data.Benchmark{row("oslo-facebook", data.Facebook, data.RolePeerMission, 45.4545, 33, 58, ""), row("oslo-x", data.X, data.RolePeerMission, 91, 75, 100, ""),
		row("oslo-facebook", data.Facebook, data.RolePeerBrand, 0, 0, 0, "too few peers (3 of 10)"), row("oslo-x", data.X, data.RolePeerNGO, 0, 0, 0, "too few posts of its own (4 of 10)")}
}

func sampleShared() []data.PooledEffect {
	var rows []data.PooledEffect
	for i, lift := range []float64{1.5, 1.1, 0.6} {
		rows = append(rows, data.PooledEffect{SharedBy: "Embassy of Examplia", AccountID: data.AccountID(fmt.Sprintf("a%d", i+1)), Platform: data.Facebook,
			Goal: "interactions_public", Age: "settled", Lever: "format", Level: "video", N: 20, NOther: 40, OwnLift: lift, OwnStdErr: 0.2})
	}
	return rows
}

// sampleQuarter is a made-up quarter with something to say in every section.
func sampleQuarter() report.Quarter {
	in := sample()
	cell := func(d data.Dimension, value, week string, n int64, neg, neu, pos float64) data.Mood {
		return data.Mood{Mission: in.Mission, PeriodKind: "week", Period: week, Weeks: []string{week}, Breakdown: d, Value: value, Scorer: "lexicon/1", Basis: "authors",
			N: data.N(n), Negative: ptr(neg), NegLow: ptr(max(neg-0.1, 0)), NegHigh: ptr(min(neg+0.1, 1)), Neutral: ptr(neu), Positive: ptr(pos),
			PosLow: ptr(max(pos-0.1, 0)), PosHigh: ptr(min(pos+0.1, 1)), Questions: data.N(n / 4), Answered: data.N(n / 10), Frozen: true}
	}
	mood := []data.Mood{cell(data.DimTotal, "", "2026-W06", 96, 0.2, 0.5, 0.3), cell(data.DimTotal, "", "2026-W07", 110, 0.15, 0.5, 0.35),
		cell(data.DimTopic, "visa", "2026-W06", 48, 0.7, 0.2, 0.1), cell(data.DimTopic, "passport", "2026-W07", 40, 0.25, 0.5, 0.25), cell(data.DimTopic, "other", "2026-W06", 48, 0.1, 0.6, 0.3)}
	outcomes := sampleOutcomes()
	for i, period := range []string{"2026-01", "2025-12", "2026-02", "2026-03"} {
		outcomes[i].Period = period
	}
	return report.Quarter{Quarter: "2026-Q1", Unit: in.Unit, AsOf: in.AsOf, MadeUp: true, Privacy: in.Privacy, Versions: in.Versions, Past: samplePast(),
		Missions: []report.QuarterMission{{Mission: in.Mission, Mood: mood, Before: []data.Mood{cell(data.DimTotal, "", "2025-W50", 80, 0.2, 0.5, 0.3)}, Needs: sampleCompared(), Outcomes: outcomes},
			{Mission: "Consulate of Ruritania in Bergen"}},
		Answers: []data.PolicyAnswer{{Quarter: "2026-Q1", Theme: "passport", Office: "Passport Office", Answer: "Two more counters are open on Tuesdays.", AnsweredOn: "2026-04-23"},
			{Quarter: "2026-Q1", Theme: "voting", Mission: "Consulate of Ruritania in Bergen", Office: "Electoral Office", Answer: "Letters go out four weeks before.", AnsweredOn: "2026-04-02"}}}
}
