package effects

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

func f64(v float64) *float64 { return &v }

// effectOf is an effect of the account "a" of mission "oslo" with 20 posts against 20.
func effectOf(goal, lever, level string, v data.Verdict, lift, p float64) data.FormatEffect {
	return data.FormatEffect{Mission: "oslo", AccountID: "a", Platform: data.Mastodon, Goal: goal, Age: metrics.AgeSettled, Lever: lever, Level: level,
		Verdict: v, Lift: f64(lift), PBetter: f64(p), N: 20, NOther: 20, Borrowed: f64(0.2)}
}

func lines(advice []data.Advice) []string {
	var out []string
	for _, a := range advice {
		out = append(out, fmt.Sprintf("%s %d %s %s=%s %s %s", a.Mission, a.Rank, a.Goal, a.Lever, a.Level, a.Verdict, a.Confidence))
	}
	return out
}

func TestAdvise(t *testing.T) {
	fragile := effectOf("shares", "topic", "visa", data.VerdictMore, 1.9, 0.98)
	fragile.Fragile = "post mastodon:1"
	try := effectOf("shares", "hour", "06-09", data.VerdictTry, 1.1, 0.6)
	try.TryWeeks = data.N(3)
	pooled := effectOf("shares", "format", "image", data.VerdictMore, 3, 1)
	pooled.AccountID, pooled.Mission = "", ""
	effects := []data.FormatEffect{
		try,
		effectOf("shares", "language", "fr", data.VerdictLean, 1.3, 0.8),
		effectOf("shares", "length", "1-80", data.VerdictNoDifference, 1.02, 0.6),
		effectOf("shares", "format", "image", data.VerdictLess, 0.7, 0.01),
		effectOf("shares", "format", "video", data.VerdictMore, 2, 0.999),
		fragile, pooled,
		effectOf("approval", "format", "video", data.VerdictMore, 5, 0.999),
	}
	want := []string{
		"oslo 1 shares format=video more high",
		"oslo 2 shares topic=visa more moderate",
		"oslo 3 shares length=1-80 no_clear_difference high", // format is on the first screen once
		"oslo 4 shares format=image less high",
		"oslo 5 shares language=fr lean low",
		"oslo 6 shares hour=06-09 try low",
	}
	if diff := cmp.Diff(want, lines(Advise(effects, "shares"))); diff != "" {
		t.Errorf("Advise (-want +got):\n%s", diff)
	}
	slices.Reverse(effects)
	if diff := cmp.Diff(want, lines(Advise(effects, "shares"))); diff != "" {
		t.Errorf("order of effects changes advice:\n%s", diff)
	}
	// Two goals take turns within a verdict; they are never added up.
	got := lines(Advise(effects, "shares", "approval"))
	if got[0] != "oslo 1 shares format=video more high" || !slices.Contains(got, "oslo 4 approval format=video more high") {
		t.Errorf("two goals: %q", got)
	}
}

func TestAdviseOneAgePerGoal(t *testing.T) {
	at := func(age string, n int64) data.FormatEffect {
		e := effectOf("shares", "format", "video", data.VerdictLean, 1.4, 0.9)
		e.Age, e.N = age, n
		return e
	}
	if got := Advise([]data.FormatEffect{at(metrics.Age7d, 30), at(metrics.AgeSettled, 10)}); len(got) != 1 || got[0].Age != metrics.Age7d {
		t.Errorf("Advise = %+v, want the age with more posts", got)
	}
	if got := Advise([]data.FormatEffect{at(metrics.Age7d, 30), at(metrics.AgeSettled, 30)}); len(got) != 1 || got[0].Age != metrics.AgeSettled {
		t.Errorf("Advise = %+v, want settled", got)
	}
	if got := Advise(nil, "shares"); got != nil {
		t.Errorf("Advise of nothing = %+v", got)
	}
}

func TestConfidence(t *testing.T) {
	e := effectOf("shares", "format", "video", data.VerdictMore, 2, 0.999)
	check := func(why string, change func(e *data.FormatEffect), want string) {
		t.Helper()
		x := e
		change(&x)
		if got := confidence(&x); got != want {
			t.Errorf("%s: confidence = %s, want %s", why, got, want)
		}
	}
	check("all well", func(*data.FormatEffect) {}, ConfidenceHigh)
	check("an alarm", func(e *data.FormatEffect) { e.Alarm = "b" }, ConfidenceModerate)
	check("nine posts", func(e *data.FormatEffect) { e.N = 9 }, ConfidenceModerate)
	check("mostly borrowed", func(e *data.FormatEffect) { e.Borrowed = f64(0.6) }, ConfidenceModerate)
	check("lean", func(e *data.FormatEffect) { e.Verdict = data.VerdictLean }, ConfidenceLow)
}

// More and less are on the first screen only if very sure of their side.
func TestFirstScreenIsSure(t *testing.T) {
	effects := []data.FormatEffect{
		effectOf("shares", "format", "video", data.VerdictMore, 3, 0.97),
		effectOf("shares", "length", "1-80", data.VerdictNoDifference, 1.02, 0.6),
		effectOf("shares", "language", "fr", data.VerdictLean, 1.3, 0.8),
		effectOf("shares", "hour", "06-09", data.VerdictTry, 1.1, 0.6),
	}
	want := []string{"length", "language", "hour", "format"}
	var got []string
	for _, a := range Advise(effects, "shares") {
		got = append(got, a.Lever)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order of levers (-want +got):\n%s", diff)
	}
}
