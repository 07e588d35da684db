package advise_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
	"github.com/digital-diplomacy/tailor/sentiment"
)

func aPlacing(edit ...func(*advise.Placing)) advise.Placing {
	p := advise.Placing{Zone: time.UTC, Listening: map[data.AccountID]bool{"oslo": true}, Heard: map[string][]data.Platform{"Oslo": {data.Mastodon}}, Topics: sentiment.DefaultTopics()}
	for _, e := range edit {
		e(&p)
	}
	return p
}

func where(b *pipelinetest.Bench, day string, edit ...func(*advise.Placing)) *lake.Snapshot {
	b.T.Helper()
	return b.Commit(advise.Where(b.T.Context(), b.Now(), aPlacing(edit...), pipelinetest.AsOf(day)))
}

// aCell is a published cell of a week of mission Oslo.
func aCell(week string, d data.Dimension, value string, questions, answered int64) data.Mood {
	return data.Mood{Mission: "Oslo", PeriodKind: "week", Period: week, Weeks: []string{week}, Breakdown: d, Value: value, Scorer: "words/1", Basis: "authors",
		Frozen: true, N: data.N(60), Questions: data.N(questions), Answered: data.N(answered), SealedOn: "2026-04-01"}
}

// TestWhereReadsTheLakeOnly: whatever is shown of questions was published before, so
// nothing new can be subtracted.
func TestWhereReadsTheLakeOnly(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	pipelinetest.Put(b, lake.MoodTable, "", aCell("2026-W06", data.DimTotal, "", 9, 4), aCell("2026-W06", data.DimTopic, "visa", 5, 2), aCell("2026-W06", data.DimTopic, "other", 4, 2))
	if _, err := advise.Where(t.Context(), pipelinetest.OnlyLake(t, b.Now()), aPlacing(), pipelinetest.AsOf("2026-05-01")); err != nil {
		t.Fatal(err)
	}
	where(b, "2026-05-01")
	for _, n := range pipelinetest.RowsOf(t, b.Now(), lake.Needs) {
		switch {
		case n.Topic == "" && (*n.Asked != 9 || *n.AskedOf != 9), n.Topic == "visa" && (*n.Asked != 5 || *n.Answered != 2):
			t.Errorf("%q: %d asked, not as published", n.Topic, *n.Asked)
		case n.Topic != "" && n.Topic != "visa" && n.Topic != data.TopicOther && n.Asked != nil:
			t.Errorf("%s: %d asked, although it was merged with others", n.Topic, *n.Asked)
		}
	}
	place := pipelinetest.RowsOf(t, b.Now(), lake.Places)[0]
	if place.Questions == nil || *place.Questions != 9 || *place.Answered != 4 || place.QuestionWeeks != 1 {
		t.Errorf("the only account's questions are %v in %d weeks, want the mission's 9 in 1", place.Questions, place.QuestionWeeks)
	}
}

// TestWhereOneOfSeveralCollects: the mission's questions are the one platform's whose replies
// were ever counted, and of the others nothing was collected. If replies of two platforms
// were counted, the total is neither's.
func TestWhereOneOfSeveralCollects(t *testing.T) {
	t.Parallel()
	for _, heard := range [][]data.Platform{{data.Mastodon}, {data.Facebook, data.Mastodon}} {
		b := pipelinetest.Advised(t)
		pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"), pipelinetest.AnAccount("oslo-fb", data.Facebook, "Oslo"))
		p := pipelinetest.APost("facebook:1", "2026-02-03 08:00")
		p.AccountID, p.Platform = "oslo-fb", data.Facebook
		b.Ingest(data.Page{Account: "oslo-fb", Posts: []data.Post{p}})
		b.Measure()
		pipelinetest.Put(b, lake.MoodTable, "", aCell("2026-W06", data.DimTotal, "", 9, 4))
		where(b, "2026-05-01", func(p *advise.Placing) { p.Heard = map[string][]data.Platform{"Oslo": heard} })
		got := map[data.Platform]string{}
		for _, place := range pipelinetest.RowsOf(t, b.Now(), lake.Places) {
			got[place.Platform] = fmt.Sprint(place.Questions != nil && *place.Questions == 9 && *place.Answered == 4, " ", place.Missing.Reason("questions"))
		}
		want := map[data.Platform]string{data.Mastodon: "true ", data.Facebook: "false not_collected"}
		if len(heard) > 1 {
			want[data.Mastodon] = "false suppressed"
		}
		if !maps.Equal(got, want) {
			t.Errorf("heard on %v: questions %v, want %v", heard, got, want)
		}
	}
}

