package trials

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

func point(x float64) *float64 { return &x }

// adviser gives advice on lines whose true log lifts are N(0, 0.4^2), having seen each
// with an error of its own, and is judged by new posts.
func adviser(r *rand.Rand, n int, confidence float64) []data.AdviceOutcome {
	const prior = 0.4
	var out []data.AdviceOutcome
	for i := range n {
		truth := prior * r.NormFloat64()
		seen, fresh := 0.1+0.4*r.Float64(), 0.1+0.3*r.Float64()
		naive := truth + seen*r.NormFloat64()
		shrink := prior * prior / (prior*prior + seen*seen)
		mean, sd := naive*shrink, math.Sqrt(shrink)*seen/confidence
		m := stat.NewMixture(1)
		m.Add(1, mean, sd)
		b := m.Belief(stat.DefaultMargin)
		a := data.Advice{Period: "2026-W10", Mission: "M", Rank: int64(i), AccountID: data.AccountID(fmt.Sprint("a", i/4)), Lever: effects.LeverFormat, Level: fmt.Sprint(i),
			Verdict: b.Verdict(0.95), Lift: point(math.Exp(mean)), Low: point(math.Exp(b.Low)), High: point(math.Exp(b.High)), NaiveLift: point(math.Exp(naive)), N: 10, NOther: 10}
		out = append(out, Hindsight(&a, After{Posts: 20, Effect: &data.FormatEffect{N: 10, NOther: 10,
			OwnLift: point(math.Exp(truth + fresh*r.NormFloat64())), OwnStdErr: point(fresh)},
			Period: data.AdviceOutcome{From: "2026-03-09", Until: "2026-05-03", ScoredIn: "2026-W23"}}))
	}
	return out
}

// TestHindsightIsFair: an adviser who is right about its uncertainty gets a score that
// says so; the naive figure, which is the same evidence without shrinking, keeps less of
// what it tells (regression to the mean) and has the worse Brier score.
func TestHindsightIsFair(t *testing.T) {
	s := ScoreHindsight(adviser(rand.New(rand.NewPCG(1, 2)), 8000, 1))
	if s.Judged != 8000 {
		t.Fatalf("%d lines judged", s.Judged)
	}
	for _, b := range s.Reliability {
		if math.Abs(b.Told-b.Found) > 4*0.5/math.Sqrt(float64(b.N)) {
			t.Errorf("told %.3f, found %.3f of %d", b.Told, b.Found, b.N)
		}
	}
	for _, v := range s.Verdicts {
		if v.Judged > 0 && math.Abs(float64(v.BorneOut)-v.Expected) > 4*math.Sqrt(float64(v.Judged))/2 {
			t.Errorf("%s: %d of %d borne out, %.0f expected", v.Verdict, v.BorneOut, v.Judged, v.Expected)
		}
	}
	if math.Abs(s.Kept.Value-1) > 0.05 || *s.Kept.High-*s.Kept.Low > 0.1 {
		t.Errorf("%.2f (%.2f to %.2f) of what was told came true, want 1", s.Kept.Value, *s.Kept.Low, *s.Kept.High)
	}
	if s.NaiveKept.Value > 0.8 || *s.NaiveKept.High > 0.85 {
		t.Errorf("%.2f of the naive figures came true, want far less than 1", s.NaiveKept.Value)
	}
	if *s.Better.Low <= 0 || *s.NaiveError <= *s.Error {
		t.Errorf("Brier %.4f against naive %.4f, error %.3f against %.3f", *s.Brier, *s.NaiveBrier, *s.Error, *s.NaiveError)
	}
}

