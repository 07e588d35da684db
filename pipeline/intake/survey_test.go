package intake_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// aSurvey asks for the generation, a vote, channels and, openly, for wishes.
func aSurvey(day string, people ...connectors.Respondent) connectors.Survey {
	return connectors.Survey{Name: "Spring survey", ObservedOn: day, Respondents: people, Questions: []connectors.Question{
		{Text: "Which generation?", Trait: data.DimGeneration}, {Text: "Did you vote?"}, {Text: "Which channels?", Several: true}, {Text: "What do you wish?", Open: true}}}
}

// aVoter answers all questions; "" leaves one out.
func aVoter(generation, vote, channels, wish string) connectors.Respondent {
	r := connectors.Respondent{Answers: make([][]string, 4)}
	for i, a := range []string{generation, vote, channels, wish} {
		if a != "" {
			r.Answers[i] = strings.Split(a, "|")
		}
	}
	return r
}

func voters(n int, generation, vote, channels, wish string) []connectors.Respondent {
	var people []connectors.Respondent
	for range n {
		people = append(people, aVoter(generation, vote, channels, wish))
	}
	return people
}

// surveyed strips and ingests one reading of a survey, as a run does, and publishes.
func surveyed(t *testing.T, b *pipelinetest.Bench, day string, people []connectors.Respondent, rule privacy.Rule) data.Page {
	t.Helper()
	s := pipelinetest.AStripper(t, day)
	s.Answered = func(survey, question string) (n int64) {
		for _, c := range pipelinetest.RowsOf(t, b.Now(), lake.SurveyCounts) {
			if c.Reading == data.ReadingOpen && c.Survey == survey && c.Question == question {
				n = c.N
			}
		}
		return n
	}
	page, err := s.Strip(connectors.Page{Input: "responses.csv", Surveys: []connectors.Survey{aSurvey(day, people...)}, Cursor: day, Done: true}, "test/1", 1)
	if err != nil {
		t.Fatal(err)
	}
	b.Ingest(page)
	var c lake.Changes
	err = mood.PublishSurveys(t.Context(), b.Now(), &c, mood.Publishing{Default: rule})
	b.Commit(c, err)
	return page
}

// resultsOfSurvey writes down what the lake shows.
func resultsOfSurvey(t *testing.T, b *pipelinetest.Bench) []string {
	t.Helper()
	var lines []string
	for _, r := range pipelinetest.RowsOf(t, b.Now(), lake.Surveys) {
		line := fmt.Sprintf("%s | %s %s | %s", r.Question, r.Dimension, r.Value, r.Answer)
		if r.Share != nil {
			line += fmt.Sprintf(" %.2f of %d", *r.Share, *r.N)
		}
		lines = append(lines, strings.TrimSpace(line+" "+r.Suppressed))
	}
	return lines
}

func TestSurveyIsPublished(t *testing.T) {
	b := pipelinetest.NewBench(t)
	people := slices.Concat(
		voters(15, "first", "yes", "Facebook|Newsletter", "More opening hours would be good for all of us."),
		voters(12, "first", "no", "Facebook", ""),
		voters(11, "second", "yes", "Instagram", "Write to zz.person@mail.example or @zzperson about it."),
		voters(10, "second", "no", "Instagram|Facebook", ""),
		voters(1, "third", "none of these, I, Zacharias, wrote my own", "Facebook", ""))
	page := surveyed(t, b, "2026-03-20", people, privacy.Rule{})
	want := []string{
		"Did you vote? | generation first | no 0.45 of 25",
		"Did you vote? | generation first | yes 0.55 of 25",
		"Did you vote? | generation other | no 0.50 of 20",
		"Did you vote? | generation other | yes 0.50 of 20",
		"Did you vote? | total  | no 0.45 of 50", // who wrote an answer of their own is left out
		"Did you vote? | total  | yes 0.55 of 50",
		"Which channels? | generation  |  too few people to show safely",
		"Which channels? | total  | Facebook 0.80 of 50",
		"Which channels? | total  | Instagram 0.45 of 50",
		"Which channels? | total  | Newsletter 0.30 of 50",
		"Which generation? | total  | first 0.55 of 50",
		"Which generation? | total  | second 0.45 of 50",
	}
	if diff := cmp.Diff(want, resultsOfSurvey(t, b)); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	stored, err := json.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, trace := range []string{"Zacharias", "zz.person", "zzperson", "third"} {
		if strings.Contains(string(stored), trace) {
			t.Errorf("the inbox holds %q", trace)
		}
	}
	var wishes []string
	for _, a := range pipelinetest.RowsOf(t, b.Now(), lake.SurveyAnswers) {
		wishes = append(wishes, fmt.Sprintf("%s %d %s %s", a.IngestedOn, a.N, a.Language, a.Text))
	}
	if diff := cmp.Diff([]string{"2026-03-20 15 en More opening hours would be good for all of us.", "2026-03-20 11 en Write to [e-mail] or @… about it."}, wishes); diff != "" {
		t.Errorf("open answers (-want +got):\n%s", diff)
	}
}

