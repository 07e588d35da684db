package needs

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

func needWindow() metrics.Window {
	return metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 26)
}

// moodCell is a published cell of a week.
func moodCell(week string, d data.Dimension, value string, questions, answered int64, seconds float64) data.Mood {
	m := data.Mood{Mission: "m", PeriodKind: "week", Period: week, Weeks: []string{week}, Breakdown: d, Value: value, Basis: "authors", Frozen: true,
		N: data.N(50), Questions: data.N(questions), Answered: data.N(answered)}
	if seconds > 0 {
		m.AnswerSecs = &seconds
	}
	return m
}

func weekName(w metrics.Window, k int) string {
	return w.From.Add(time.Duration(k) * 7 * metrics.Day).Week()
}

// visaWeeks publishes so many weeks, each with 8 of 20 questions on visas.
func visaWeeks(w metrics.Window, apart, all int) []data.Mood {
	var mood []data.Mood
	for k := range all {
		mood = append(mood, moodCell(weekName(w, k), data.DimTotal, "", 20, 10, 3600))
		if k < apart {
			mood = append(mood, moodCell(weekName(w, k), data.DimTopic, "visa", 8, 4, float64(3600*(k+1))),
				moodCell(weekName(w, k), data.DimTopic, "other", 12, 6, 7200))
		}
	}
	return mood
}

// topicPosts makes posts of an account, every tenth on visas.
func topicPosts(w metrics.Window, n int) []metrics.AccountPosts {
	a := metricstest.Office(data.Facebook, 5, 500, 0, w)
	a.Posts = a.Posts[:n]
	for i := range a.Posts {
		a.Posts[i].Topic = "culture"
		if i%10 == 0 {
			a.Posts[i].Topic = "visa"
		}
	}
	return []metrics.AccountPosts{a}
}

func need(t *testing.T, rows []data.Need, topic data.Topic) data.Need {
	t.Helper()
	for _, r := range rows {
		if r.Topic == topic {
			return r
		}
	}
	t.Fatalf("no row of %q among %d", topic, len(rows))
	return data.Need{}
}