// TestHindsightFindsOutOverconfidence: an adviser with intervals of a third of the due
// width expects more than comes.
func TestHindsightFindsOutOverconfidence(t *testing.T) {
	s := ScoreHindsight(adviser(rand.New(rand.NewPCG(1, 2)), 8000, 3))
	var judged, borne int
	var expected float64
	for _, v := range s.Verdicts {
		if v.Verdict == data.VerdictMore || v.Verdict == data.VerdictLess {
			judged, borne, expected = judged+v.Judged, borne+v.BorneOut, expected+v.Expected
		}
	}
	if float64(borne) > expected-4*math.Sqrt(float64(judged))/2 {
		t.Errorf("%d of %d borne out, %.0f expected: that does not look overconfident", borne, judged, expected)
	}
}

func TestHindsightLine(t *testing.T) {
	lift := func(verdict data.Verdict, l float64) data.Advice {
		return data.Advice{Verdict: verdict, Lift: &l, Low: point(l / 1.2), High: point(l * 1.2), NaiveLift: point(2), N: 10, NOther: 30}
	}
	after := func(n, other int64, l float64) *data.FormatEffect {
		return &data.FormatEffect{N: n, NOther: other, OwnLift: &l, OwnStdErr: point(0.2)}
	}
	try := lift(data.VerdictTry, 1.1)
	try.TryPosts = data.N(8)
	for _, c := range []struct {
		name            string
		advice          data.Advice
		after           *data.FormatEffect
		posts           int64
		followed, borne string
	}{
		{"more, done and right", lift(data.VerdictMore, 1.5), after(20, 20, 1.3), 40, data.Yes, data.Yes},
		{"more, not done and wrong", lift(data.VerdictMore, 1.5), after(10, 30, 0.9), 40, data.No, data.No},
		{"less, done", lift(data.VerdictLess, 0.6), after(2, 38, 0.8), 40, data.Yes, data.Yes},
		{"less, given up altogether", lift(data.VerdictLess, 0.6), nil, 40, data.Yes, ""},
		{"a hint downwards", lift(data.VerdictLean, 0.8), after(10, 30, 1.2), 40, data.No, data.No},
		{"no difference", lift(data.VerdictNoDifference, 1), after(10, 30, 1.1), 40, "", data.Yes},
		{"no difference, but there is one", lift(data.VerdictNoDifference, 1), after(10, 30, 1.4), 40, "", data.No},
		{"try, as often as asked", try, after(8, 30, 1.4), 38, data.Yes, ""},
		{"try, hardly", try, after(3, 37, 1.4), 40, data.No, ""},
		{"more, and level", lift(data.VerdictMore, 1.5), after(20, 20, 1), 40, data.Yes, ""},
		{"less, and level", lift(data.VerdictLess, 0.6), after(2, 38, 1), 40, data.Yes, ""},
		{"no difference, and level", lift(data.VerdictNoDifference, 1), after(10, 30, 1), 40, "", data.Yes},
		{"nothing posted", lift(data.VerdictMore, 1.5), nil, 0, "", ""},
	} {
		o := Hindsight(&c.advice, After{Posts: c.posts, Effect: c.after})
		if o.Followed != c.followed || o.BorneOut != c.borne {
			t.Errorf("%s: followed %q, borne out %q, want %q and %q", c.name, o.Followed, o.BorneOut, c.followed, c.borne)
		}
	}
	// P = Phi(log 1.5 / sqrt(s^2 + 0.2^2)) with s = log 1.44 / (2 z_.95).
	a := lift(data.VerdictMore, 1.5)
	o := Hindsight(&a, After{Posts: 40, Effect: after(20, 20, 1.3)})
	s := math.Log(1.44) / (2 * 1.6448536269514722)
	want := 0.5 * math.Erfc(-math.Log(1.5)/math.Hypot(s, 0.2)/math.Sqrt2)
	if math.Abs(*o.PBetter-want) > 1e-12 || *o.Expected != *o.PBetter {
		t.Errorf("chance %v, want %v", *o.PBetter, want)
	}
}