// A grown file replaces the one before it, is published again only when enough came,
// and gives each open answer once.
func TestSurveyGrows(t *testing.T) {
	b := pipelinetest.NewBench(t)
	people := slices.Concat(voters(20, "first", "yes", "", "first wish of them"), voters(15, "first", "no", "", ""))
	surveyed(t, b, "2026-03-20", people, privacy.Rule{})
	first := resultsOfSurvey(t, b)
	if !slices.Contains(first, "Did you vote? | total  | no 0.45 of 35") {
		t.Fatalf("published: %q", first)
	}
	// Nine more: nothing of what is shown changes, and their words wait.
	people = append(people, voters(9, "first", "no", "", "second wish of them")...)
	surveyed(t, b, "2026-03-21", people, privacy.Rule{})
	if diff := cmp.Diff(first, resultsOfSurvey(t, b)); diff != "" {
		t.Errorf("nine more change what is shown:\n%s", diff)
	}
	if a := pipelinetest.RowsOf(t, b.Now(), lake.SurveyAnswers); len(a) != 1 || a[0].N != 20 {
		t.Errorf("open answers %+v", a)
	}
	// The same again, and an older file: nothing.
	before := pipelinetest.TreeOf(b.Now())
	surveyed(t, b, "2026-03-21", people, privacy.Rule{})
	surveyed(t, b, "2026-03-20", people[:35], privacy.Rule{})
	if after := pipelinetest.TreeOf(b.Now()); after != before {
		t.Errorf("an older file changes the lake:\n%s", cmp.Diff(strings.Split(before, "\n"), strings.Split(after, "\n")))
	}
	// Enough more on both sides.
	people = append(people, voters(12, "first", "yes", "", "third wish of them")...)
	people = append(people, voters(3, "first", "no", "", "")...)
	surveyed(t, b, "2026-03-25", people, privacy.Rule{})
	if got := resultsOfSurvey(t, b); !slices.Contains(got, "Did you vote? | total  | no 0.45 of 60") {
		t.Errorf("shown with 24 more: %q", got)
	}
	var wishes []string
	for _, a := range pipelinetest.RowsOf(t, b.Now(), lake.SurveyAnswers) {
		wishes = append(wishes, fmt.Sprintf("%s %d %s", a.IngestedOn, a.N, a.Text))
	}
	if diff := cmp.Diff([]string{"2026-03-20 20 first wish of them", "2026-03-25 9 second wish of them", "2026-03-25 12 third wish of them"}, wishes); diff != "" {
		t.Errorf("open answers (-want +got):\n%s", diff)
	}
	// They leave with the retention, what was counted stays.
	b.Commit(mood.Expire(b.Now(), 14, pipelinetest.AsOf("2026-04-04")))
	if a := pipelinetest.RowsOf(t, b.Now(), lake.SurveyAnswers); len(a) != 2 || a[0].IngestedOn != "2026-03-25" {
		t.Errorf("after expiry: %+v", a)
	}
}

func TestSurveyOfFewLeavesNothing(t *testing.T) {
	b := pipelinetest.NewBench(t)
	page := surveyed(t, b, "2026-03-20", voters(9, "first", "yes", "", "a wish"), privacy.Rule{})
	if len(page.Surveys)+len(page.Answers) != 0 || len(page.Notes) != 1 || strings.Contains(page.Notes[0].What, "9") {
		t.Errorf("page %+v", page)
	}
	if n := len(pipelinetest.RowsOf(t, b.Now(), lake.Surveys)); n != 0 {
		t.Errorf("%d results", n)
	}
	// In a protected host country ten are not enough to show anything, and that is said.
	surveyed(t, b, "2026-03-21", append(voters(14, "first", "yes", "", ""), voters(14, "second", "no", "", "")...), privacy.Rule{Protected: true})
	for _, line := range resultsOfSurvey(t, b) {
		if !strings.HasSuffix(line, privacy.TooFew) {
			t.Errorf("shown: %s", line)
		}
	}
	if len(resultsOfSurvey(t, b)) == 0 {
		t.Error("nothing is said of the survey")
	}
}

