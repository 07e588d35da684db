package report_test

import (
	"math"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
)

const mission = "Embassy of Ruritania in Norway"

// sampleCompared holds the row of all topics, two sure gaps, one of them by a survey,
// one that is not sure, one that is hidden and one that is alike.
func sampleCompared() []data.Need {
	row := func(topic data.Topic, gap data.Gap, rank int64, asked, posted, low, high float64) data.Need {
		return data.Need{Period: "2026-W22", Mission: mission, Topic: topic, From: "2025-11-24", To: "2026-05-24", Gap: gap, Rank: rank, GapBy: "questions",
			AskedShare: ptr(asked), AskedOf: data.N(120), Asked: data.N(int64(math.Round(120 * asked))), PostedShare: ptr(posted), PostedOf: 160,
			Difference: ptr(asked - posted), DiffLow: ptr(low), DiffHigh: ptr(high)}
	}
	surveyed := row("visa", data.GapAskedMore, 2, 0, 0.06, 0.12, 0.34)
	surveyed.AskedShare, surveyed.GapBy, surveyed.SurveyShare, surveyed.Survey = nil, "survey", ptr(0.3), "Spring survey"
	hidden := row("voting", data.GapUnclear, 0, 0, 0.05, -0.04, 0.06)
	hidden.AskedShare, hidden.AskedHigh, hidden.AskedHidden = nil, ptr(0.11), data.N(9)
	least := row("culture", data.GapPostedMore, 3, 0.08, 0.45, -0.46, -0.24)
	least.AskedHidden = data.N(4)
	few := row("", data.GapTooFew, 0, 0, 0, 0, 0)
	few.AskedShare, few.DiffLow, few.DiffHigh, few.GapBy = nil, nil, nil, ""
	few.Warnings = []string{"1 outcome of services in the unit's own words or of one platform stand in the table outcomes only"}
	alike := row("sport", data.GapAlike, 0, 0.05, 0.05, -0.03, 0.03)
	alike.Warnings = []string{"topics may be shown of few weeks only, those in which many asked about one thing: the others may differ"}
	return []data.Need{few, row("passport", data.GapAskedMore, 1, 0.4, 0.1, 0.22, 0.41), surveyed, least, hidden, alike,
		row(data.TopicOther, data.GapUnclear, 0, 0.2, 0.3, -0.2, 0.1)}
}

func samplePlaces() []data.Place {
	row := func(p data.Platform, v data.PlaceVerdict, rule int32) data.Place {
		return data.Place{Period: "2026-W22", Mission: mission, Platform: p, Verdict: v, Rule: rule, From: "2025-11-24", To: "2026-05-24",
			Reason: "as the rule says", PerWeek: ptr(3.25), FollowersShare: ptr(0.4), GrowthLow: ptr(-0.0012), GrowthHigh: ptr(0.0041),
			TrendLow: ptr(0.7), TrendHigh: ptr(0.93), Questions: data.N(40), Answered: data.N(22), QuestionsAre: "asked"}
	}
	try := row(data.Mastodon, data.PlaceTest, 1)
	try.TryPosts, try.TrendLow, try.FollowersShare, try.GrowthLow, try.Questions = data.N(12), nil, nil, nil, nil
	try.Missing = data.Missing("").With("questions", data.NotCollected)
	season := row(data.X, data.PlaceReduce, 7)
	season.Warnings = []string{"posts fell on every platform that can be compared: a season or events may be the cause",
		"the platform's terms do not let figures be computed from its follower counts", "no post is declared organic: boosts may hide in it",
		"something new"}
	return []data.Place{row(data.Facebook, data.PlaceKeep, 8), season, row(data.YouTube, data.PlacePause, 4), try, row(data.Telegram, data.PlaceUnknown, 99)}
}