// TestHindsightTie: a tie is a miss of neither side, and costs what one half costs.
func TestHindsightTie(t *testing.T) {
	a := data.Advice{Mission: "M", AccountID: "a", Lever: effects.LeverFormat, Level: "video", Verdict: data.VerdictMore, Lift: point(1.5), Low: point(1.3), High: point(1.8), NaiveLift: point(2), N: 10, NOther: 10}
	o := Hindsight(&a, After{Posts: 20, Effect: &data.FormatEffect{N: 10, NOther: 10, OwnLift: point(1), OwnStdErr: point(0.3)}})
	s := ScoreHindsight([]data.AdviceOutcome{o})
	want := (*o.PBetter - 0.5) * (*o.PBetter - 0.5)
	if v := s.Verdicts[0]; v.Judged != 0 || s.Judged != 1 || math.Abs(*s.Brier-want) > 1e-12 || s.Reliability[0].Found != 0.5 {
		t.Errorf("%+v, Brier %v, want %v", v, *s.Brier, want)
	}
}

// TestScoreHindsightByPlatform: one account's lines on two platforms are two.
func TestScoreHindsightByPlatform(t *testing.T) {
	line := data.AdviceOutcome{Period: "2026-W01", Mission: "M", AccountID: "a", Lever: effects.LeverFormat, Level: "video", From: "2026-01-05", Until: "2026-03-01", Verdict: data.VerdictTry}
	other := line
	line.Platform, other.Platform = data.Facebook, data.Instagram
	if s := ScoreHindsight([]data.AdviceOutcome{line, other}); s.Lines != 2 {
		t.Errorf("%d lines, want 2", s.Lines)
	}
}

func TestScoreHindsightCountsOnce(t *testing.T) {
	line := func(period, from, until string) data.AdviceOutcome {
		return data.AdviceOutcome{Period: period, Mission: "M", AccountID: "a", Lever: effects.LeverFormat, Level: "video", From: from, Until: until, Verdict: data.VerdictTry}
	}
	s := ScoreHindsight([]data.AdviceOutcome{
		line("2026-W01", "2026-01-05", "2026-03-01"), line("2026-W02", "2026-01-12", "2026-03-08"), line("2026-W09", "2026-03-02", "2026-04-26"),
	})
	if s.Lines != 2 {
		t.Errorf("%d lines counted, want the latest and the one that does not overlap it", s.Lines)
	}
	if diff := cmp.Diff(HindsightScore{}, ScoreHindsight(nil)); diff != "" {
		t.Errorf("nothing scores:\n%s", diff)
	}
}

// What makes no difference in practice is the unit's to say: an outcome of 1.3 bears out
// no clear difference where that begins at 1.5, and not at 1.2.
func TestHindsightByTheUnitsMargin(t *testing.T) {
	a := data.Advice{Verdict: data.VerdictNoDifference, Lift: point(1.05), Low: point(0.95), High: point(1.16), NaiveLift: point(1.4)}
	after := After{Posts: 20, Effect: &data.FormatEffect{N: 10, NOther: 10, OwnLift: point(1.3), OwnStdErr: point(0.1)}}
	narrow := Hindsight(&a, after)
	after.Margin = 1.5
	wide := Hindsight(&a, after)
	if narrow.BorneOut != data.No || narrow.Margin != nil || wide.BorneOut != data.Yes || wide.Margin == nil || *wide.Margin != 1.5 || *wide.Expected <= *narrow.Expected {
		t.Errorf("by 1.2: %+v; by 1.5: %+v", narrow, wide)
	}
	if naiveRight(&narrow) == false || naiveRight(&wide) == false {
		t.Error("the naive 1.4 is beyond 1.2 as the outcome is, and within 1.5 as the outcome is")
	}
}

// So it is with rotations.
func TestRotationByTheUnitsMargin(t *testing.T) {
	r := Randomised{Lift: point(1.1), Low: point(0.9), High: point(1.3), P: point(0.4)}
	if r.Verdict(0) != data.VerdictTry || r.Verdict(1.5) != data.VerdictNoDifference {
		t.Errorf("by the default %s, by 1.5 %s", r.Verdict(0), r.Verdict(1.5))
	}
}
