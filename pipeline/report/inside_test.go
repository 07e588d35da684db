package report

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func TestLogScale(t *testing.T) {
	s := newLogScale([]float64{0.9, 1.1})
	for v, want := range map[float64]Pct{0.5: 2, 1: 50, 2: 98, math.Sqrt2: 74} { // half of the way is the root
		if got, beyond := s.x(v); math.Abs(float64(got-want)) > 0.01 || beyond {
			t.Errorf("x(%v) = %v, %v, want %v", v, got, beyond, want)
		}
	}
	if x, beyond := s.x(3); x != 98 || !beyond {
		t.Errorf("x(3) = %v, %v, want the edge, beyond", x, beyond)
	}
	wide := newLogScale([]float64{0.0001, 5000})
	if wide.low != widestLow || wide.high != widestHigh {
		t.Errorf("scale %v, want it to end at an eighth and eight times", wide)
	}
}

func TestLogScaleOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0.01, 100), 2, 20).Draw(t, "values")
		s := newLogScale(values)
		a, b := values[0], values[1]
		xa, _ := s.x(a)
		xb, _ := s.x(b)
		if xa < margin || xa > 100-margin {
			t.Fatalf("x(%v) = %v lies outside", a, xa)
		}
		if a < b && xa > xb || a > b && xa < xb {
			t.Fatalf("x(%v) = %v, x(%v) = %v", a, xa, b, xb)
		}
	})
}

// TestDotsGeometry checks that marks stand where their numbers are, by the places
// worked out by hand: the scale from 1/2 to 2 spans 2 % to 98 %, so a ratio r
// stands at 50 + 48 log2 r.
func TestDotsGeometry(t *testing.T) {
	x := func(r float64) float64 { return 50 + 48*math.Log2(r) }
	low, lift, high, naive := 0.8, 1.1, 1.5, 0.9
	d := speak("").drawDots("d", own("t"), []dotRow{{name: own("Videos"), lift: &lift, low: &low, high: &high, naive: &naive, look: formatLook(data.FormatVideo)}},
		newLogScale([]float64{low, high}))
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
	d := speak("").drawDots("d", own("t"), []dotRow{{name: own("Polls"), lift: &lift, low: &low, high: &high}}, newLogScale([]float64{low, high}))
	for _, p := range d.Points {
		if p.Report == "high Polls" && p.Path == arrowHead && p.X == 98 {
			return
		}
	}
	t.Error("an interval beyond the scale does not end in an arrow at the edge")
}

