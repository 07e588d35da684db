package exports

import (
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
)

// rowsSurvey are what people answered in a form: a row for each of them.
const rowsSurvey = "survey"

// SurveyForm says how a survey's file is read. Questions are named by their words,
// as they head the columns.
type SurveyForm struct {
	Name       string   `koanf:"name" yaml:"name"` // name of the survey in reports; all files of one name are one survey
	Consent    Consent  `koanf:"consent" yaml:"consent"`
	Generation string   `koanf:"generation" yaml:"generation"` // question on the generation people belong to
	AgeBand    string   `koanf:"age_band" yaml:"age_band"`     // on their age or its band
	Language   string   `koanf:"language" yaml:"language"`     // on the language they speak
	Knowledge  string   `koanf:"knowledge" yaml:"knowledge"`   // on how well they know what the survey is about
	Open       []string `koanf:"open" yaml:"open"`             // questions that are answered in one's own words
	Several    []string `koanf:"several" yaml:"several"`       // questions with several answers, if that is not seen
	Ignore     []string `koanf:"ignore" yaml:"ignore"`         // columns that are not read
}

// Consent says how people were asked whether their answers may be evaluated. Without
// by, date and text the file is refused.
type Consent struct {
	By       string `koanf:"by" yaml:"by"`             // who asked
	Date     string `koanf:"date" yaml:"date"`         // since when
	Text     string `koanf:"text" yaml:"text"`         // what was asked, or where that text is kept
	Question string `koanf:"question" yaml:"question"` // question by which people agree, if the form has one
	Answer   string `koanf:"answer" yaml:"answer"`     // its answer that agrees; others' rows are not read
}

// declared reports whether the mapping is of a survey.
func (s *SurveyForm) declared() bool {
	return s.Name != "" || s.Consent != (Consent{}) || s.Generation+s.AgeBand+s.Language+s.Knowledge != "" || len(s.Open)+len(s.Several)+len(s.Ignore) > 0
}

// validate reports what cannot work. That consent lacks is said of the file, where
// it is refused.
func (s *SurveyForm) validate() error {
	switch {
	case s.Name == "":
		return fmt.Errorf("survey.name: name the survey")
	case (s.Consent.Question == "") != (s.Consent.Answer == ""):
		return fmt.Errorf("survey.consent.question: name the question and the answer that agrees, or neither")
	}
	return nil
}

// traits pairs the questions on traits with what they tell.
func (s *SurveyForm) traits() []traitQuestion {
	all := []traitQuestion{{s.Generation, data.DimGeneration}, {s.AgeBand, data.DimAgeBand}, {s.Language, data.DimLanguage}, {s.Knowledge, data.DimKnowledge}}
	return slices.DeleteFunc(all, func(t traitQuestion) bool { return t.question == "" })
}

type traitQuestion struct {
	question string
	trait    data.Dimension
}

// fitSurvey lays a survey over a header. It looks at nothing but the header, and at
// that only once consent is stated.
func (m *Mapping) fitSurvey(name string, h *formats.Header) (*layout, int, error) {
	s := &m.Survey
	if err := (privacy.Consent{By: s.Consent.By, Date: s.Consent.Date, Text: s.Consent.Text}).Check(); err != nil {
		return nil, 1, &fault{whyNoConsent, err.Error()}
	}
	f := &form{name: s.Name, agree: -1, answer: s.Consent.Answer, columns: make([]asked, len(h.Names))}
	seen := map[string]int{}
	for i, text := range h.Names {
		f.columns[i] = asked{question: text, role: roleOf(text)}
		if seen[text]++; seen[text] > 1 { // a form may ask the same in two places
			f.columns[i].question = fmt.Sprintf("%s (%d)", text, seen[text])
		}
	}
	var lacks []string
	matched := 0
	declare := func(question string, set func(*asked)) {
		found := h.Find(question)
		if len(found) == 0 {
			lacks = append(lacks, question)
			return
		}
		matched++
		set(&f.columns[found[0]])
	}
	for _, t := range s.traits() {
		declare(t.question, func(a *asked) { a.role, a.trait = roleClosed, t.trait })
	}
	for _, q := range s.Several {
		declare(q, func(a *asked) { a.several = true })
	}
	for _, q := range s.Open {
		declare(q, func(a *asked) { a.role = roleOpen })
	}
	for _, q := range s.Ignore {
		declare(q, func(a *asked) { a.role = roleIgnored })
	}
	if s.Consent.Question != "" {
		declare(s.Consent.Question, func(a *asked) { a.role = roleIgnored })
		if found := h.Find(s.Consent.Question); len(found) > 0 {
			f.agree = found[0]
		}
	}
	if len(lacks) > 0 {
		return nil, matched, fmt.Errorf("the mapping %s names questions that the file lacks: %s; copy them from its first row", name, formats.Quote(lacks))
	}
	l := &layout{Fitted: formats.Fitted{Name: name, Title: "survey", Rows: rowsSurvey, Columns: len(h.Names)}, form: f}
	for i := range f.columns {
		if f.columns[i].role == roleTime {
			l.Cols[formats.Published] = append(l.Cols[formats.Published], i)
			matched++
		}
	}
	slices.Reverse(l.Cols[formats.Published]) // Microsoft's completion time stands behind the start
	if f.questions() == 0 {
		return nil, matched, fmt.Errorf("no column of the file is a question; check that it is the list of responses")
	}
	l.dates = parse.Dates{Layout: parse.GoLayout(m.Published.Layout), Order: parse.OrderOf(m.Dates)}
	return l, matched, nil
}
