package report_test

import (
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

func ptr(x float64) *float64 { return &x }

var asOf = time.Date(2026, 5, 31, 20, 0, 0, 0, time.UTC)

// sample is a made-up mission with something to say in every section.
func sample() report.Input {
	return report.Input{
		Mission: "Embassy of Ruritania in Norway", Unit: "Ministry of Foreign Affairs of Ruritania",
		AsOf: asOf, Period: "2026-W22", MadeUp: true,
		Accounts: []data.Account{
			{AccountID: "oslo-facebook", Platform: data.Facebook, Role: data.RoleOwn, Audience: "diaspora"},
			{AccountID: "oslo-x", Platform: data.X, Role: data.RoleOwn, Audience: "host_public"},
		},
		Advice: sampleAdvice(), Effects: sampleEffects(), Mood: sampleMood(), Activity: sampleActivity(),
		Polls: samplePolls(), Surveys: sampleSurveys(), Outcomes: sampleOutcomes(),
		Compared: sampleCompared(), Places: samplePlaces(), Hours: sampleHours(), Cadence: sampleCadence(), Past: samplePast(),
		Goals: sampleGoals(), Keywords: sampleKeywords(), Peers: samplePeers(), Shared: sampleShared(),
		ActivityGoal: "interactions_public", ActivityAge: "settled",
		Rejects: []report.RejectCount{
			{Input: "x-analytics-may.csv", Why: "post id was damaged by a spreadsheet (1.20E+18)", Hint: "export the file again and do not open it in a spreadsheet", N: 31},
			{Input: "page-posts.csv", Why: "row of totals", Hint: "nothing to do: it is no post", N: 2},
		},
		Gaps: []report.Gap{
			{Platform: data.Facebook, Metric: "clicks", Reason: data.Unsupported, Posts: 118, Of: 118},
			{Platform: data.X, Metric: "er_followers", Reason: data.NoFollowers, Posts: 64, Of: 90},
		},
		LeftOut: []report.LeftOut{{Crisis: "Floods in the north", Posts: 4}},
		Notes: []report.Note{{What: "Instagram has not been read since 3 May", Consequence: "The page says nothing about it.",
			Need: "add a newer export to inbox/instagram"}},
		Definitions: []report.Definition{{ID: "interactions_public", Text: "Facebook: reactions, comments and shares. X: likes, replies, reposts and quotes."}},
		Privacy: report.Privacy{Replies: true, LegalBasis: "Consular Services Act, section 4", DPIA: "DPIA-2026-07",
			Contact: "dpo@mfa.example", RetentionDays: 14, MinPeople: 10},
		Versions: report.Versions{Program: "tailor v0.1.0", Commit: "000000000012", Dictionary: "metrics/2", Model: "effects/1", Scorer: "lexicon/1", Labels: "labels/1"},
	}
}

func sampleAdvice() []data.Advice {
	return []data.Advice{
		{Period: "2026-W22", Mission: "Embassy of Ruritania in Norway", Rank: 3, AccountID: "oslo-x", Platform: data.X, Audience: "host_public",
			Goal: "interactions_public", Age: "settled", Lever: "format", Level: "video", Verdict: data.VerdictTry, Confidence: "low",
			Lift: ptr(1.3), Low: ptr(0.7), High: ptr(2.6), N: 6, NOther: 84, TryPosts: data.N(14), TryWeeks: data.N(9)},
		{Period: "2026-W22", Mission: "Embassy of Ruritania in Norway", Rank: 1, AccountID: "oslo-facebook", Platform: data.Facebook, Audience: "diaspora",
			Goal: "interactions_public", Age: "settled", Lever: "format", Level: "video", Verdict: data.VerdictMore, Confidence: "high",
			Lift: ptr(1.6), Low: ptr(1.21), High: ptr(2.1), PBetter: ptr(0.997), NaiveLift: ptr(0.84), N: 42, NOther: 118, Borrowed: ptr(0.3), Alarm: "oslo-x"},
		{Period: "2026-W22", Mission: "Embassy of Ruritania in Norway", Rank: 2, AccountID: "oslo-facebook", Platform: data.Facebook, Audience: "diaspora",
			Goal: "replies", Age: "settled", Lever: "language", Level: "fa", Verdict: data.VerdictLean, Confidence: "moderate",
			Lift: ptr(1.4), Low: ptr(0.96), High: ptr(2.2), PBetter: ptr(0.9), N: 17, NOther: 143, Borrowed: ptr(0.62)},
		{Period: "2026-W22", Rank: 4, AccountID: "oslo-x", Platform: data.X, Goal: "er_followers", Lever: "format", Level: "text", Verdict: data.VerdictMore},
	}
}

func sampleEffects() []data.FormatEffect {
	row := func(p data.Platform, account data.AccountID, lever, level string, v data.Verdict, lift, low, high, naive float64, n, other int64) data.FormatEffect {
		e := data.FormatEffect{Period: "2026-W22", Mission: "Embassy of Ruritania in Norway", AccountID: account, Platform: p, Audience: "diaspora",
			Goal: "interactions_public", Age: "settled", Lever: lever, Level: level, N: n, NOther: other, Accounts: 1, Verdict: v, PBetter: ptr(0.5)}
		if lift > 0 {
			e.Lift, e.Low, e.High, e.NaiveLift = ptr(lift), ptr(low), ptr(high), ptr(naive)
		}
		return e
	}
	video := row(data.Facebook, "oslo-facebook", "format", "video", data.VerdictMore, 1.6, 1.21, 2.1, 0.84, 42, 118)
	video.Alarm = "oslo-x"
	link := row(data.Facebook, "oslo-facebook", "format", "link", data.VerdictLess, 0.62, 0.44, 0.88, 0.7, 31, 129)
	link.Fragile = "the post of 17 April"
	link.FromPeers, link.FromShared, link.FromPack, link.EValueLimit = ptr(0.2), ptr(0.12), ptr(0.14), ptr(1.5)
	video.LabelShare = ptr(0.3)
	link.Warnings, link.Others = []string{"cannot be learnt from this account's posts alone within half a year"}, "1.59 (a study)"
	try := row(data.X, "oslo-x", "format", "video", data.VerdictTry, 1.3, 0.7, 2.6, 1.9, 6, 84)
	try.TryPosts, try.TryWeeks = data.N(14), data.N(9)
	poll := row(data.X, "oslo-x", "format", "poll", data.VerdictTry, 0, 0, 0, 0, 1, 89)
	poll.TryPosts, poll.TryWeeks = data.N(30), data.N(40)
	return []data.FormatEffect{
		link, video, try, poll,
		row(data.Facebook, "oslo-facebook", "format", "image", data.VerdictNoDifference, 1.04, 0.86, 1.26, 1.2, 70, 90),
		row(data.Facebook, "oslo-facebook", "format", "album", data.VerdictLean, 1.28, 0.93, 1.8, 1.5, 17, 143),
		row(data.X, "oslo-x", "format", "text", data.VerdictNoDifference, 0.97, 0.8, 1.17, 0.9, 50, 40),
		row(data.X, "oslo-x", "format", "image", data.VerdictNoDifference, 1.1, 0.88, 1.4, 1.3, 33, 57),
		row(data.Facebook, "oslo-facebook", "language", "fa", data.VerdictLean, 1.4, 0.96, 2.2, 1.1, 17, 143),
		row(data.Facebook, "oslo-facebook", "language", "nb", data.VerdictNoDifference, 0.9, 0.7, 1.2, 1.1, 60, 100),
		row(data.Facebook, "oslo-facebook", "topic", "passport", data.VerdictMore, 1.9, 1.3, 2.9, 1.6, 14, 146),
		row(data.Facebook, "", "format", "video", data.VerdictMore, 1.5, 1.2, 1.9, 0.8, 400, 1180),
	}
}

func sampleActivity() []report.Activity {
	var all []report.Activity
	for i := range 26 {
		start := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*i)
		week := data.At(start).Week()
		fb := report.Activity{Account: "oslo-facebook", Platform: data.Facebook, Week: week, Posts: int64(4 + i*7%4), N: int64(4 + i*7%4), Median: ptr(float64(30 + i*13%17))}
		if i >= 21 {
			fb.Median = ptr(float64(58 + i*5%9))
		}
		if i == 25 {
			fb.Median, fb.N, fb.Missing = nil, 0, "immature=5"
		}
		x := report.Activity{Account: "oslo-x", Platform: data.X, Week: week, Posts: int64(2 + i*5%3), N: 2, Median: ptr(float64(12 + i*7%11))}
		switch {
		case i == 9 || i == 10:
			continue
		case i == 16:
			x.Break = "likes are private from here on"
		case i == 25:
			x.Posts, x.N, x.Median, x.Missing = 1, 0, nil, "immature=1"
		}
		all = append(all, fb, x)
	}
	return all
}