func TestWhereClosesPeriods(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	where(b, "2026-05-01")
	tables := func() []map[string]string {
		return []map[string]string{pipelinetest.Hashes(b.Now(), lake.Places), pipelinetest.Hashes(b.Now(), lake.Hours), pipelinetest.Hashes(b.Now(), lake.CadenceTable), pipelinetest.Hashes(b.Now(), lake.Needs)}
	}
	first := tables()
	for i, h := range first {
		if len(h) != 1 || h["period=2026-W18"] == "" {
			t.Fatalf("table %d stands in %v, want 2026-W18", i, h)
		}
	}
	for _, day := range []string{"2026-05-01", "2026-05-03 23:59"} {
		if c, err := advise.Where(t.Context(), b.Now(), aPlacing(), pipelinetest.AsOf(day)); err != nil || !c.Empty() {
			t.Errorf("again in the same week, %s: empty %v, error %v", day, c.Empty(), err)
		}
	}
	if c, err := advise.Where(t.Context(), b.Now(), aPlacing(func(p *advise.Placing) { p.Minutes = map[data.Platform]int64{data.Mastodon: 30} }), pipelinetest.AsOf("2026-05-01")); err != nil || c.Empty() {
		t.Errorf("with other settings: empty %v, error %v", c.Empty(), err)
	}
	where(b, "2026-05-08")
	for i, h := range tables() {
		if len(h) != 2 || h["period=2026-W18"] != first[i]["period=2026-W18"] {
			t.Errorf("table %d after another week: %v, was %v", i, h, first[i])
		}
	}
}

func TestWhereOfAnEmptyLake(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	if c, err := advise.Where(t.Context(), b.Now(), aPlacing(), pipelinetest.AsOf("2026-05-01")); err != nil || !c.Empty() {
		t.Errorf("an empty lake: empty %v, error %v", c.Empty(), err)
	}
}

// TestWherePlatformTerms: nothing is computed from counts that must not be computed
// from, and counts that are borrowed are not kept.
func TestWherePlatformTerms(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	var page data.Page
	page.Account = "oslo"
	for _, day := range []string{"2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30", "2026-04-06"} {
		page.Accounts = append(page.Accounts, pipelinetest.FollowersOn("oslo", data.Mastodon, day, 1000+pipelinetest.When(day).Time().Unix()%97))
	}
	b.Ingest(page)
	place := func(term terms.Term) data.Place {
		c, err := advise.Where(t.Context(), b.Now(), aPlacing(func(p *advise.Placing) { p.Terms = terms.Terms{"oslo": term} }), pipelinetest.AsOf("2026-05-01"))
		if err != nil {
			t.Fatal(err)
		}
		rows := pipelinetest.RowsOf(t, lake.Over(b.Now(), &c), lake.Places)
		if len(rows) != 1 {
			t.Fatalf("%d places, want 1", len(rows))
		}
		return rows[0]
	}
	if p := place(terms.Term{}); p.Followers == nil || p.Growth == nil || p.FollowersShare == nil {
		t.Errorf("without terms: followers %v, growth %v", p.Followers, p.Growth)
	}
	if p := place(terms.Term{KeepDays: 30}); p.Followers != nil || p.Growth == nil || p.Missing.Reason("followers") != data.Expired {
		t.Errorf("borrowed: followers %v, growth %v, missing %s", p.Followers, p.Growth, p.Missing)
	}
	if p := place(terms.Term{NoDerived: true}); p.Followers != nil || p.Growth != nil || p.FollowersShare != nil || p.GrowthIs != "unknown" || len(p.Warnings) == 0 {
		t.Errorf("not to be computed from: followers %v, growth %v, warnings %v", p.Followers, p.Growth, p.Warnings)
	}
}