func TestSharesGeometry(t *testing.T) {
	negLow, negHigh, posLow, posHigh := 0.1, 0.3, 0.2, 0.45
	d := speak("").drawShares("s", own("t"), []shareRow{{name: own("May"), shown: true, negative: 0.2, neutral: 0.5, positive: 0.3,
		negLow: &negLow, negHigh: &negHigh, posLow: &posLow, posHigh: &posHigh}, {name: own("June"), note: own("too few")}})
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
	d := speak("").drawAsked("a", own("t"), []askedRow{{own("Visas"), 20, 5}, {own("Jobs"), 10, 0}}, nil)
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
	s := series{kind: byWeek, platform: data.X, slots: map[int]Activity{
		10: {Week: "a", Posts: 2, Median: v(5)}, 11: {Week: "b", Posts: 4, Median: v(10)}, 12: {Week: "c", Posts: 1},
		13: {Week: "d", Posts: 2, Median: v(10)}, 14: {Week: "e", Posts: 2, Median: v(10), Break: "new count"}}}
	d := speak("").drawWeeks("w", own("t"), s, 10, 14, foreignNoun(own("likes")))
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

func TestTrend(t *testing.T) {
	b := &builder{voice: speak(""), in: Input{ActivityGoal: "interactions_public"}}
	account := func(values ...float64) series {
		s := series{account: "a", platform: data.X, kind: byWeek, slots: map[int]Activity{}}
		for i, v := range values {
			if v >= 0 {
				s.slots[100+i] = Activity{Posts: 1, Median: &v}
			}
		}
		return s
	}
	check := func(want string, values ...float64) {
		t.Helper()
		if got := b.trend(account(values...), 100+len(values)-1).sentence.String(); !strings.Contains(got, want) {
			t.Errorf("%v: %q, want %q", values, got, want)
		}
	}
	check("rose to 20 a post, from 10", 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 20)
	check("fell to 5 a post, from 10", 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 5, 5, 5, 5)
	check("usual ups and downs", 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 20, 20, 20, 20)
	check("too few weeks", 10, 10, 20, 20, 20, 20)
	check("rose to 20", 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 20, -1) // the last week is too young
	check("too few weeks", -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)
}

// TestPairsAbove checks the rule's level: under exchangeable weeks 4 recent against
// 12 earlier ones must not agree in 85 % of pairs more than about one time in 20.
// All C(16,4) = 1820 ways to place 4 recent ranks among 16 are counted.
func TestPairsAbove(t *testing.T) {
	hits, all := 0, 0
	for mask := range 1 << (slotsNow + slotsBefore) {
		var now, before []float64
		for i := range slotsNow + slotsBefore {
			if mask>>i&1 == 1 {
				now = append(now, float64(i))
			} else {
				before = append(before, float64(i))
			}
		}
		if len(now) != slotsNow {
			continue
		}
		all++
		if share := pairsAbove(now, before); share >= agreeingPairs || share <= 1-agreeingPairs {
			hits++
		}
	}
	if all != 1820 || float64(hits)/float64(all) > 0.055 {
		t.Errorf("%d of %d orders are called a change", hits, all)
	}
}

func TestSlots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "unix"), 0).UTC()
		year, week := at.ISOWeek()
		for _, period := range []string{fmt.Sprintf("%04d-W%02d", year, week), at.Format("2006-01"), at.Format("2006")} {
			kind, slot, ok := slotOf(period)
			if !ok {
				t.Fatalf("%s is no period", period)
			}
			if start, end := startOf(kind, slot), endOf(kind, slot); at.Before(start) || !at.Before(end) {
				t.Fatalf("%v lies outside %s: %v to %v", at, period, start, end)
			}
		}
	})
	for _, bad := range []string{"", "2026-W60", "W07", "26-01", "2026-13", "soon"} {
		if _, _, ok := slotOf(bad); ok {
			t.Errorf("%q is taken for a period", bad)
		}
	}
}

func TestNumbers(t *testing.T) {
	v := speak("en")
	check := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	check(v.times(1.6), "1.6")
	check(v.times(2), "2.0")
	check(v.times(0.84), "0.84")
	check(v.times(1.02), "1.02")
	check(v.times(12.3), "12")
	check(v.times(math.NaN()), "–")
	check(v.count(1234567), "1,234,567")
	check(v.percent(0.35), "35%")
	check(v.amount(3.5), "3.5")
	check(v.amount(41.7), "42")
	check(v.span("2026-W22").String(), "25–31 May 2026")
	check(v.span("2026-W18").String(), "27 April – 3 May 2026")
	check(v.span("2026-W01").String(), "29 December 2025 – 4 January 2026")
	check(fmt.Sprint(roundUp(0), roundUp(3), roundUp(7), roundUp(41), roundUp(100), roundUp(101)), "1 3 8 50 100 150")
}

// TestNames checks that every word of the vocabulary has a name, and every format
// a look of its own.
func TestNames(t *testing.T) {
	looks := map[look]data.Format{}
	v := speak("en")
	for _, f := range data.Formats() {
		if _, ok := v.named("format.", string(f)); !ok {
			t.Errorf("format %s has no name", f)
		}
		if other, ok := looks[formatLook(f)]; ok {
			t.Errorf("%s and %s look alike", f, other)
		}
		looks[formatLook(f)] = f
	}
	for _, topic := range data.Topics() {
		if v.topic(string(topic)) == nil {
			t.Errorf("topic %s has no name", topic)
		}
	}
	for _, d := range []data.Device{data.DeviceHumour, data.DeviceQuestion, data.DeviceCallToAction, data.DeviceThanks, data.DeviceGreeting,
		data.DeviceExplainer, data.DeviceServiceNotice, data.DeviceEventNotice, data.DeviceQASession, data.DeviceQuoteOfLeader,
		data.DeviceInfographic, data.DeviceThread, data.DeviceHashtagCampaign} {
		if _, ok := v.named("device.", string(d)); !ok {
			t.Errorf("device %s has no name", d)
		}
	}
	for _, p := range platforms {
		if name := v.platform(p); name[0].Foreign {
			t.Errorf("platform %s has no name", p)
		}
	}
	for _, r := range []data.Reason{data.Unsupported, data.NotCollected, data.Hidden, data.Expired, data.Immature, data.NotBracketed,
		data.NoFollowers, data.Suppressed, data.BadInput} {
		for _, part := range []string{"why.", "so.", "help."} {
			if _, ok := v.named(part, string(r)); !ok {
				t.Errorf("reason %s is not worded: %s", r, part)
			}
		}
	}
	for band, want := range map[string]string{"81-160": "81–160 characters", "601+": "over 600 characters", "none": "no text", "x": "", "9-3": ""} {
		if got := v.length(band).String(); got != want {
			t.Errorf("length %s = %q, want %q", band, got, want)
		}
	}
	for band, want := range map[string]string{"06-09": "6:00–10:00", "18-23": "18:00–24:00", "18-29": "", "": ""} {
		if got := v.hours(band).String(); got != want {
			t.Errorf("hour %s = %q, want %q", band, got, want)
		}
	}
}