func sampleMood() []data.Mood {
	cell := func(d data.Dimension, value string, weeks []string, n int64, neg, neu, pos float64) data.Mood {
		return data.Mood{Mission: "Embassy of Ruritania in Norway", PeriodKind: "month", Period: weeks[0], Weeks: weeks, Breakdown: d, Value: value, Scorer: "lexicon/1",
			N: data.N(n), Negative: ptr(neg), NegLow: ptr(max(neg-0.1, 0)), NegHigh: ptr(neg + 0.1), Neutral: ptr(neu), Positive: ptr(pos),
			PosLow: ptr(max(pos-0.1, 0)), PosHigh: ptr(pos + 0.15), Net: ptr(pos - neg), Frozen: true}
	}
	months := [][]string{{"2026-W09", "2026-W13"}, {"2026-W14", "2026-W17"}, {"2026-W18", "2026-W21"}}
	last := months[2]
	newest := cell(data.DimTotal, "", last, 142, 0.2, 0.5, 0.3)
	newest.Coverage, newest.Flood = ptr(0.78), ptr(0.15)
	newest.Questions, newest.Answered, newest.AnswerSecs = data.N(31), data.N(12), ptr(70*3600)
	asked := func(topic string, q, a int64) data.Mood {
		m := data.Mood{Period: last[0], Weeks: last, Breakdown: data.DimTopic, Value: topic, Scorer: "lexicon/1", Suppressed: "too few people to show safely"}
		m.Questions, m.Answered = data.N(q), data.N(a)
		return m
	}
	passport := cell(data.DimTopic, "passport", last, 61, 0.35, 0.5, 0.15)
	passport.Questions, passport.Answered = data.N(17), data.N(8)
	return []data.Mood{newest, cell(data.DimTotal, "", months[0], 96, 0.15, 0.6, 0.25),
		{Period: months[1][0], Weeks: months[1], Breakdown: data.DimTotal, Scorer: "lexicon/1", Suppressed: "too few people to show safely"},
		passport, asked("visa", 9, 4), asked("other", 5, 0),
		cell(data.DimLanguage, "fa", last, 80, 0.25, 0.45, 0.3), cell(data.DimLanguage, "other", last, 62, 0.15, 0.55, 0.3),
	}
}