func surveyRow(question, answer string, share float64, several bool) data.SurveyResult {
	return data.SurveyResult{Mission: "Oslo", Survey: "Spring", ObservedOn: "2026-04-01", Question: question, Dimension: data.DimTotal, Answer: answer,
		Share: &share, N: data.N(80), Several: several}
}

func TestWhereReadsPublishedSurveys(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	const follow, wanted = "Where do you follow us?", "What do you need most?"
	older := surveyRow(follow, "Mastodon", 0.9, true)
	older.ObservedOn = "2025-04-01"
	pipelinetest.Put(b, lake.Surveys, "", surveyRow(follow, "Mastodon", 0.3, true), surveyRow(follow, "X (Twitter)", 0.45, true), surveyRow("Which is best?", "Facebook", 0.6, true), older,
		surveyRow(wanted, "Help with my passport", 0.25, false), surveyRow(wanted, "A new passport", 0.15, false), surveyRow(wanted, data.OtherAnswer, 0.6, false))
	where(b, "2026-05-01", func(p *advise.Placing) { p.Follow, p.Wanted = []string{follow}, []string{wanted} })
	place := pipelinetest.RowsOf(t, b.Now(), lake.Places)[0]
	if place.SurveyShare == nil || *place.SurveyShare != 0.3 || *place.SurveyN != 80 || place.AudienceIs != "there" {
		t.Errorf("survey share %v, audience %s; want 0.3 of the newest survey, there", place.SurveyShare, place.AudienceIs)
	}
	needs := pipelinetest.RowsOf(t, b.Now(), lake.Needs)
	i := slices.IndexFunc(needs, func(n data.Need) bool { return n.Topic == "passport" })
	if i < 0 || needs[i].SurveyShare == nil || *needs[i].SurveyShare != 0.4 {
		t.Errorf("the share that need something of passports is not 0.25 + 0.15: %+v", needs)
	}
}

// The audience's zone is used where the settings name one.
func TestWhereZones(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	where(b, "2026-05-01", func(p *advise.Placing) {
		p.Zones = map[string]*time.Location{"diaspora": time.FixedZone("Oslo", 2*3600)}
	})
	for _, h := range pipelinetest.RowsOf(t, b.Now(), lake.Hours) {
		if h.Zone != "Oslo" || h.Kind == data.SlotHour && h.N > 0 && (h.Slot < 10 || h.Slot > 12) {
			t.Errorf("%d posts at %d o'clock in %s; all went out from 8 to 10 in UTC", h.N, h.Slot, h.Zone)
		}
	}
	if rows := pipelinetest.RowsOf(t, b.Now(), lake.CadenceTable); len(rows) != 1 || rows[0].Verdict != data.CadenceUnknown || rows[0].Goal != metrics.MetricInteractions {
		t.Errorf("cadence %+v", rows)
	}
}

// The margin of the settings is what hours, cadence and places are judged by, so another
// one is computed anew; the default by its number is the default.
func TestWhereByTheUnitsMargin(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	first := where(b, "2026-05-01")
	if same := where(b, "2026-05-01", func(p *advise.Placing) { p.Margin = stat.DefaultMargin }); same.ID() != first.ID() {
		t.Error("the default margin, written out, changes something")
	}
	if other := where(b, "2026-05-01", func(p *advise.Placing) { p.Margin = 2 }); other.ID() == first.ID() {
		t.Error("another margin changes nothing")
	}
}
