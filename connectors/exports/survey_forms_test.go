package exports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/digital-diplomacy/tailor/connectors"
)

var agreed = Consent{By: "Embassy of Ruritania", Date: "2026-02-01", Text: "first page of the form"}

func googleMapping() *Mapping {
	consent := agreed
	consent.Question, consent.Answer = "Do you agree that we evaluate your answers?", "yes"
	return &Mapping{Survey: SurveyForm{Name: "Spring survey", Consent: consent, Generation: "Which generation are you?", AgeBand: "How old are you?",
		Open: []string{"What should we do better?"}}}
}

// tellSurveys writes down what pages hold of surveys: questions with their answers
// and how many gave each. The people in these files are made up.
func tellSurveys(pages []connectors.Page) string {
	var b strings.Builder
	for _, p := range pages {
		for _, s := range p.Surveys {
			fmt.Fprintf(&b, "%s, up to %s, %d respondents\n", s, s.ObservedOn, len(s.Respondents))
			for i, q := range s.Questions {
				fmt.Fprintf(&b, "%s | trait %q open %v several %v\n", q.Text, q.Trait, q.Open, q.Several)
				counts := map[string]int{}
				for _, r := range s.Respondents {
					for _, a := range r.Answers[i] {
						counts[a]++
					}
				}
				for _, a := range slices.Sorted(maps.Keys(counts)) {
					fmt.Fprintf(&b, "  %d %s\n", counts[a], a)
				}
			}
		}
		for _, r := range p.Rejects {
			fmt.Fprintf(&b, "line %d: %s: %s%s\n", r.Line, r.Why, r.Hint, r.Row)
		}
		for _, n := range p.Notes {
			fmt.Fprintf(&b, "note: %s\n", n)
		}
	}
	return b.String()
}

