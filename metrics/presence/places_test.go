package presence

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Every combination of classes: missing data never speak against a platform.
func TestMissingDataNeverPause(t *testing.T) {
	trends := []string{"up", "steady", "down", "unclear", "unknown"}
	seen := map[data.PlaceVerdict]int{}
	for _, posts := range []string{"enough", "few", "none"} {
		for _, audience := range []string{"there", "some", "small", "unknown"} {
			for _, growth := range []string{"up", "level", "down", "unclear", "unknown"} {
				for _, result := range trends {
					for _, effort := range []string{"dear", "fair", "unclear", "unknown"} {
						for _, questions := range []string{"asked", "none", "unknown"} {
							p := data.Place{PostsAre: posts, AudienceIs: audience, GrowthIs: growth, ResultIs: result, EffortIs: effort, QuestionsAre: questions}
							line, rule := decide(&p)
							seen[rule.Verdict]++
							against := result == "down" || effort == "dear"
							switch rule.Verdict {
							case data.PlacePause:
								if posts != "enough" || audience != "small" || questions != "none" || growth == "unknown" || growth == "unclear" || growth == "up" || !against {
									t.Errorf("line %d pauses %+v", line, p)
								}
							case data.PlaceReduce:
								if posts != "enough" || growth == "unknown" || growth == "unclear" || growth == "up" || !against {
									t.Errorf("line %d reduces %+v", line, p)
								}
							case data.PlaceTest:
								if audience != "there" && growth != "up" {
									t.Errorf("line %d tests %+v", line, p)
								}
							}
							if rule.Verdict != data.PlaceUnknown && audience == "unknown" && growth == "unknown" && result == "unknown" && effort == "unknown" && questions == "unknown" {
								t.Errorf("line %d says %s of a platform that nothing is known of", line, rule.Verdict)
							}
						}
					}
				}
			}
		}
	}
	if len(seen) != 5 {
		t.Errorf("verdicts reached: %v, want five", seen)
	}
}

func followersOf(id data.AccountID, start int64, growth float64, w metrics.Window) map[data.AccountID][]data.AccountSnapshot {
	var snaps []data.AccountSnapshot
	for k := range w.Weeks {
		snaps = append(snaps, data.AccountSnapshot{AccountID: id, ObservedAt: w.From.Add(time.Duration(k) * 7 * metrics.Day),
			Followers: data.N(int64(math.Round(float64(start)*math.Exp(growth*float64(k)))) + int64(k%2))})
	}
	return map[data.AccountID][]data.AccountSnapshot{id: snaps}
}

func TestPlaces(t *testing.T) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 26)
	facebook := PlaceInput{Platform: data.Facebook, Accounts: []metrics.AccountPosts{metricstest.Office(data.Facebook, 3, 1000, 0, w)}, Followers: followersOf("facebook", 9000, 0.004, w), Minutes: data.N(30)}
	dying := PlaceInput{Platform: data.X, Accounts: []metrics.AccountPosts{metricstest.Office(data.X, 3, 300, -0.8, w)}, Followers: followersOf("x", 300, -0.004, w), Minutes: data.N(30)}
	verdict := func(in ...PlaceInput) map[data.Platform]data.Place {
		out := map[data.Platform]data.Place{}
		for _, p := range PlacesOf("m", in, w, []string{metrics.MetricInteractions}, 1.2) {
			out[p.Platform] = p
		}
		return out
	}
	both := verdict(facebook, dying)
	if p := both[data.Facebook]; p.Verdict != data.PlaceKeep || p.GrowthIs != "up" || p.EffortIs != "fair" {
		t.Errorf("a platform with most followers that grows is %s: %+v", p.Verdict, p)
	}
	if p := both[data.X]; p.Verdict != data.PlaceReduce || p.ResultIs != "down" || p.EffortIs != "dear" || p.AudienceIs != "small" {
		t.Errorf("a small, shrinking, falling platform is %s (%s, %s, %s), want reduce: whether anybody asks there is not known", p.Verdict, p.ResultIs, p.EffortIs, p.AudienceIs)
	}
	quiet := dying
	quiet.Questions, quiet.Answered, quiet.QuestionWeeks = data.N(0), data.N(0), 20
	if p := verdict(facebook, quiet)[data.X]; p.Verdict != data.PlacePause {
		t.Errorf("the same without any question is %s: %s, want pause", p.Verdict, p.Reason)
	}
	asked := dying
	asked.Questions, asked.Answered, asked.QuestionWeeks = data.N(12), data.N(3), 20
	if p := verdict(facebook, asked)[data.X]; p.Verdict != data.PlaceReduce || !strings.Contains(p.Reason, "go on answering") {
		t.Errorf("the same with questions is %s: %s", p.Verdict, p.Reason)
	}
	surveyed := dying
	surveyed.SurveyShare = stat.Figure(0.35)
	if p := verdict(facebook, surveyed)[data.X]; p.AudienceIs != "there" {
		t.Errorf("the audience of a platform that a third of those asked follow is %s", p.AudienceIs)
	}
	if p := verdict(dying)[data.X]; p.ResultIs != "unclear" || p.Verdict == data.PlacePause || len(p.Warnings) == 0 {
		t.Errorf("a fall on the only platform is %s, %s, warnings %v: it cannot be told from a season", p.ResultIs, p.Verdict, p.Warnings)
	}
	blind := dying
	blind.Followers = nil
	if p := verdict(facebook, blind)[data.X]; p.Verdict == data.PlacePause || p.Verdict == data.PlaceReduce || p.Missing.Reason("followers") != data.NotCollected {
		t.Errorf("without followers it is %s, missing %s", p.Verdict, p.Missing)
	}
	borrowed := facebook
	borrowed.Borrowed = true
	if p := verdict(borrowed, dying)[data.Facebook]; p.Followers != nil || p.FollowersShare == nil {
		t.Errorf("counts that may not be kept stand in the row: %v, share %v", p.Followers, p.FollowersShare)
	}
	few := PlaceInput{Platform: data.Mastodon, Followers: followersOf("mastodon", 4000, 0, w),
		Accounts: []metrics.AccountPosts{{Account: data.Account{AccountID: "mastodon"}, Platform: data.Mastodon}}}
	if p := verdict(facebook, few)[data.Mastodon]; p.Verdict != data.PlaceTest || p.TryPosts == nil {
		t.Errorf("followers without posts are %s: %s", p.Verdict, p.Reason)
	}
}