// Whatever people answer, nothing published stands for fewer than ten, no stored text
// was given by fewer, and no group that answers are counted by is smaller.
func TestSurveyHidesTheFew(t *testing.T) {
	shown := 0
	rapid.Check(t, func(t *rapid.T) {
		var people []connectors.Respondent
		for range rapid.IntRange(1, 8).Draw(t, "kinds") {
			people = append(people, voters(rapid.SampledFrom([]int{1, 2, 5, 9, 10, 11, 25}).Draw(t, "n"),
				rapid.SampledFrom([]string{"", "first", "second", "third", "other"}).Draw(t, "generation"),
				rapid.SampledFrom([]string{"", "yes", "no", "other", "zz own words"}).Draw(t, "vote"),
				rapid.SampledFrom([]string{"", "a", "a|b", "b", "b|zz own channel"}).Draw(t, "channels"), "")...)
		}
		s := intake.Stripper{Account: pipelinetest.AnAccount("oslo", data.X, "Oslo"), Masker: privacy.NewMasker(nil), Clock: pipelinetest.AsOf("2026-03-20")}
		page := data.Page{Account: "oslo"}
		survey := aSurvey("2026-03-20", people...)
		s.Survey(&page, &survey)
		said := map[string]int{}
		for _, p := range people {
			for q, answers := range p.Answers {
				for _, a := range answers {
					said[survey.Questions[q].Text+a]++
				}
			}
		}
		groups := map[string]int64{}
		ballots := map[string][]data.SurveyCount{}
		for _, c := range page.Surveys {
			if field, why := c.Validate(); why != "" {
				t.Fatalf("%s %s: %+v", field, why, c)
			}
			if c.Answer != "" && c.Answer != data.OtherAnswer && said[c.Question+c.Answer] < 10 {
				t.Fatalf("%d people said %q, and it is stored", said[c.Question+c.Answer], c.Answer)
			}
			if c.Question != "" {
				ballots[c.Question] = append(ballots[c.Question], c)
			}
			if c.Dimension == data.DimGeneration {
				groups[c.Value] = max(groups[c.Value], c.N)
			}
		}
		// A group is as large as those who answered the question on it, which all do who
		// are in it: count them anew.
		sizes := map[string]int64{}
		for _, p := range people {
			value := data.NotSaid
			if len(p.Answers[0]) > 0 {
				value = p.Answers[0][0]
			}
			if _, named := groups[value]; !named {
				value = data.OtherAnswer
			}
			sizes[value]++
		}
		for value := range groups {
			if sizes[value] < 10 {
				t.Fatalf("answers are counted by %q, which %d people are", value, sizes[value])
			}
		}
		for _, counts := range ballots {
			cells, _ := privacy.PlanBallot(privacy.BallotOf(counts), privacy.Ballot{}, privacy.Rule{})
			for _, c := range cells {
				shown++
				if c.N < 10 || c.Answered-c.N < 10 {
					t.Fatalf("%d of %d are shown", c.N, c.Answered)
				}
			}
		}
	})
	if shown < 50 && !testing.Short() {
		t.Errorf("%d cells were shown: too few to prove anything", shown)
	}
}

func anOutcome(period, measure string, value data.Thousandth, observed, file string) data.Outcome {
	return data.Outcome{Mission: "Oslo", AccountID: "oslo", PeriodKind: data.PeriodWeek, Period: period, Measure: measure, Value: value, Small: value.IsSmall(),
		ObservedAt: pipelinetest.When(observed), Source: data.SourceExport, Input: file}
}

func TestOutcomesFollowTheirFile(t *testing.T) {
	b := pipelinetest.NewBench(t)
	read := func(file string, rows ...data.Outcome) {
		b.Ingest(data.Page{Account: "oslo", Outcomes: rows, OutcomesOf: file})
	}
	told := func() []string {
		var lines []string
		for _, o := range pipelinetest.RowsOf(t, b.Now(), lake.Outcomes) {
			lines = append(lines, fmt.Sprintf("%s %s %s %s", o.Period, o.Measure, o.Value, o.Input))
		}
		return lines
	}
	read("outcomes.csv", anOutcome("2026-W07", "apointments", 42000, "2026-03-01", "outcomes.csv"), anOutcome("2026-W08", "appointments", 50000, "2026-03-01", "outcomes.csv"))
	read("events.csv", anOutcome("2026-W07", "attendance", 3000, "2026-03-01", "events.csv"))
	// A name is corrected, a figure lowered.
	read("outcomes.csv", anOutcome("2026-W07", "appointments", 42000, "2026-03-08", "outcomes.csv"), anOutcome("2026-W08", "appointments", 5000, "2026-03-08", "outcomes.csv"))
	want := []string{"2026-W07 appointments 42 outcomes.csv", "2026-W07 attendance 3 events.csv", "2026-W08 appointments 5 outcomes.csv"}
	if diff := cmp.Diff(want, told()); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
	// The file goes on under another name, and an emptied one takes its figures along.
	read("outcomes-2026.csv", anOutcome("2026-W08", "appointments", 51500, "2026-03-15", "outcomes-2026.csv"))
	read("events.csv")
	if diff := cmp.Diff([]string{"2026-W07 appointments 42 outcomes.csv", "2026-W08 appointments 51.5 outcomes-2026.csv"}, told()); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
}

func TestOutcomesAreMasked(t *testing.T) {
	o := anOutcome("2026-W07", "calls from zz.person@mail.example", 1000, "2026-03-01", "outcomes.csv")
	page, err := pipelinetest.AStripper(t, "2026-03-05").Strip(connectors.Page{Input: "f", Outcomes: []data.Outcome{o}, OutcomesOf: "outcomes.csv"}, "test/1", 1)
	if err != nil {
		t.Fatal(err)
	}
	if page.Outcomes[0].Measure != "calls from [e-mail]" || page.OutcomesOf != "outcomes.csv" || math.Abs(page.Outcomes[0].Value.Float()-1) > 1e-9 {
		t.Errorf("page %+v", page)
	}
}
