package pipeline

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
)

var update = flag.Bool("update", false, "write golden files anew")

// smallMission is a lake of one account with five posts a week, on Monday to Friday at
// ten, for 16 weeks up to Sunday 3 May 2026. Videos get twice what photos get; texts are
// few and in between.
func smallMission(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	put(b, lake.Accounts, "", anAccount("oslo", data.Mastodon, "Oslo"))
	page := data.Page{Account: "oslo"}
	first := when("2026-01-12").Time()
	for i := range 80 {
		day := first.AddDate(0, 0, 7*(i/5)+i%5)
		p := aPost(data.NewPostID(data.Mastodon, fmt.Sprint(i)), day.Format("2006-01-02")+" 10:00")
		p.FormatNative = "image"
		likes := int64(20 + 7*(i*i%9))
		switch {
		case i%4 == 1:
			p.FormatNative, likes = "video", 2*likes
		case i%13 == 3:
			p.FormatNative, likes = "text", likes+5
		}
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, aReading(p, 30, likes, 2, 2))
	}
	b.ingest(page)
	b.classify()
	b.measure()
	return b
}

// advise puts advice of the week of 4 May for smallMission.
func putAdvice(b *bench) {
	line := func(rank int64, lever, level string, v data.Verdict, lift float64, weeks int64) data.Advice {
		return data.Advice{Period: "2026-W19", Mission: "Oslo", Rank: rank, AccountID: "oslo", Platform: data.Mastodon, Audience: "diaspora",
			Goal: metrics.MetricInteractions, Age: metrics.AgeSettled, Lever: lever, Level: level, Verdict: v, Confidence: effects.ConfidenceHigh,
			Lift: &lift, N: 20, NOther: 60, TryWeeks: data.N(weeks), TryPosts: data.N(weeks)}
	}
	put(b, lake.AdviceTable, "period=2026-W19",
		line(1, effects.LeverFormat, "video", data.VerdictMore, 2, 0),
		line(2, effects.LeverFormat, "text", data.VerdictTry, 1.1, 9),
		line(3, effects.LeverHour, "10-13", data.VerdictLean, 1.1, 30))
}

func planning() Planning {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		panic(err)
	}
	return Planning{Unit: "Embassy", Mission: "Oslo", Zone: zone, Occasions: []PlanDay{{"2026-05-17", "Constitution Day"}}}
}

func next(b *bench, day string) *Plan {
	b.t.Helper()
	cal, err := Next(b.t.Context(), b.now(), planning(), asOf(day))
	if err != nil {
		b.t.Fatal(err)
	}
	return cal
}

func render(t *testing.T, cal *Plan, form string) string {
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
	b := smallMission(t)
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
			t.Errorf("%s reads otherwise; if that is meant, run go test ./pipeline -run TestNextGolden -update:\n%s", form, diff)
		}
	}
}

// TestNextIsRealistic: as many posts as before, on the days and at the hours of before.
func TestNextIsRealistic(t *testing.T) {
	t.Parallel()
	b := smallMission(t)
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
		if weekend && e.Kind != KindOccasion || e.Day != at.Format(time.DateOnly) || e.Time != at.Format("15:04") || e.At.Before(cal.AsOf) {
			t.Errorf("a post at %s %s (%s), where they stood on weekdays", e.Day, e.Time, e.At)
		}
		formats[e.Format]++
		if e.Kind == KindTest {
			tests++
		}
		if len(e.Why) == 0 {
			t.Errorf("%s: no reason", e.Day)
		}
	}
	if formats[data.FormatVideo] == 0 || tests != 4 || len(cal.Rotations) != 1 || cal.Rotations[0].Level != "text" {
		t.Errorf("formats %v, %d posts by lot of %+v", formats, tests, cal.Rotations)
	}
	if last := cal.Entries[len(cal.Entries)-1]; last.Kind != KindOccasion || last.Day != "2026-05-17" || last.Occasion != "Constitution Day" {
		t.Errorf("the last post is %+v, want one on the occasion", last)
	}
}