// Nothing depends on the order that posts and readings come in.
func TestPlacesDoNotDependOnOrder(t *testing.T) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 26)
	make := func(shuffle func(n int, swap func(i, j int))) ([]data.Place, []data.HourEffect, data.Cadence) {
		a, b := metricstest.Office(data.Facebook, 2, 500, -0.1, w), metricstest.Office(data.X, 1, 100, 0, w)
		f := followersOf("facebook", 900, 0.001, w)
		shuffle(len(a.Posts), func(i, j int) { a.Posts[i], a.Posts[j] = a.Posts[j], a.Posts[i] })
		shuffle(len(f["facebook"]), func(i, j int) { f["facebook"][i], f["facebook"][j] = f["facebook"][j], f["facebook"][i] })
		in := []PlaceInput{{Platform: data.Facebook, Accounts: []metrics.AccountPosts{a}, Followers: f}, {Platform: data.X, Accounts: []metrics.AccountPosts{b}}}
		return PlacesOf("m", in, w, []string{metrics.MetricInteractions}, 1.2), Hours(&a, metrics.MetricInteractions, w, time.UTC, 1.2), CadenceOf(&a, metrics.MetricInteractions, w, 1.2)
	}
	places, hours, cadence := make(func(int, func(int, int)) {})
	rapid.Check(t, func(t *rapid.T) {
		p, h, c := make(func(n int, swap func(i, j int)) {
			for i := range n {
				swap(i, rapid.IntRange(0, n-1).Draw(t, "j"))
			}
		})
		if diff := gocmp.Diff(places, p) + gocmp.Diff(hours, h) + gocmp.Diff(cadence, c); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Degenerate accounts: not enough evidence, never a crash or a number.
func TestTimingOfLittle(t *testing.T) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 52)
	zeros := metricstest.Office(data.X, 1, 0, 0, w)
	oneHour := metricstest.Office(data.X, 1, 100, 0, w)
	for i := range oneHour.Posts {
		oneHour.Posts[i].At = w.From.Add(time.Duration(i)*7*metrics.Day + 9*time.Hour)
	}
	strange := metricstest.Office(data.X, 1, 100, 0, w)
	for i := range strange.Posts {
		strange.Posts[i].Values[0].Value = math.NaN()
	}
	for name, a := range map[string]metrics.AccountPosts{"none": {}, "zeros": zeros, "NaN": strange,
		"one post": {Posts: oneHour.Posts[:1]}} {
		for _, h := range Hours(&a, metrics.MetricInteractions, w, time.UTC, 1.2) {
			if h.Finding != data.NoEvidence || h.Lift != nil {
				t.Errorf("%s: slot %s %d is %s with %v", name, h.Kind, h.Slot, h.Finding, h.Lift)
				break
			}
		}
		if c := CadenceOf(&a, metrics.MetricInteractions, w, 1.2); c.Verdict != data.CadenceUnknown || c.Lift != nil {
			t.Errorf("%s: cadence is %s with %v", name, c.Verdict, c.Lift)
		}
	}
	hours := Hours(&oneHour, metrics.MetricInteractions, w, time.UTC, 1.2)
	if hours[9].Finding != data.NoEvidence || hours[9].N != 52 {
		t.Errorf("all posts at 9: %s, %d posts", hours[9].Finding, hours[9].N)
	}
}