func TestSurveysGolden(t *testing.T) {
	for file, m := range map[string]*Mapping{
		"google-en":    googleMapping(),
		"microsoft-de": {Survey: SurveyForm{Name: "Umfrage", Consent: agreed, Language: "Welche Sprache sprechen Sie zu Hause?"}},
	} {
		content, err := os.ReadFile("testdata/surveys/" + file + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		pages := gather(t, consulate, "responses.csv", content, m)
		if len(pages) != 1 {
			t.Errorf("%s: %d pages, want the survey on one", file, len(pages))
		}
		got := tellSurveys(pages)
		golden(t, "testdata/surveys/"+file+".golden", got)
		// Every respondent's family name begins with Z, and nothing else has one.
		if i := strings.IndexByte(got, 'Z'); i >= 0 {
			t.Errorf("%s: a name came through: %.60q", file, got[i:])
		}
	}
}

// Without consent nothing of the file is kept, with a mapping or without one.
func TestSurveysNeedConsent(t *testing.T) {
	google, err := os.ReadFile("testdata/surveys/google-en.csv")
	if err != nil {
		t.Fatal(err)
	}
	microsoft, err := os.ReadFile("testdata/surveys/microsoft-de.csv")
	if err != nil {
		t.Fatal(err)
	}
	without := googleMapping()
	without.Survey.Consent.Text = "TODO"
	for name, c := range map[string]struct {
		content []byte
		m       *Mapping
		hint    string
	}{
		"google without a mapping":    {google, nil, "survey of Google Forms"},
		"microsoft without a mapping": {microsoft, nil, "survey of Microsoft Forms"},
		"a mapping without consent":   {google, without, "survey.consent.text is missing"},
	} {
		pages := gather(t, consulate, "responses.csv", c.content, c.m)
		if len(pages) != 1 || len(pages[0].Surveys) != 0 || len(pages[0].Rejects) != 1 {
			t.Fatalf("%s: %s", name, tellSurveys(pages))
		}
		r := pages[0].Rejects[0]
		if r.Why != whyNoConsent || !strings.Contains(r.Hint, c.hint) || r.Row != "" || r.Line != 0 {
			t.Errorf("%s: reject %+v", name, r)
		}
		if stored, err := json.Marshal(pages); err != nil || bytes.Contains(stored, []byte("Ruritania\"")) || bytes.Contains(stored, []byte("mail.example")) {
			t.Errorf("%s: the page holds something of the file: %s (%v)", name, stored, err)
		}
	}
}

// Microsoft Forms downloads a workbook; its dates are numbers.
func TestSurveyFromAWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	header := []any{"ID", "Start time", "Completion time", "Email", "Name", "Did you vote?"}
	for i := range 12 {
		at := time.Date(2026, 3, 2+i, 9, 0, 0, 0, time.UTC)
		row := []any{i + 1, at, at.Add(time.Minute), "anonymous", fmt.Sprintf("Person%c Zz", 'a'+i), []string{"yes", "no"}[i%2]}
		if i == 0 {
			if err := f.SetSheetRow("Sheet1", "A1", &header); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+2), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := tellSurveys(gather(t, consulate, "responses.xlsx", b.Bytes(), &Mapping{Survey: SurveyForm{Name: "Votes", Consent: agreed}}))
	want := "survey Votes, up to 2026-03-13, 12 respondents\nDid you vote? | trait \"\" open false several false\n  6 no\n  6 yes\n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// A survey cannot be printed or stored before it is counted.
func TestSurveyIsNotStored(t *testing.T) {
	s := connectors.Survey{Name: "s", Questions: []connectors.Question{{Text: "q"}}, Respondents: []connectors.Respondent{{Answers: [][]string{{"secret"}}}}}
	for _, text := range []string{fmt.Sprintf("%v %+v %#v %s", s, s, s, s), fmt.Sprintf("%v %+v %#v", s.Respondents, s.Respondents[0], s.Respondents)} {
		if strings.Contains(text, "secret") {
			t.Errorf("printed: %s", text)
		}
	}
	if _, err := json.Marshal(connectors.Page{Surveys: []connectors.Survey{s}}); err == nil {
		t.Error("a page with a survey was written down")
	}
}

func TestSeparatorOf(t *testing.T) {
	for _, c := range []struct {
		cells    []string
		declared bool
		want     string
	}{
		{[]string{"a;b", "a", "b;c", "a;c"}, false, ";"},
		{[]string{"a;b;", "b;", "a;"}, false, ";"},
		{[]string{"a;", "b;", "c;"}, false, ";"},
		{[]string{"a", "a;b", "a;b;c"}, false, ";"},
		{[]string{"it was long; too long", "no; not at all"}, false, ""},
		{[]string{"a, b", "a, c", "b, c", "a, b, c"}, false, ", "},
		{[]string{"Yes, always", "No, never", "Yes, always"}, false, ""},
		{[]string{"Yes, always", "No, never"}, true, ", "},
		{[]string{"a", "b"}, true, ""},
		{nil, false, ""},
	} {
		if got := separatorOf(c.cells, c.declared); got != c.want {
			t.Errorf("separatorOf(%q, %v) = %q, want %q", c.cells, c.declared, got, c.want)
		}
	}
}

func TestRoleOf(t *testing.T) {
	for header, want := range map[string]role{
		"Timestamp": roleTime, "Horodateur": roleTime, "Fertigstellungszeit": roleTime, "Email Address": roleIdentity, "Adresse e-mail": roleIdentity,
		"Nombre": roleIdentity, "الاسم": roleIdentity, "What is your name?": roleIdentity, "Comment écrivez-vous votre nom ?": roleIdentity, "Score": roleIgnored,
		"Points - Who is the ambassador?": roleIgnored, "Who is the ambassador? [Score]": roleIgnored, "What is the name of our ambassador?": roleQuestion,
		"Which generation are you?": roleQuestion, "": roleIgnored,
	} {
		if got := roleOf(header); got != want {
			t.Errorf("roleOf(%q) = %d, want %d", header, got, want)
		}
	}
}

func TestWithoutWord(t *testing.T) {
	for _, c := range [][3]string{
		{"Thanks, Kari!", "kari", "Thanks, [name]!"}, {"Karikatur", "kari", "Karikatur"}, {"KÅRE and Kare", "Kåre", "[name] and [name]"}, {"شكرا علي", "علي", "شكرا [name]"}, {"", "x", ""},
	} {
		if got := withoutWord(c[0], c[1]); got != c[2] {
			t.Errorf("withoutWord(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestSurveyMappingValidate(t *testing.T) {
	if err := googleMapping().Validate(); err != nil {
		t.Error(err)
	}
	for _, m := range []Mapping{
		{Rows: rowsSurvey},
		{Survey: SurveyForm{Consent: agreed}},
		{Survey: SurveyForm{Name: "s", Consent: Consent{Question: "Do you agree?"}}},
	} {
		if err := m.Validate(); err == nil || !strings.HasPrefix(err.Error(), "survey.") {
			t.Errorf("Validate of %+v: %v, want an error on survey", m, err)
		}
	}
	missing := googleMapping()
	missing.Survey.Knowledge = "How well do you know us?"
	content, err := os.ReadFile("testdata/surveys/google-en.csv")
	if err != nil {
		t.Fatal(err)
	}
	got := tellSurveys(gather(t, consulate, "responses.csv", content, missing))
	if !strings.Contains(got, `lacks: "How well do you know us?"`) || strings.Contains(got, "respondents") {
		t.Errorf("a question that the file lacks: %s", got)
	}
}

func TestQuestionsOfTheSameWords(t *testing.T) {
	got := tellSurveys(gather(t, consulate, "r.csv", []byte("Timestamp,Why?,Do you vote?,Why?\n2026-03-01 10:00,a,yes,b\n2026-03-02 10:00,a,no,c\n"),
		&Mapping{Survey: SurveyForm{Name: "s", Consent: agreed}}))
	if !strings.Contains(got, "Why? | trait") || !strings.Contains(got, "Why? (2) | trait") {
		t.Errorf("got:\n%s", got)
	}
}

// The answers of a survey do not depend on the order of its rows, but for open ones.
func TestSurveyRowsInAnyOrder(t *testing.T) {
	content, err := os.ReadFile("testdata/surveys/google-en.csv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(content), "\r\n")
	turned := slices.Clone(lines[1 : len(lines)-1])
	slices.Reverse(turned)
	a := gather(t, consulate, "r.csv", content, googleMapping())
	b := gather(t, consulate, "r.csv", []byte(lines[0]+strings.Join(turned, "")), googleMapping())
	plain := func(p []connectors.Page) [][][]string {
		var rows [][][]string
		for _, r := range p[0].Surveys[0].Respondents {
			rows = append(rows, r.Answers)
		}
		return rows
	}
	if diff := gocmp.Diff(plain(a), plain(b)); diff != "" {
		t.Errorf("the order of rows matters:\n%s", diff)
	}
}

func FuzzSurvey(f *testing.F) {
	for _, file := range []string{"google-en", "microsoft-de"} {
		b, err := os.ReadFile("testdata/surveys/" + file + ".csv")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		p := taken(content, &Mapping{Survey: SurveyForm{Name: "s", Consent: agreed}})
		for _, r := range p.Rejects {
			if r.Row != "" {
				t.Errorf("a reject holds a respondent's row: %q", r.Row)
			}
		}
		for _, s := range p.Surveys {
			for _, q := range s.Questions {
				if roleOf(q.Text) == roleIdentity {
					t.Errorf("the column %q was read", q.Text)
				}
			}
			for _, r := range s.Respondents {
				if len(r.Answers) != len(s.Questions) {
					t.Errorf("%d answers to %d questions", len(r.Answers), len(s.Questions))
				}
			}
		}
	})
}

func BenchmarkSurvey(b *testing.B) {
	var text strings.Builder
	text.WriteString("Timestamp,Which generation are you?,Did you vote?,Where do you hear of us?\n")
	for i := range 5000 {
		fmt.Fprintf(&text, "2026-03-%02d 10:00:%02d,generation %d,%d,a;b;c%d\n", 1+i%28, i%60, i%3, i%2, i%5)
	}
	m := Mapping{Survey: SurveyForm{Name: "s", Consent: agreed, Generation: "Which generation are you?"}}
	dir := b.TempDir()
	if err := os.WriteFile(dir+"/r.csv", []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	a := consulate
	a.Files = []connectors.File{{Path: "r.csv", Mapping: "m"}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf}, map[string]Mapping{"m": m})
		if err != nil {
			b.Fatal(err)
		}
		if p, err := d.Fetch(b.Context(), ""); err != nil || len(p.Surveys) != 1 {
			b.Fatalf("%d surveys, %v", len(p.Surveys), err)
		}
	}
}
