package report_test

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

func renderView(t *testing.T, v page.View) string {
	t.Helper()
	var b bytes.Buffer
	if err := page.HTML(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// kinds are all kinds of pages in one language.
func kinds(lang string) map[string]page.View {
	pages := map[string]page.View{}
	for name, in := range variants() {
		in.Language = lang
		pages[name] = report.Build(in)
	}
	in := sample()
	in.Language = lang
	second := sample()
	second.Mission, second.Advice = "Consulate of Ruritania in Bergen", nil
	pages["ministry"] = report.BuildMinistry(in, []report.Input{in, second})
	c := sampleCrisis()
	c.Language = lang
	pages["crisis"] = report.BuildCrisis(c)
	c.Services = c.Services[2:3]
	pages["crisis, few"] = report.BuildCrisis(c)
	q := sampleQuarter()
	q.Language = lang
	pages["quarter"] = report.BuildQuarter(q)
	pages["quarter, empty"] = report.BuildQuarter(report.Quarter{Quarter: "2026-Q1", AsOf: asOf, Language: lang})
	return pages
}

// TestSaysEverything builds every kind of page in every language and checks that it
// is whole: no message id, no unfilled place, harmless, small, in its direction.
func TestSaysEverything(t *testing.T) {
	broken := regexp.MustCompile(`NaN|%!|<nil>|ZgotmplZ|[{}]|\b(?:page|lead|need|do|fact|changed|asked|formats|mood|missing|told|compared|places|past|method|crisis|ministry|goals|words|peers|shared|quarter|rule|col|n)\.[a-z_]+\b`)
	for _, lang := range voice.Languages() {
		for name, v := range kinds(lang) {
			what := lang + ", " + name
			page := renderView(t, v)
			d := harmless(t, what, page)
			if found := broken.FindString(d.text); found != "" {
				t.Errorf("%s: page holds %q", what, found)
			}
			if len(page) > 300_000 {
				t.Errorf("%s: %d bytes", what, len(page))
			}
			checkHeadings(t, what, d)
			checkIDs(t, what, d)
			html := d.with("html")[0]
			if rtl := slices.Contains([]string{"ar", "fa", "he"}, lang); html.attrs["lang"] != lang || (html.attrs["dir"] == "rtl") != rtl {
				t.Errorf("%s: <html %v>", what, html.attrs)
			}
		}
	}
}

// TestOwnScript checks that a page's words are in its language's script: what is
// left in Latin letters is names, commands and what was quoted in English.
func TestOwnScript(t *testing.T) {
	scripts := map[string]*unicode.RangeTable{"ar": unicode.Arabic, "fa": unicode.Arabic, "he": unicode.Hebrew, "hi": unicode.Devanagari,
		"uk": unicode.Cyrillic, "ru": unicode.Cyrillic, "zh": unicode.Han}
	foreign := regexp.MustCompile(`(?s)<style>.*?</style>|<bdi[^>]*>.*?</bdi>|<code[^>]*>.*?</code>|<tspan[^>]*>.*?</tspan>|<title[^>]*>.*?</title>|<desc[^>]*>.*?</desc>|<[^>]*>`)
	for lang, script := range scripts {
		in := sample()
		in.Language = lang
		text := foreign.ReplaceAllString(render(t, in), " ")
		for _, name := range []string{"Facebook", "X", "Tailor", "Mastodon", "tailor label --replies", "format_effects", "engagement_cells", "poll_options"} {
			text = strings.ReplaceAll(text, name, "")
		}
		own, latin := 0, 0
		for _, r := range text {
			switch {
			case unicode.Is(script, r):
				own++
			case unicode.Is(unicode.Latin, r):
				latin++
			}
		}
		if own < 1000 || latin > own/50 {
			t.Errorf("%s: %d letters of its script and %d Latin ones", lang, own, latin)
		}
	}
}

// TestHostileLanguages fills every string with payloads in each direction of writing
// and on every kind of page.
func TestHostileLanguages(t *testing.T) {
	for i, payload := range payloads {
		lang := []string{"ar", "he", "zh", "en"}[i%4]
		in := sample()
		poison(reflect.ValueOf(&in).Elem(), "", func(string) (string, bool) { return payload, true })
		in.Language = lang
		harmless(t, payload, renderView(t, report.BuildMinistry(in, []report.Input{in})))
		harmless(t, payload, render(t, in))
		c := sampleCrisis()
		poison(reflect.ValueOf(&c).Elem(), "", func(string) (string, bool) { return payload, true })
		c.Language = lang
		harmless(t, payload, renderView(t, report.BuildCrisis(c)))
	}
}

// TestCrisisIsSafe checks that a page on the last hours gives no exact number, and
// none of a service below the threshold.
func TestCrisisIsSafe(t *testing.T) {
	c := sampleCrisis()
	said := func(v page.View) string { // without the notice, which tells the days that texts are kept
		return strings.Join(prose(page.View{Lead: v.Lead, Sections: v.Sections[:1]}), "\n")
	}
	text := said(report.BuildCrisis(c))
	for _, exact := range []string{"83", "21", "14", "12 ", "Visas", "112"} {
		if strings.Contains(text, exact) {
			t.Errorf("the page gives %q away:\n%s", exact, text)
		}
	}
	for _, want := range []string{"75 questions wait for an answer", "Most unanswered questions are about emergencies"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q:\n%s", want, text)
		}
	}
	c.Services = c.Services[2:3]
	text = said(report.BuildCrisis(c))
	if regexp.MustCompile(`\b[1-9] questions?\b|\b[56] `).MatchString(text) || !strings.Contains(text, "Fewer than 10 questions") {
		t.Errorf("six questions are told as such:\n%s", text)
	}
}

// TestMinistryDoesNotRank checks that missions stand by name, whatever they achieve.
func TestMinistryDoesNotRank(t *testing.T) {
	var all []report.Input
	for _, name := range []string{"Zagreb", "Amman", "Lima"} {
		in := sample()
		in.Mission = name
		all = append(all, in)
	}
	v := report.BuildMinistry(sample(), all)
	var got []string
	for _, r := range v.Sections[0].Groups[0].Parts[0].Table.Rows {
		got = append(got, r.Head.Text.String())
	}
	if !slices.Equal(got, []string{"Amman", "Lima", "Zagreb"}) {
		t.Errorf("missions in the order %v", got)
	}
}

// TestMoodBasis checks that the page says what the shares rest on, and asks for
// labels only where there are none.
func TestMoodBasis(t *testing.T) {
	for estimate, want := range map[string]string{data.EstimateLabels: "labelled themselves", data.EstimateBoth: "partly on the mission's own labels",
		data.EstimateMatrix: "tailor label --replies", "": ""} {
		in := sample()
		for i := range in.Mood {
			in.Mood[i].Estimate = estimate
		}
		text := strings.Join(prose(report.Build(in)), "\n")
		if want != "" && !strings.Contains(text, want) {
			t.Errorf("estimate %q: the page lacks %q", estimate, want)
		}
		if asks := strings.Contains(text, "Nobody labelled"); asks != (estimate == data.EstimateMatrix) {
			t.Errorf("estimate %q: asks for labels: %v", estimate, asks)
		}
	}
}

// TestThreeHundredMissions renders a ministry's pages and gives them the time that a
// busy machine needs; see BenchmarkMissions for the measure.
func TestThreeHundredMissions(t *testing.T) {
	if testing.Short() {
		t.Skip("a benchmark in the form of a test")
	}
	start := time.Now()
	missions(t, 300)
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("300 missions took %v, want less than 30 s", took)
	}
}

func missions(t testing.TB, n int) {
	var all []report.Input
	for i := range n {
		in := sample()
		in.Mission = fmt.Sprintf("Mission %d", i)
		in.Language = voice.Languages()[i%len(voice.Languages())]
		all = append(all, in)
		if err := page.HTML(&bytes.Buffer{}, report.Build(in)); err != nil {
			t.Fatal(err)
		}
	}
	if err := page.HTML(&bytes.Buffer{}, report.BuildMinistry(sample(), all)); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkMissions renders the pages of 300 missions, in all languages in turn.
func BenchmarkMissions(b *testing.B) {
	for b.Loop() {
		missions(b, 300)
	}
}