// Hours are those of the audience: 23:30 in UTC is the next day's first hour in Oslo.
func TestHoursAreLocal(t *testing.T) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)}, 10)
	a := metrics.AccountPosts{}
	for i := range 10 {
		a.Posts = append(a.Posts, metrics.Posted{ID: data.PostID(fmt.Sprint("x:", i)), At: w.From.Add(time.Duration(i)*7*metrics.Day + 23*time.Hour + 30*time.Minute), Precision: data.BySecond,
			Paid: data.Organic, Values: []metrics.Measured{{Metric: metrics.MetricInteractions, Value: 5}}})
	}
	zone := time.FixedZone("Oslo", 3600)
	for _, h := range Hours(&a, metrics.MetricInteractions, w, zone, 1.2) {
		want := h.Kind == data.SlotHour && h.Slot == 0 || h.Kind == data.SlotWeekday && h.Slot == 2
		if (h.N == 10) != want {
			t.Errorf("%s %d has %d posts", h.Kind, h.Slot, h.N)
		}
	}
}

// Nine o'clock is nine o'clock before and after the clocks change, on both dates.
func TestHoursFollowTheClock(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Skipf("no time zones here: %v", err)
	}
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC)}, 52)
	a := metrics.AccountPosts{}
	for i := range 52 {
		day := w.From.Time().AddDate(0, 0, 7*i)
		at := time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, zone)
		a.Posts = append(a.Posts, metrics.Posted{ID: data.PostID(fmt.Sprint("x:", i)), At: data.At(at), Precision: data.BySecond,
			Paid: data.Organic, Values: []metrics.Measured{{Metric: metrics.MetricInteractions, Value: 5}}})
	}
	for _, h := range Hours(&a, metrics.MetricInteractions, w, zone, 1.2) {
		if want := h.Kind == data.SlotHour && h.Slot == 9 || h.Kind == data.SlotWeekday && h.Slot == 1; (h.N == 52) != want {
			t.Errorf("%s %d has %d posts", h.Kind, h.Slot, h.N)
		}
	}
}

func BenchmarkTiming(b *testing.B) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 52)
	a := metricstest.Office(data.Facebook, 7, 1000, 0, w)
	b.ReportAllocs()
	for range b.N {
		Hours(&a, metrics.MetricInteractions, w, time.UTC, 1.2)
		CadenceOf(&a, metrics.MetricInteractions, w, 1.2)
	}
}

// Who hands in the posts of three weeks has not been silent before: 12 posts are 4 a week. One
// who posted in the year before was.
func TestPostsAWeekFromTheFirstKnown(t *testing.T) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)}, 26)
	posted := func(at data.Micros, n int) (posts []metrics.Posted) {
		for i := range n {
			posts = append(posts, metrics.Posted{At: at.Add(time.Duration(i) * time.Hour), Precision: data.BySecond})
		}
		return posts
	}
	recent := slices.Concat(posted(w.To.Add(-21*metrics.Day), 4), posted(w.To.Add(-8*metrics.Day), 8))
	for name, c := range map[string]struct {
		posts []metrics.Posted
		want  float64
	}{
		"three weeks":            {recent, 4},
		"and one a year ago":     {append(posted(w.From.Add(-20*7*metrics.Day), 1), recent...), 12.0 / 26},
		"and one two years ago":  {append(posted(w.From.Add(-80*7*metrics.Day), 1), recent...), 4},
		"the last day alone":     {posted(w.To.Add(-metrics.Day), 2), 2},
		"none":                   {nil, 0},
		"every week of the half": {append(posted(w.From, 14), recent...), 1},
	} {
		in := PlaceInput{Platform: data.Facebook, Accounts: []metrics.AccountPosts{{Posts: c.posts}}}
		rows := PlacesOf("Oslo", []PlaceInput{in}, w, nil, 1.2)
		if got := rows[0].PerWeek; got == nil || math.Abs(*got-c.want) > 1e-6 {
			t.Errorf("%s: %v posts a week, want %v", name, got, c.want)
		}
	}
}
