package planner_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/pipeline/planner"
)

var update = flag.Bool("update", false, "write golden files anew")

// advise puts advice of the week of 4 May for smallMission.
func putAdvice(b *pipelinetest.Bench) {
	line := func(rank int64, lever, level string, v data.Verdict, lift float64, weeks int64) data.Advice {
		return data.Advice{Period: "2026-W19", Mission: "Oslo", Rank: rank, AccountID: "oslo", Platform: data.Mastodon, Audience: "diaspora",
			Goal: metrics.MetricInteractions, Age: metrics.AgeSettled, Lever: lever, Level: level, Verdict: v, Confidence: effects.ConfidenceHigh,
			Lift: &lift, N: 20, NOther: 60, TryWeeks: data.N(weeks), TryPosts: data.N(weeks)}
	}
	pipelinetest.Put(b, lake.AdviceTable, "period=2026-W19",
		line(1, effects.LeverFormat, "video", data.VerdictMore, 2, 0),
		line(2, effects.LeverFormat, "text", data.VerdictTry, 1.1, 9),
		line(3, effects.LeverHour, "10-13", data.VerdictLean, 1.1, 30))
}

func planning() planner.Planning {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		panic(err)
	}
	return planner.Planning{Unit: "Embassy", Mission: "Oslo", Zone: zone, Occasions: []content.OccasionDay{{Day: "2026-05-17", Name: "Constitution Day"}}}
}

func next(b *pipelinetest.Bench, day string) *planner.Plan {
	b.T.Helper()
	cal, err := planner.Next(b.T.Context(), b.Now(), planning(), pipelinetest.AsOf(day))
	if err != nil {
		b.T.Fatal(err)
	}
	return cal
}

func render(t *testing.T, cal *planner.Plan, form string) string {
	t.Helper()
	var out bytes.Buffer
	err := error(nil)
	switch form {
	case "txt":
		err = cal.Text(&out)
	case "csv":
		err = cal.CSV(&out)
	case "ics":
		err = cal.ICS(&out)
	default:
		out.WriteString(cal.Message())
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestNextGolden(t *testing.T) {
	b := pipelinetest.SmallMission(t)
	putAdvice(b)
	cal := next(b, "2026-05-04 06:00")
	for _, form := range []string{"txt", "csv", "ics", "message"} {
		got := render(t, cal, form)
		if again := render(t, next(b, "2026-05-04 06:00"), form); again != got {
			t.Errorf("%s: equal input gives another calendar:\n%s", form, cmp.Diff(got, again))
		}
		golden := filepath.Join("testdata", "next."+form)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s reads otherwise; if that is meant, run go test ./pipeline/planner -run TestNextGolden -update:\n%s", form, diff)
		}
	}
}

// TestNextIsRealistic: as many posts as before, on the days and at the hours of before.
func TestNextIsRealistic(t *testing.T) {
	t.Parallel()
	b := pipelinetest.SmallMission(t)
	putAdvice(b)
	cal := next(b, "2026-05-04 06:00")
	if len(cal.Entries) != 10 || cal.From != "2026-05-04" || cal.To != "2026-05-17" {
		t.Fatalf("%d posts from %s to %s, want 10 in two weeks from 4 May", len(cal.Entries), cal.From, cal.To)
	}
	formats := map[data.Format]int{}
	tests := 0
	for _, e := range cal.Entries {
		at := e.At.In(planning().Zone)
		weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
		if weekend && e.Kind != planner.KindOccasion || e.Day != at.Format(time.DateOnly) || e.Time != at.Format("15:04") || e.At.Before(cal.AsOf) {
			t.Errorf("a post at %s %s (%s), where they stood on weekdays", e.Day, e.Time, e.At)
		}
		formats[e.Format]++
		if e.Kind == planner.KindTest {
			tests++
		}
		if len(e.Why) == 0 {
			t.Errorf("%s: no reason", e.Day)
		}
	}
	if formats[data.FormatVideo] == 0 || tests != 4 || len(cal.Rotations) != 1 || cal.Rotations[0].Level != "text" {
		t.Errorf("formats %v, %d posts by lot of %+v", formats, tests, cal.Rotations)
	}
	if last := cal.Entries[len(cal.Entries)-1]; last.Kind != planner.KindOccasion || last.Day != "2026-05-17" || last.Occasion != "Constitution Day" {
		t.Errorf("the last post is %+v, want one on the occasion", last)
	}
}

func TestNextWithLittle(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"), pipelinetest.AnAccount("quiet", data.Mastodon, "Oslo"))
	if _, err := planner.Next(t.Context(), b.Now(), planning(), pipelinetest.AsOf("2026-05-04")); err == nil || !strings.Contains(err.Error(), "Oslo") {
		t.Errorf("a mission without posts gives %v", err)
	}
	// One post, of which the day is known; another account that fell silent in January.
	quiet := pipelinetest.APost("mastodon:q", "2026-01-05", func(p *data.Post) { p.AccountID = "quiet" })
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("mastodon:1", "2026-04-30")}}, data.Page{Account: "quiet", Posts: []data.Post{quiet}})
	b.Classify()
	cal := next(b, "2026-05-04 06:00")
	if len(cal.Entries) == 0 || len(cal.Entries) > 2 || cal.Entries[0].Time != "" || len(cal.Rotations) != 0 {
		t.Errorf("from one post without an hour: %+v", cal.Entries)
	}
	for _, e := range cal.Entries {
		if e.Account == "quiet" {
			t.Errorf("a silent account is planned: %+v", e)
		}
	}
	if text := render(t, cal, "txt"); !strings.Contains(text, "no advice yet") || !strings.Contains(text, "Nothing was posted for 8 weeks") {
		t.Errorf("the text does not say what is missing:\n%s", text)
	}
	if out := render(t, cal, "ics"); !strings.Contains(out, "DTSTART;VALUE=DATE:202605") {
		t.Errorf("a post without an hour is no event of a day:\n%s", out)
	}
}