// empty is a mission of which nothing is known.
func empty() report.Input { return report.Input{AsOf: asOf} }

func variants() map[string]report.Input {
	quiet := sample()
	quiet.Advice, quiet.MadeUp = nil, false
	again := sample()
	again.Previous = sampleAdvice()
	noReplies := sample()
	noReplies.Mood, noReplies.Privacy = nil, report.Privacy{}
	one := sample()
	one.Advice = one.Advice[:1]
	years := sample()
	years.Activity = nil
	for y := 2010; y < 2016; y++ {
		years.Activity = append(years.Activity, report.Activity{Account: "oslo-facebook", Platform: data.Facebook, Week: fmt.Sprint(y), Posts: 90, N: 90, Median: ptr(float64(y - 2000))})
	}
	starting := empty()
	starting.Activity = sampleActivity()[:4]
	unsure := sample()
	unsure.Compared, unsure.Places, unsure.Hours, unsure.Cadence = unsure.Compared[:1], unsure.Places[3:], unsure.Hours[24:48], unsure.Cadence[3:]
	unsure.Past = report.Past{FirstDue: "2026-07-20"}
	unsure.Goals, unsure.Keywords, unsure.Peers, unsure.Shared = unsure.Goals[4:], nil, unsure.Peers[2:], nil
	return map[string]report.Input{"unsure": unsure, "full": sample(), "empty": empty(), "quiet": quiet, "again": again, "no replies": noReplies,
		"one action": one, "years": years, "first weeks": starting}
}