func TestNextWithLittle(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	put(b, lake.Accounts, "", anAccount("oslo", data.Mastodon, "Oslo"), anAccount("quiet", data.Mastodon, "Oslo"))
	if _, err := Next(t.Context(), b.now(), planning(), asOf("2026-05-04")); err == nil || !strings.Contains(err.Error(), "Oslo") {
		t.Errorf("a mission without posts gives %v", err)
	}
	// One post, of which the day is known; another account that fell silent in January.
	quiet := aPost("mastodon:q", "2026-01-05", func(p *data.Post) { p.AccountID = "quiet" })
	b.ingest(data.Page{Account: "oslo", Posts: []data.Post{aPost("mastodon:1", "2026-04-30")}}, data.Page{Account: "quiet", Posts: []data.Post{quiet}})
	b.classify()
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

// TestCalendarFiles checks what RFC 5545 and a messaging group ask of any calendar.
func TestCalendarFiles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		cal := &Plan{Mission: rapid.String().Draw(rt, "mission"), AsOf: when("2026-05-04").Time(), From: "2026-05-04", To: "2026-05-17", Zone: "UTC",
			MadeUp: rapid.Bool().Draw(rt, "made up")}
		for i := range rapid.IntRange(0, 40).Draw(rt, "posts") {
			cal.Entries = append(cal.Entries, Entry{Day: "2026-05-05", Time: "10:00", At: when("2026-05-05 10:00").Time(), Account: data.AccountID(rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "account")),
				Platform: data.Facebook, Format: data.FormatVideo, Language: "nb", Occasion: rapid.String().Draw(rt, "occasion"), Kind: []string{KindUsual, KindTest}[i%2], Why: []string{rapid.String().Draw(rt, "why")}})
		}
		if m := cal.Message(); utf8.RuneCountInString(m) > messageLimit {
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
	cal := &Plan{Zone: "UTC", Entries: []Entry{{Day: "2026-05-05", Account: "=1+1", Occasion: "@SUM(1)", Why: []string{"-2"}}}}
	out := render(t, cal, "csv")
	for _, want := range []string{",'=1+1,", ",'@SUM(1),", ",'-2\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
}

func TestApportion(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0, 9), 1, 7).Draw(t, "weights")
		n := rapid.IntRange(0, 30).Draw(t, "n")
		var total float64
		for _, w := range weights {
			total += w
		}
		got := apportion(weights, n)
		sum := 0
		for i, k := range got {
			sum += k
			if total > 0 && (float64(k) < float64(n)*weights[i]/total-1 || float64(k) > float64(n)*weights[i]/total+1) {
				t.Fatalf("%v shares %d as %v", weights, n, got)
			}
		}
		if total > 0 && sum != n {
			t.Fatalf("%v shares %d as %v", weights, n, got)
		}
		levels := make([]string, len(got))
		for i := range levels {
			levels[i] = fmt.Sprint(i)
		}
		order := evenly(levels, got)
		for i, level := range levels {
			if k := len(slices.DeleteFunc(slices.Clone(order), func(l string) bool { return l != level })); k != got[i] {
				t.Fatalf("%s comes %d times, want %d", level, k, got[i])
			}
		}
	})
}

// Where the tables tell which hours do better and what people want more of, the
// calendar goes by them and says so.
func TestNextUsesHoursAndNeeds(t *testing.T) {
	b := smallMission(t)
	putAdvice(b)
	lift, low, high := 1.4, 1.1, 1.7
	hour := func(slot int32, v data.SlotVerdict) data.HourEffect {
		return data.HourEffect{Period: "2026-W18", Mission: "Oslo", AccountID: "oslo", Platform: data.Mastodon, Zone: "UTC", Goal: metrics.MetricInteractions,
			Kind: data.SlotHour, Slot: slot, Lift: &lift, Low: &low, High: &high, Verdict: v, Finding: data.StandsOut}
	}
	put(b, lake.Hours, "period=2026-W18", hour(16, data.SlotBetter), hour(17, data.SlotBetter), hour(8, data.SlotWorse))
	need := func(topic data.Topic, rank int64, gap data.Gap) data.Need {
		return data.Need{Period: "2026-W18", Mission: "Oslo", Topic: topic, Rank: rank, Gap: gap, Reason: string(topic) + ": 41 % of questions, 6 % of posts; difference between +20 and +50 points"}
	}
	put(b, lake.Needs, "period=2026-W18", need("visa", 2, data.GapAskedMore), need("passport", 1, data.GapAskedMore), need("culture", 3, data.GapPostedMore), need("religion", 4, data.GapAskedMore))
	cal := next(b, "2026-05-04 06:00")
	if notes := strings.Join(cal.Accounts[0].Notes, " "); !strings.Contains(notes, "around 18:00, where posts do better (1.4 times the typical of all hours; 1.1 to 1.7)") {
		t.Errorf("notes %q do not tell the hour, in the calendar's zone", notes)
	}
	topics := map[data.Topic]int{}
	for _, e := range cal.Entries {
		if e.Kind == KindUsual && e.Time != "18:00" {
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
