package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// TestDotsGeometry checks that marks stand where their numbers are, by the places
// worked out by hand: the scale from 1/2 to 2 spans 2 % to 98 %, so a ratio r
// stands at 50 + 48 log2 r.
func TestDotsGeometry(t *testing.T) {
	x := func(r float64) float64 { return 50 + 48*math.Log2(r) }
	low, lift, high, naive := 0.8, 1.1, 1.5, 0.9
	d := Dots(voice.In(""), "d", voice.Own("t"), []DotRow{{Name: voice.Own("Videos"), Lift: &lift, Low: &low, High: &high, Naive: &naive, Look: formatLook(data.FormatVideo)}},
		NewLogScale([]float64{low, high}))
	near := func(what string, got Pct, want float64) {
		t.Helper()
		if math.Abs(float64(got)-want) > 0.01 {
			t.Errorf("%s at %v, want %.2f", what, got, want)
		}
	}
	found := map[string]int{}
	for _, r := range d.Rules {
		found[r.Report]++
		switch r.Report {
		case "interval Videos":
			near("interval's low end", r.X1, x(low))
			near("interval's high end", r.X2, x(high))
		case "low Videos":
			near("low end", r.X1, x(low))
		case "high Videos":
			near("high end", r.X1, x(high))
		case "grid same":
			near("reference line", r.X1, 50)
			if !strings.HasPrefix(r.Class, "one") {
				t.Errorf("the reference line is of class %q", r.Class)
			}
		}
	}
	for _, p := range d.Points {
		found[p.Report]++
		switch p.Report {
		case "lift Videos":
			near("estimate", p.X, x(lift))
		case "naive Videos":
			near("plain comparison", p.X, x(naive))
		}
	}
	for _, what := range []string{"interval Videos", "low Videos", "high Videos", "grid same", "lift Videos", "naive Videos"} {
		if found[what] != 1 {
			t.Errorf("%d marks of %q, want 1", found[what], what)
		}
	}
}

func TestDotsBeyondScale(t *testing.T) {
	low, lift, high := 0.5, 2.0, 40.0
	d := Dots(voice.In(""), "d", voice.Own("t"), []DotRow{{Name: voice.Own("Polls"), Lift: &lift, Low: &low, High: &high}}, NewLogScale([]float64{low, high}))
	for _, p := range d.Points {
		if p.Report == "high Polls" && p.Path == arrowHead && p.X == 98 {
			return
		}
	}
	t.Error("an interval beyond the scale does not end in an arrow at the edge")
}

func TestSharesGeometry(t *testing.T) {
	negLow, negHigh, posLow, posHigh := 0.1, 0.3, 0.2, 0.45
	d := Shares(voice.In(""), "s", voice.Own("t"), []ShareRow{{Name: voice.Own("May"), Shown: true, Negative: 0.2, Neutral: 0.5, Positive: 0.3,
		NegLow: &negLow, NegHigh: &negHigh, PosLow: &posLow, PosHigh: &posHigh}, {Name: voice.Own("June"), Note: voice.Own("too few")}})
	want := map[string][2]Pct{"neg May": {0, 20}, "neu May": {20, 50}, "pos May": {70, 30}, "none": {0, 100}}
	for _, b := range d.Bars {
		if w, ok := want[b.Report]; !ok || b.X != w[0] || b.W != w[1] {
			t.Errorf("bar %q at %v, %v wide, want %v", b.Report, b.X, b.W, w)
		}
		delete(want, b.Report)
	}
	if len(want) > 0 {
		t.Errorf("not drawn: %v", want)
	}
	lines := map[string][2]Pct{}
	for _, r := range d.Rules {
		if r.X1 != r.X2 {
			lines[r.Report] = [2]Pct{r.X1, r.X2}
		}
	}
	// The positive share is measured from the right: 20 % to 45 % is 55 to 80.
	if lines["negative May"] != [2]Pct{10, 30} || lines["positive May"] != [2]Pct{55, 80} {
		t.Errorf("intervals at %v", lines)
	}
}

func TestAskedGeometry(t *testing.T) {
	d := Asked(voice.In(""), "a", voice.Own("t"), []AskedRow{{voice.Own("Visas"), 20, 5}, {voice.Own("Jobs"), 10, 0}}, nil)
	for _, b := range d.Bars {
		if want := map[string]Pct{"asked Visas": 100, "answered Visas": 25, "asked Jobs": 50}[b.Report]; b.W != want || b.X != 0 {
			t.Errorf("%s is %v wide, want %v", b.Report, b.W, want)
		}
	}
	if len(d.Bars) != 3 {
		t.Errorf("%d bars, want 3: no bar for no answer", len(d.Bars))
	}
}

// TestWeeksGeometry checks that a line is cut at a missing value and at a break.
func TestWeeksGeometry(t *testing.T) {
	v := func(x float64) *float64 { return &x }
	s := Series{Kind: "week", Platform: data.X, Steps: []Step{{Posts: 2, Median: v(5)}, {Posts: 4, Median: v(10)}, {Posts: 1},
		{Posts: 2, Median: v(10)}, {Posts: 2, Median: v(10), Cut: true}}}
	d := Weeks(voice.In(""), "w", voice.Own("t"), s, voice.Noun{voice.Own("likes")})
	lines, cuts := 0, 0
	for _, r := range d.Rules {
		switch r.Report {
		case "line":
			lines++
			if r.X1 != 10 || r.X2 != 30 || r.Y1 != (weeksTop+weeksBase)/2 || r.Y2 != weeksTop {
				t.Errorf("line from %v, %v to %v, %v", r.X1, r.Y1, r.X2, r.Y2)
			}
		case "cut":
			cuts++
			if r.X1 != 80 {
				t.Errorf("cut at %v, want the border between the weeks, 80", r.X1)
			}
		}
	}
	if lines != 1 || cuts != 1 {
		t.Errorf("%d lines and %d cuts, want 1 and 1", lines, cuts)
	}
	for _, b := range d.Bars {
		if b.Y+b.H != weeksFloor {
			t.Errorf("a bar stands at %v, not on the floor", b.Y+b.H)
		}
	}
}

// TestTurned checks that a chart read from the right is the mirror image.
func TestTurned(t *testing.T) {
	d := &Drawing{rtl: true}
	d.bar("", "bar", 10, 30, 0, 1)
	d.rule("", "rule", 20, 0, 60, 0)
	d.point(Look{"", arrowHead}, "point", 98, 0)
	d.label("", "start", 0, 0, voice.Own("x"))
	d.turned()
	got := fmt.Sprint(d.Bars[0].X, d.Bars[0].W, d.Rules[0].X1, d.Rules[0].X2, d.Points[0].X, d.Points[0].Path == arrowBack, d.Labels[0].X)
	if want := "60% 30% 80% 40% 2% true 100%"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestLooks checks that every format has a look of its own.
func TestLooks(t *testing.T) {
	looks := map[Look]data.Format{}
	for _, f := range data.Formats() {
		if other, ok := looks[formatLook(f)]; ok {
			t.Errorf("%s and %s Look alike", f, other)
		}
		looks[formatLook(f)] = f
	}
}