// TestNextTopics: what an account posts about is planned, but not what comes by itself.
func TestNextTopics(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"))
	page := data.Page{Account: "oslo"}
	for i, text := range []string{"How to apply for a visa", "Happy national day!", "Visa office: new hours", "Earthquake: call our emergency number"} {
		page.Posts = append(page.Posts, pipelinetest.APost(data.NewPostID(data.Mastodon, fmt.Sprint(i)), fmt.Sprintf("2026-04-%d 10:00", 20+2*i), func(p *data.Post) { p.Text = text }))
	}
	b.Ingest(page)
	b.Classify()
	topics := map[data.Topic]int{}
	for _, e := range next(b, "2026-05-04 06:00").Entries {
		topics[e.Topic]++
	}
	if topics["visa"] == 0 || topics[""] == 0 || len(topics) != 2 {
		t.Errorf("planned topics %v, want visa and none", topics)
	}
}

// TestCalendarFiles checks what RFC 5545 and a messaging group ask of any calendar.
func TestCalendarFiles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		cal := &planner.Plan{Mission: rapid.String().Draw(rt, "mission"), AsOf: pipelinetest.When("2026-05-04").Time(), From: "2026-05-04", To: "2026-05-17", Zone: "UTC",
			MadeUp: rapid.Bool().Draw(rt, "made up")}
		for i := range rapid.IntRange(0, 40).Draw(rt, "posts") {
			cal.Entries = append(cal.Entries, planner.Entry{Day: "2026-05-05", Time: "10:00", At: pipelinetest.When("2026-05-05 10:00").Time(), Account: data.AccountID(rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "account")),
				Platform: data.Facebook, Format: data.FormatVideo, Language: "nb", Occasion: rapid.String().Draw(rt, "occasion"), Kind: []string{planner.KindUsual, planner.KindTest}[i%2], Why: []string{rapid.String().Draw(rt, "why")}})
		}
		if m := cal.Message(); utf8.RuneCountInString(m) > planner.MessageLimit {
			rt.Fatalf("a message of %d characters:\n%s", utf8.RuneCountInString(m), m)
		}
		out := render(t, cal, "ics")
		for line := range strings.SplitSeq(strings.TrimSuffix(out, "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
				rt.Fatalf("line of %d bytes: %q", len(line), line)
			}
		}
		read, err := ics.ParseCalendar(strings.NewReader(out))
		if err != nil || len(read.Events()) != len(cal.Entries) {
			rt.Fatalf("read back: %v, %d events of %d\n%s", err, len(read.Events()), len(cal.Entries), out)
		}
		ids := map[string]bool{}
		for _, e := range read.Events() {
			ids[e.Id()] = true
		}
		if len(ids) != len(cal.Entries) {
			rt.Fatalf("%d UIDs for %d entries", len(ids), len(cal.Entries))
		}
	})
}