// TestContrast computes WCAG 2.2 contrast ratios of the colours in the style
// sheet: 4.5 for text (1.4.3), 3 for marks (1.4.11), in light, dark and print.
func TestContrast(t *testing.T) {
	css, err := files.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile(`:root\{[^}]*\}`).FindAllString(string(css), -1)
	if len(blocks) != 3 {
		t.Fatalf("%d colour schemes, want 3", len(blocks))
	}
	for i, block := range blocks {
		colour := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+):(#\w+)`).FindAllStringSubmatch(block, -1) {
			colour[m[1]] = m[2]
		}
		check := func(a, b string, least float64) {
			t.Helper()
			if colour[a] == "" || colour[b] == "" {
				t.Fatalf("scheme %d: no colour %s or %s", i, a, b)
			}
			if got := contrast(colour[a], colour[b]); got < least {
				t.Errorf("scheme %d: %s on %s has contrast %.2f, want %.1f", i, a, b, got, least)
			}
		}
		for _, text := range []string{"ink", "soft", "link"} {
			check(text, "paper", 4.5)
			check(text, "wash", 4.5)
		}
		for _, pair := range [][2]string{{"onneg", "neg"}, {"onneu", "neu"}, {"onpos", "pos"}, {"onbanner", "banner"}} {
			check(pair[0], pair[1], 4.5)
		}
		for _, cell := range []string{"more1", "less1"} {
			check("ink", cell, 4.5)
		}
		for _, mark := range []string{"one", "blue", "red", "green", "purple", "teal", "brown", "grey", "neg", "pos"} {
			check(mark, "paper", 3)
		}
	}
}

// contrast is the WCAG ratio (L1 + 0.05) / (L2 + 0.05) of two sRGB colours.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	hex = strings.TrimPrefix(hex, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  a\t\nb ": "a b", "\u202eabc\u202c": "abc", "a\x00\x1bb": "ab", "\xff": "\uFFFD",
		"می‌خواهم": "می‌خواهم", // the joiner that Persian needs stays
		"":         "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a", "\u202e", "\x1b[2J", "\xff\xfe", "می‌خواهم", strings.Repeat("é ", 300), "\ufdd0\uffff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if again := Clean(got); again != got && !strings.HasSuffix(got, "…") {
			t.Fatalf("Clean is not idempotent: %q, then %q", got, again)
		}
		if n := len([]rune(got)); n > longest+1 {
			t.Fatalf("%d characters", n)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\uFEFF' {
				t.Fatalf("%U is left in %q", r, got)
			}
		}
	})
}

// TestTopicBarsShowWhatTheySay: the bar of a topic is as long as the share written
// beside it, be it of questions or of survey answers; a bound from above has no bar.
func TestTopicBarsShowWhatTheySay(t *testing.T) {
	share := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		name string
		need data.Need
		want *float64
	}{
		{"questions", data.Need{AskedShare: share(0.4), SurveyShare: share(0.1), GapBy: "questions"}, share(0.4)},
		{"survey", data.Need{AskedShare: share(0.18), SurveyShare: share(0.25), GapBy: "survey"}, share(0.25)},
		{"at most", data.Need{AskedHigh: share(0.85)}, nil},
	} {
		got := askedBarOf(c.need)
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: the bar shows %v, want %v", c.name, got, c.want)
		}
		b := &builder{voice: speak("en")}
		if text := b.askedShare(c.need).String(); got != nil && !strings.Contains(text, b.percent(*got)) {
			t.Errorf("%s: the bar shows %v beside %q", c.name, *got, text)
		}
	}
}