func samplePolls() []report.Poll {
	return []report.Poll{
		{Platform: data.X, PostID: "x:1", AskedAt: data.At(asOf.AddDate(0, 0, -9)), Closed: true, Votes: data.N(120), Voters: data.N(120),
			Options: []report.PollOption{{Label: "Online", Votes: data.N(70)}, {Label: "At the counter", Votes: data.N(50)}, {Label: "By post"}}},
		{Platform: data.Mastodon, PostID: "mastodon:1", AskedAt: data.At(asOf.AddDate(0, 0, -2)), Multiple: true, Votes: data.N(30), Voters: data.N(20),
			Options: []report.PollOption{{Label: "Film", Votes: data.N(15)}, {Label: "Music", Votes: data.N(15)}}},
	}
}

func sampleSurveys() []data.SurveyResult {
	row := func(question, answer string, share float64) data.SurveyResult {
		return data.SurveyResult{Mission: "Embassy of Ruritania in Norway", Survey: "Spring survey", ObservedOn: "2026-05-20", Question: question,
			Dimension: data.DimTotal, Answer: answer, Share: ptr(share), N: data.N(85)}
	}
	hidden := row("Which office do you use?", "", 0)
	hidden.Share, hidden.N, hidden.Suppressed = nil, nil, "too few people to show safely"
	return []data.SurveyResult{row("What would you like to read about?", "Passports", 0.45), row("What would you like to read about?", "Culture", 0.3),
		row("What would you like to read about?", data.OtherAnswer, 0.25), hidden}
}

func sampleOutcomes() []data.Outcome {
	row := func(period, measure, topic, unit string, value data.Thousandth) data.Outcome {
		return data.Outcome{Mission: "Embassy of Ruritania in Norway", AccountID: "oslo-x", PeriodKind: data.PeriodMonth, Period: period, Measure: measure,
			Topic: topic, Unit: unit, Value: value, Small: value.IsSmall(), ObservedAt: data.At(asOf), Source: data.SourceExport, Input: "outcomes.csv"}
	}
	return []data.Outcome{row("2026-04", "appointments", "passport", "", 210_000), row("2026-05", "appointments", "passport", "", 264_000),
		row("2026-05", "attendance", "culture", "persons", 3_000), row("2026-05", "waiting time", "", "minutes", 12_500)}
}

func sampleCrisis() report.Crisis {
	return report.Crisis{Mission: "Embassy of Ruritania in Norway", Unit: "Ministry of Foreign Affairs of Ruritania", AsOf: asOf, Window: 24 * time.Hour,
		ReadUntil: asOf.Add(-time.Hour), Least: 10, Privacy: sample().Privacy, Versions: sample().Versions,
		Services: []report.Service{{Topic: "emergency", Asked: 83, Answered: 21}, {Topic: "passport", Asked: 14, Answered: 12},
			{Topic: "visa", Asked: 6, Answered: 1}, {Topic: "other", Asked: 9, Answered: 3}}}
}