func TestCSVIsNoFormula(t *testing.T) {
	cal := &planner.Plan{Zone: "UTC", Entries: []planner.Entry{{Day: "2026-05-05", Account: "=1+1", Occasion: "@SUM(1)", Why: []string{"-2"}}}}
	out := render(t, cal, "csv")
	for _, want := range []string{",'=1+1,", ",'@SUM(1),", ",'-2\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
}

// Where the tables tell which hours do better and what people want more of, the
// calendar goes by them and says so.
func TestNextUsesHoursAndNeeds(t *testing.T) {
	b := pipelinetest.SmallMission(t)
	putAdvice(b)
	lift, low, high := 1.4, 1.1, 1.7
	hour := func(slot int32, v data.SlotVerdict) data.HourEffect {
		return data.HourEffect{Period: "2026-W18", Mission: "Oslo", AccountID: "oslo", Platform: data.Mastodon, Zone: "UTC", Goal: metrics.MetricInteractions,
			Kind: data.SlotHour, Slot: slot, Lift: &lift, Low: &low, High: &high, Verdict: v, Finding: data.StandsOut}
	}
	pipelinetest.Put(b, lake.Hours, "period=2026-W18", hour(16, data.SlotBetter), hour(17, data.SlotBetter), hour(8, data.SlotWorse))
	need := func(topic data.Topic, rank int64, gap data.Gap) data.Need {
		return data.Need{Period: "2026-W18", Mission: "Oslo", Topic: topic, Rank: rank, Gap: gap, Reason: string(topic) + ": 41 % of questions, 6 % of posts; difference between +20 and +50 points"}
	}
	pipelinetest.Put(b, lake.Needs, "period=2026-W18", need("visa", 2, data.GapAskedMore), need("passport", 1, data.GapAskedMore), need("culture", 3, data.GapPostedMore), need("religion", 4, data.GapAskedMore))
	cal := next(b, "2026-05-04 06:00")
	if notes := strings.Join(cal.Accounts[0].Notes, " "); !strings.Contains(notes, "around 18:00, where posts do better (1.4 times the typical of all hours; 1.1 to 1.7)") {
		t.Errorf("notes %q do not tell the hour, in the calendar's zone", notes)
	}
	topics := map[data.Topic]int{}
	for _, e := range cal.Entries {
		if e.Kind == planner.KindUsual && e.Time != "18:00" {
			t.Errorf("%s is planned at %s", e.Day, e.Time)
		}
		topics[e.Topic]++
		if e.Topic == "passport" && !slices.ContainsFunc(e.Why, func(why string) bool { return strings.HasSuffix(why, "41 % of questions, 6 % of posts") }) {
			t.Errorf("why passport: %q", e.Why)
		}
	}
	if topics["passport"] != 1 || topics["visa"] != 1 || topics["religion"]+topics["culture"] != 0 {
		t.Errorf("topics %v, want passport and visa once each", topics)
	}
}

// TestNoTestOfZeros: an account whose posts get next to nothing is not asked to post by
// lot for months: its counts hardly spread, but half as much again of nothing is nothing.
func TestNoTestOfZeros(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"))
	page := data.Page{Account: "oslo"}
	first := pipelinetest.When("2026-01-12").Time()
	for i := range 80 {
		p := pipelinetest.APost(data.NewPostID(data.Mastodon, fmt.Sprint(i)), first.AddDate(0, 0, 7*(i/5)+i%5).Format("2006-01-02")+" 10:00")
		p.FormatNative = []string{"image", "text"}[i%2]
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, pipelinetest.AReading(p, 30, int64(max(0, i%11-9)), 0, 0))
	}
	b.Ingest(page)
	b.Classify()
	b.Measure()
	putAdvice(b)
	if cal := next(b, "2026-05-04 06:00"); len(cal.Rotations) != 0 {
		t.Errorf("a test of posts that mostly get nothing: %+v", cal.Rotations)
	}
}

// TestNextNamesAccounts: an account that is called as its platform is named once.
func TestNextNamesAccounts(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("mastodon", data.Mastodon, "Oslo"))
	b.Ingest(data.Page{Account: "mastodon", Posts: []data.Post{pipelinetest.APost("mastodon:1", "2026-04-30 10:00", func(p *data.Post) { p.AccountID = "mastodon" })}})
	b.Classify()
	if text := render(t, next(b, "2026-05-04 06:00"), "txt"); !strings.Contains(text, "Mastodon: a") || strings.Contains(text, "Mastodon, mastodon") {
		t.Errorf("the account is named twice:\n%s", text)
	}
}