func TestNeeds(t *testing.T) {
	w := needWindow()
	in := Input{Mission: "m", Mood: visaWeeks(w, 20, 24), Accounts: topicPosts(w, 100),
		Surveyed: map[data.Topic]Surveyed{"visa": {Share: 0.35, N: data.N(80), Survey: "Spring", Answers: 1}},
		Outcomes: []data.Outcome{
			{Mission: "m", PeriodKind: data.PeriodMonth, Period: "2026-03", Measure: "appointments", Topic: "visa", Value: 120_000},
			{Mission: "m", PeriodKind: data.PeriodMonth, Period: "2026-04", Measure: "appointments", Topic: "visa", Value: 80_000},
			{Mission: "m", PeriodKind: data.PeriodMonth, Period: "2026-04", Measure: "appointments", Topic: "dog licences", Value: 9_000},
			{Mission: "m", PeriodKind: data.PeriodMonth, Period: "2024-04", Measure: "appointments", Topic: "visa", Value: 999_000},
			{Mission: "m", PeriodKind: data.PeriodMonth, Period: "2026-04", Measure: "deaths", Topic: "emergency", Value: 2_000},
		}}
	rows := Of(in, w, []string{metrics.MetricInteractions})
	all, visa := need(t, rows, ""), need(t, rows, "visa")
	if *all.Asked != 480 || *all.AskedOf != 400 || all.AskedWeeks != 20 || *all.Answered != 240 || all.PostedOf != 100 {
		t.Errorf("all topics: %d asked, of %d in %d weeks, %d answered, %d posts", *all.Asked, *all.AskedOf, all.AskedWeeks, *all.Answered, all.PostedOf)
	}
	if *visa.Asked != 160 || *visa.AskedShare != 0.4 || *visa.PostedShare != 0.1 || visa.Gap != data.GapAskedMore || visa.Rank != 1 {
		t.Errorf("visa: %d asked, share %v against %v: %s, rank %d", *visa.Asked, *visa.AskedShare, *visa.PostedShare, visa.Gap, visa.Rank)
	}
	if want := "visa: 40 % of questions, 10 % of posts"; !strings.HasPrefix(visa.Reason, want) {
		t.Errorf("reason %q, want %q", visa.Reason, want)
	}
	if *visa.AnswerRate != 0.5 || *visa.AnswerFrom != 3600 || *visa.AnswerTo != 20*3600 {
		t.Errorf("answers: rate %v, medians %v to %v", *visa.AnswerRate, *visa.AnswerFrom, *visa.AnswerTo)
	}
	if len(visa.Demand) != 1 || visa.Demand[0].Mean != 100 || visa.Demand[0].Periods != 2 || len(all.Warnings) != 1 {
		t.Errorf("demand %+v, warnings %v", visa.Demand, all.Warnings)
	}
	for _, r := range rows {
		if r.Topic == "emergency" {
			t.Errorf("two people of a service stand by themselves: %+v", r.Demand)
		}
	}
	if visa.GapBy != "questions" {
		t.Errorf("the gap is by %s; questions decide where they can", visa.GapBy)
	}
	in.Mood = nil
	if n := need(t, Of(in, w, nil), "visa"); n.Gap != data.GapAskedMore || n.GapBy != "survey" || !strings.HasPrefix(n.Reason, "visa: 35 % of those asked (Spring), 10 % of posts") {
		t.Errorf("by the survey alone: %s by %s: %s", n.Gap, n.GapBy, n.Reason)
	}
	in.Surveyed["visa"] = Surveyed{Share: 0.15, N: data.N(80), Survey: "Spring", Answers: 1}
	if n := need(t, Of(in, w, nil), "visa"); n.Gap != data.GapTooFew {
		t.Errorf("15 %% of 80 people, rounded, against 10 %% of 100 posts: %s", n.Gap)
	}
	in.Mood = visaWeeks(w, 20, 24)
	// Culture is never apart: at most the 12 of 20 that are merged may be on it, which
	// is less than its 90 % of posts.
	culture := need(t, rows, "culture")
	if culture.Asked != nil || culture.Missing.Reason("asked") != data.Suppressed || culture.Gap != data.GapPostedMore || !strings.Contains(culture.Reason, "at most 60 %") {
		t.Errorf("culture: asked %v, missing %s, %s: %s", culture.Asked, culture.Missing, culture.Gap, culture.Reason)
	}
}

func TestNeedsOfLittle(t *testing.T) {
	w := needWindow()
	in := Input{Mission: "m", Mood: visaWeeks(w, 3, 24), Accounts: topicPosts(w, 100)}
	if n := need(t, Of(in, w, nil), "visa"); n.Gap != data.GapUnclear || len(n.Warnings) == 0 {
		t.Errorf("topics of three weeks of 24: %s, warnings %v; weeks that are shown are not like the others", n.Gap, n.Warnings)
	}
	in.Mood = visaWeeks(w, 20, 24)
	in.Accounts = topicPosts(w, 12)
	if n := need(t, Of(in, w, nil), "visa"); n.Gap != data.GapTooFew {
		t.Errorf("twelve posts: %s", n.Gap)
	}
	in.Mood = nil
	rows := Of(in, w, nil)
	if n := need(t, rows, "visa"); n.Gap != data.GapTooFew || n.Asked != nil || n.Missing.Reason("asked") != data.NotCollected {
		t.Errorf("no replies: %s, asked %v, missing %s", n.Gap, n.Asked, n.Missing)
	}
	if rows = Of(Input{Mission: "m"}, w, nil); len(rows) != 1 || rows[0].Asked != nil {
		t.Errorf("of a mission with nothing there are %d rows", len(rows))
	}
	// A week whose breakdown reaches beyond the window is left out whole.
	quarter := moodCell("2026-W01", data.DimTopic, "visa", 9, 9, 0)
	quarter.Weeks = []string{w.From.Add(-metrics.Day).Week(), weekName(w, 0)}
	in = Input{Mission: "m", Mood: []data.Mood{quarter}, Accounts: topicPosts(w, 50)}
	if n := need(t, Of(in, w, nil), "visa"); n.Asked != nil {
		t.Errorf("%d questions of a period that begins before the window", *n.Asked)
	}
}