// sampleHours has hours that stand out on one account and none on the other, and no
// evidence on weekdays of the second.
func sampleHours() []data.HourEffect {
	row := func(id data.AccountID, p data.Platform, kind data.SlotKind, slot int, finding string) data.HourEffect {
		h := data.HourEffect{Period: "2026-W22", Mission: mission, AccountID: id, Platform: p, Zone: "Europe/Oslo", Goal: "interactions_public", Kind: kind,
			Slot: int32(slot), N: 7, Posts: 160, Finding: finding, Verdict: data.SlotUnclear, Lift: ptr(1 + 0.4*math.Sin(float64(slot)/4)), Low: ptr(0.7), High: ptr(1.5)}
		if finding == data.NoEvidence {
			h.Lift, h.Low, h.High, h.Verdict = nil, nil, nil, data.SlotUnknown
		}
		return h
	}
	var all []data.HourEffect
	for hour := range 24 {
		h := row("oslo-facebook", data.Facebook, data.SlotHour, hour, data.StandsOut)
		switch hour {
		case 3:
			h.Lift, h.Low, h.High = nil, nil, nil
		case 18, 19:
			h.Verdict, h.Lift, h.Low, h.High = data.SlotBetter, ptr(1.5), ptr(1.1), ptr(2)
		}
		all = append(all, h)
	}
	for hour := range 24 {
		all = append(all, row("oslo-x", data.X, data.SlotHour, hour, data.NoneStandsOut))
	}
	for day := 1; day <= 7; day++ {
		h := row("oslo-facebook", data.Facebook, data.SlotWeekday, day, data.StandsOut)
		if day == 7 {
			h.Verdict, h.Lift, h.Low, h.High = data.SlotWorse, ptr(0.6), ptr(0.4), ptr(0.9)
		}
		all = append(all, h, row("oslo-x", data.X, data.SlotWeekday, day, data.NoEvidence))
	}
	return all
}

func sampleCadence() []data.Cadence {
	row := func(id data.AccountID, p data.Platform, v data.CadenceVerdict, total float64) data.Cadence {
		return data.Cadence{Period: "2026-W22", Mission: mission, AccountID: id, Platform: p, Goal: "interactions_public", Weeks: 40, Posts: 160,
			Lift: ptr(0.8), Low: ptr(0.65), High: ptr(0.97), PTotalGrows: ptr(total), Verdict: v}
	}
	even := row("oslo-mastodon", data.Mastodon, data.CadenceUnknown, 0.5)
	even.Lift, even.Low, even.High = nil, nil, nil
	return []data.Cadence{row("oslo-facebook", data.Facebook, data.CadenceDilutes, 0.99), row("oslo-x", data.X, data.CadenceGains, 1),
		row("oslo-youtube", data.YouTube, data.CadenceLevel, 1), row("oslo-threads", data.Threads, data.CadenceUnclear, 0.6), even}
}

func samplePast() report.Past {
	return report.Past{Verdicts: []report.PastVerdict{
		{Verdict: data.VerdictMore, Lines: 9, Asked: 9, Followed: 6, Judged: 7, Held: 6, Expected: 6.2, Naive: 3, JudgedFollowed: 5, HeldFollowed: 5},
		{Verdict: data.VerdictNoDifference, Lines: 12, Judged: 9, Held: 6, Expected: 5.7, Naive: 5},
		{Verdict: data.VerdictTry, Lines: 4, Asked: 4, Followed: 1},
	}}
}

// section finds a section of a page.
func section(t *testing.T, v page.View, id string) page.Section {
	t.Helper()
	for _, s := range v.Sections {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("no section %s", id)
	return page.Section{}
}

// TestHeadingsOfWhere pins what the sections on needs, places and past advice find.
func TestHeadingsOfWhere(t *testing.T) {
	full := report.Build(sample())
	unsure := report.Build(variants()["unsure"])
	none := report.Build(empty())
	for _, c := range []struct {
		v        page.View
		id, want string
	}{
		{full, "compared", "People ask more about passports than is posted"},
		{unsure, "compared", "Too little is known to compare what is asked with what is posted"},
		{none, "compared", "What people need has not been compared with the posts yet"},
		{full, "places", "Less effort will do on X and YouTube"},
		{unsure, "places", "Mastodon: try more before judging"},
		{none, "places", "Nothing is known yet about where to be"},
		{full, "past", "Past advice held in 12 of 16 cases; by its own doubts it should have in 11.9"},
		{unsure, "past", "It is too early to judge past advice"},
	} {
		if got := section(t, c.v, c.id).Heading.String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.id, got, c.want)
		}
	}
	lines := section(t, full, "compared").Groups[0].Parts[0].List
	want := []string{"Passports: 40% of questions, 10% of posts. The difference lies between +22 and +41 points.",
		"Visas: 30% of answers in the survey “Spring survey”, 6% of posts. The difference lies between +12 and +34 points.",
		"Culture: at least 8% of questions, 45% of posts. The difference lies between -46 and -24 points."}
	for i, l := range lines {
		if l.String() != want[i] {
			t.Errorf("gap %d: %q, want %q", i+1, l, want[i])
		}
	}
	if len(lines) != len(want) {
		t.Errorf("%d gaps, want %d", len(lines), len(want))
	}
}
