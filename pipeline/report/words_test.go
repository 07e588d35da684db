package report_test

import (
	"bytes"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// prose collects every line of a view that is read as text.
func prose(v page.View) []string {
	var lines []string
	var walk func(reflect.Value)
	walk = func(x reflect.Value) {
		if l, ok := x.Interface().(voice.Line); ok {
			if len(l) > 0 {
				lines = append(lines, l.String())
			}
			return
		}
		switch x.Kind() {
		case reflect.Pointer:
			if !x.IsNil() {
				walk(x.Elem())
			}
		case reflect.Slice:
			for i := range x.Len() {
				walk(x.Index(i))
			}
		case reflect.Struct:
			for i := range x.NumField() {
				if x.Type().Field(i).IsExported() {
					walk(x.Field(i))
				}
			}
		}
	}
	walk(reflect.ValueOf(v))
	return lines
}

var sentenceEnd = regexp.MustCompile(`[.!?](\s+|$)`)

// TestSentences holds every sentence to 25 words, over every kind of week and
// every combination of lever, level, goal and verdict that advice can have.
func TestSentences(t *testing.T) {
	inputs := variants()
	for _, f := range data.Formats() {
		inputs["format "+string(f)] = advised("format", string(f))
	}
	for _, topic := range data.Topics() {
		inputs["topic "+string(topic)] = advised("topic", string(topic))
	}
	for _, d := range []data.Device{data.DeviceHumour, data.DeviceQASession, data.DeviceQuestion, data.DeviceQuoteOfLeader} {
		inputs["device "+string(d)] = advised("device", string(d))
	}
	inputs["hour"], inputs["length"], inputs["language"] = advised("hour", "18-23"), advised("length", "601+"), advised("language", "zh-Hant")
	n := 0
	for name, in := range inputs {
		for _, line := range prose(report.Build(in)) {
			for _, sentence := range sentenceEnd.Split(line, -1) {
				n++
				if words := len(strings.Fields(sentence)); words > 25 {
					t.Errorf("%s: %d words: %s", name, words, sentence)
				}
			}
		}
	}
	if n < 5000 {
		t.Errorf("only %d sentences seen", n)
	}
}

// advised gives one level in every verdict, with every reason to doubt it.
func advised(lever, level string) report.Input {
	in := sample()
	in.Advice, in.Effects = nil, nil
	base := data.Advice{Mission: in.Mission, AccountID: "oslo-facebook", Platform: data.Facebook, Audience: "second_generation",
		Goal: "interactions_owned", Lever: lever, Level: level, Lift: ptr(1.6), Low: ptr(1.2), High: ptr(2.1), N: 1042, NOther: 2118, NaiveLift: ptr(0.8)}
	doubts := []func(*data.Advice){
		func(a *data.Advice) {},
		func(a *data.Advice) { a.Borrowed = ptr(1) },
		func(a *data.Advice) { a.Alarm = "oslo-x" },
		func(a *data.Advice) { a.Fragile = "post facebook:123; week 2026-W14; account oslo-x" },
		func(a *data.Advice) { a.Fragile = "post facebook:123 2026-04-17; account oslo-x" },
		func(a *data.Advice) { a.Fragile = "the post of 17 April" },
		func(a *data.Advice) { a.TryPosts, a.TryWeeks = data.N(120), data.N(14) },
		func(a *data.Advice) { a.TryPosts, a.TryWeeks = data.N(400), data.N(90) },
		func(a *data.Advice) { a.Lift, a.Low, a.High = nil, nil, nil },
		func(a *data.Advice) { a.Low, a.High = nil, nil },
		func(a *data.Advice) { a.N = 0 },
	}
	for i, v := range []data.Verdict{data.VerdictMore, data.VerdictLess, data.VerdictLean, data.VerdictNoDifference, data.VerdictTry} {
		for j, doubt := range doubts {
			a := base
			a.Verdict, a.Rank = v, int64(i*len(doubts)+j)
			doubt(&a)
			in.Effects = append(in.Effects, data.FormatEffect{AccountID: a.AccountID, Platform: a.Platform, Audience: a.Audience, Goal: a.Goal,
				Lever: lever, Level: level, N: a.N, NOther: a.NOther, Lift: a.Lift, Low: a.Low, High: a.High, NaiveLift: a.NaiveLift, Verdict: v,
				TryPosts: a.TryPosts, TryWeeks: a.TryWeeks, Alarm: a.Alarm, Fragile: a.Fragile, Age: string(rune('a' + j))})
			// One action a page, so that each is worded.
			if j == len(level)%len(doubts) || j == len(level)%3 {
				a.AccountID = data.AccountID("oslo-" + string(v))
				in.Advice = append(in.Advice, a)
			}
		}
	}
	return in
}

// TestEveryDoubt words each combination of verdict and doubt as the first action.
func TestEveryDoubt(t *testing.T) {
	all := advised("topic", "trade_investment")
	seen := map[string]bool{}
	for _, e := range all.Effects {
		in := all
		in.Effects = nil
		in.Advice = []data.Advice{{Rank: 1, AccountID: e.AccountID, Platform: e.Platform, Goal: e.Goal, Lever: e.Lever, Level: e.Level, Verdict: e.Verdict,
			Lift: e.Lift, Low: e.Low, High: e.High, N: e.N, NOther: e.NOther, TryPosts: e.TryPosts, TryWeeks: e.TryWeeks, Alarm: e.Alarm, Fragile: e.Fragile,
			NaiveLift: e.NaiveLift}}
		v := report.Build(in)
		a := v.Actions[0]
		seen[a.What.String()+a.Sure.Caveat.String()] = true
		for _, l := range prose(v) {
			for _, sentence := range sentenceEnd.Split(l, -1) {
				if words := len(strings.Fields(sentence)); words > 25 {
					t.Errorf("%d words: %s", words, sentence)
				}
			}
		}
		if a.What == nil || a.Sure.Evidence == nil || a.Sure.Caveat == nil || a.CheckAgain == "" {
			t.Errorf("%s: an action lacks what, evidence, caveat or date: %+v", e.Verdict, a)
		}
	}
	if len(seen) < 15 {
		t.Errorf("only %d different actions from %d inputs", len(seen), len(all.Effects))
	}
}

func TestVerdictsInWords(t *testing.T) {
	check := func(v data.Verdict, lift float64, n, weeks data.Count, want string) {
		t.Helper()
		in := sample()
		a := in.Advice[1]
		a.Verdict, a.Lift, a.TryPosts, a.TryWeeks = v, ptr(lift), n, weeks
		in.Advice = []data.Advice{a}
		if got := report.Build(in).Actions[0].What.String(); got != want {
			t.Errorf("%s, lift %v: %q, want %q", v, lift, got, want)
		}
	}
	check(data.VerdictMore, 1.6, nil, nil, "Publish more videos on Facebook.")
	check(data.VerdictLess, 0.6, nil, nil, "Publish fewer videos on Facebook.")
	check(data.VerdictLean, 1.2, nil, nil, "Lean towards videos on Facebook.")
	check(data.VerdictLean, 0.8, nil, nil, "Go easy on videos on Facebook.")
	check(data.VerdictNoDifference, 1, nil, nil, "Choose the cheapest on Facebook: videos make no clear difference.")
	check(data.VerdictTry, 1, data.N(14), data.N(9), "Try 14 more videos on Facebook.")
	check(data.VerdictTry, 1, data.N(400), data.N(90), "Look to others' experience with videos on Facebook.")
	check(data.VerdictTry, 1, nil, nil, "Try more videos on Facebook.")
}

func TestLead(t *testing.T) {
	check := func(name, want string) {
		t.Helper()
		v := report.Build(variants()[name])
		if len(v.Lead) == 0 || len(v.Lead) > 2 {
			t.Errorf("%s: %d sentences, want 1 or 2", name, len(v.Lead))
		}
		if got := v.Lead[0].String(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	check("full", "This week brings 1 clear finding, 1 hint and 1 thing to try.")
	check("again", "A quiet week: the advice is the same as last week and still stands.")
	check("quiet", "A quiet week: nothing in the numbers asks for a change. Carry on as you are.")
	check("empty", "Nothing can be said yet about what works on these accounts.")
	check("first weeks", "Nothing can be said yet about what works on these accounts.")
	check("one action", "This week brings 1 thing to try.")
}

// TestNeeds checks that a page without answers says what would bring them.
func TestNeeds(t *testing.T) {
	for _, name := range []string{"empty", "first weeks"} {
		if v := report.Build(variants()[name]); len(v.Needs.Items) == 0 {
			t.Errorf("%s: nothing is said of what is needed", name)
		}
	}
	in := sample()
	in.Advice = nil
	want := "About 14 more videos on X: 9 weeks at your pace."
	if got := report.Build(in).Needs.Items[0].String(); got != want {
		t.Errorf("needs %q, want %q", got, want)
	}
}

// TestOnceIsEnough checks that two trials of one lever are one action.
func TestOnceIsEnough(t *testing.T) {
	in := sample()
	try := in.Advice[0]
	text := try
	text.Level, text.Rank = "text", 4
	in.Advice = []data.Advice{try, text}
	if v := report.Build(in); len(v.Actions) != 1 || v.Actions[0].Level != "video" {
		t.Errorf("%d actions, want the first alone", len(v.Actions))
	}
}

func TestText(t *testing.T) {
	hostile := sample()
	poison(reflect.ValueOf(&hostile).Elem(), "", func(string) (string, bool) { return "\x1b[2J 東京 " + strings.Repeat("x", 120), true })
	inputs := variants()
	inputs["hostile"] = hostile
	for name, in := range inputs {
		var b bytes.Buffer
		if err := page.Text(&b, report.Build(in)); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			line = strings.TrimSuffix(line, "\n")
			width := 0
			for _, r := range line {
				if width++; unicode.Is(unicode.Han, r) {
					width++
				}
				if unicode.IsControl(r) {
					t.Fatalf("%s: control character %U", name, r)
				}
			}
			if width > 80 {
				t.Errorf("%s: %d columns: %s", name, width, line)
			}
		}
	}
}

// TestMoodWords checks the words that keep a reader from taking replies for a
// people, and that a suppressed cell shows no number.
func TestMoodWords(t *testing.T) {
	html := render(t, sample())
	for _, want := range []string{"People who replied on our channels, not the diaspora", "too few people to show safely"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	in := sample()
	for i := range in.Mood {
		in.Mood[i].Suppressed = "too few people to show safely"
		in.Mood[i].Questions, in.Mood[i].Answered = nil, nil
	}
	v := report.Build(in)
	for _, s := range v.Sections {
		if s.ID != "mood" && s.ID != "asked" {
			continue
		}
		if digits := regexp.MustCompile(`\d+%|\d+ repl`).FindString(strings.Join(prose(page.View{Sections: []page.Section{s}}), " ")); digits != "" {
			t.Errorf("%s: a suppressed cell shows %q", s.ID, digits)
		}
	}
}

func TestNotesOnce(t *testing.T) {
	in := empty()
	in.Notes = []report.Note{{Where: "a.csv sha256:00", What: "dates are read month first"}, {Where: "b.csv sha256:11", What: "dates are read month first"}}
	in.Gaps = []report.Gap{{Platform: data.X, Metric: "views", Reason: data.Unsupported, Posts: 5, Of: 9}, {Platform: data.X, Metric: "er_followers", Reason: data.Unsupported, Posts: 5, Of: 9}}
	page := strings.Join(prose(report.Build(in)), "\n")
	for _, want := range []string{"dates are read month first, in 2 files", "X: rate per follower and views not known for 5 of 9 posts."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

func TestFollow(t *testing.T) {
	in := sample()
	in.Advice = in.Advice[1:2]
	in.Mission, in.Advice[0].Mission = "Côte d'Ivoire", "Côte d'Ivoire"
	want := `tailor explain advice 1 --mission 'Côte d'\''Ivoire'`
	if got := report.Build(in).Actions[0].Follow; got != want {
		t.Errorf("follow = %s, want %s", got, want)
	}
	in.Explain = func(data.Advice) string { return "" }
	if page := render(t, in); strings.Contains(page, "Follow the numbers") {
		t.Error("a command is shown although the caller gives none")
	}
}

// TestTextOfCallers checks that a line added to a view outside of Build cannot
// steer a terminal.
func TestTextOfCallers(t *testing.T) {
	v := page.View{Heading: voice.Line{{Text: "unit\x1b]0;title\x07 \u202ename"}}}
	var b bytes.Buffer
	if err := page.Text(&b, v); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "unit]0;title name\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