// Whatever is merged for safety, the true share of the weeks that are shown lies between
// the bounds, and shown is only what the cells say.
func TestMergedTopicsAreBounded(t *testing.T) {
	w := needWindow()
	topics := []data.Topic{"visa", "passport", "voting", "culture"}
	rapid.Check(t, func(t *rapid.T) {
		truth := map[data.Topic]int64{}
		var total int64
		var mood []data.Mood
		for k := range rapid.IntRange(1, 10).Draw(t, "weeks") {
			var merged, week int64
			for _, topic := range topics {
				n := rapid.Int64Range(0, 9).Draw(t, "n")
				truth[topic] += n
				week += n
				if rapid.Bool().Draw(t, "apart") {
					mood = append(mood, moodCell(weekName(w, k), data.DimTopic, string(topic), n, 0, 0))
				} else {
					merged += n
				}
			}
			total += week
			mood = append(mood, moodCell(weekName(w, k), data.DimTopic, "other", merged, 0, 0), moodCell(weekName(w, k), data.DimTotal, "", week, 0, 0))
		}
		rows := Of(Input{Mission: "m", Mood: mood, Accounts: topicPosts(w, 50)}, w, nil)
		for _, n := range rows {
			if n.Topic == "" || n.Topic == data.TopicOther || n.AskedOf == nil {
				continue
			}
			share := float64(truth[n.Topic]) / float64(total)
			if share < *n.AskedLow-1e-6 || share > *n.AskedHigh+1e-6 {
				t.Fatalf("%s: true share %v is not between %v and %v", n.Topic, share, *n.AskedLow, *n.AskedHigh)
			}
			if n.Asked != nil && *n.Asked > truth[n.Topic] {
				t.Fatalf("%s: %d of %d questions are shown", n.Topic, *n.Asked, truth[n.Topic])
			}
		}
	})
}

// Newcombe (1998), table II, example (a): 56/70 and 48/80 differ by 0.2, 95 % interval
// 0.0524 to 0.3339 by method 10; its ends by Wilson's intervals.
func TestDifferenceOfShares(t *testing.T) {
	l1, u1 := stat.WilsonEnds(56./70, 70, stat.Z975)
	l2, u2 := stat.WilsonEnds(48./80, 80, stat.Z975)
	low, high := 0.2-math.Hypot(0.8-l1, u2-0.6), 0.2+math.Hypot(u1-0.8, 0.6-l2)
	if got := fmt.Sprintf("%.4f %.4f", low, high); got != "0.0524 0.3339" {
		t.Errorf("difference %s, want 0.0524 0.3339", got)
	}
}

// Places of topics are free of the account's level: one that always does better stands
// high on both accounts, whatever their counts.
func TestStanding(t *testing.T) {
	w := needWindow()
	small, large := metricstest.Office(data.Facebook, 2, 50, 0, w), metricstest.Office(data.Instagram, 2, 50_000, 0, w)
	for _, a := range []*metrics.AccountPosts{&small, &large} {
		for i := range a.Posts {
			if i%4 == 0 {
				a.Posts[i].Topic = "visa"
				a.Posts[i].Values[0].Value *= 3
			}
		}
	}
	rows := Of(Input{Mission: "m", Accounts: []metrics.AccountPosts{small, large}}, w, []string{metrics.MetricInteractions})
	visa, culture := need(t, rows, "visa"), need(t, rows, "culture")
	if visa.Standing == nil || *visa.StandingLow <= 0.5 || culture.StandingHigh == nil || *culture.StandingHigh >= 0.5 {
		t.Errorf("standing of visa %v, of culture %v", visa.Standing, culture.Standing)
	}
	if sum := (*visa.Standing*float64(visa.StandingN) + *culture.Standing*float64(culture.StandingN)) / float64(visa.StandingN+culture.StandingN); math.Abs(sum-0.5) > 1e-5 {
		t.Errorf("places average to %v, want 0.5", sum)
	}
}
