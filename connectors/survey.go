package connectors

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/data"
)

// Survey is the whole content of a survey's file, with what each respondent
// answered, in memory only: it is never stored, and neither String nor JSON shows
// anything of it. Who the respondents are is not in it.
type Survey struct {
	Name        string
	ObservedOn  string // day of the newest answer, like "2026-05-31"
	Questions   []Question
	Respondents []Respondent // in the order they answered
}

// Question is one question that a survey asks.
type Question struct {
	Text    string
	Trait   data.Dimension // what its answer says of a respondent; "" if it says nothing of the kind
	Open    bool           // answered in one's own words
	Several bool           // one may choose several answers
}

// Respondent is one respondent's answers: for each question what was chosen or
// written, nil where it was left out.
type Respondent struct{ Answers [][]string }

// String names the survey only.
func (s Survey) String() string { return "survey " + s.Name }

// GoString is String, so that %#v shows no answers either.
func (s Survey) GoString() string { return s.String() }

// Format makes every verb print String.
func (s Survey) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, s.String()) }

// MarshalJSON refuses: a survey in this form must not be stored.
func (s Survey) MarshalJSON() ([]byte, error) {
	return nil, fmt.Errorf("a survey whose answers are not counted yet cannot be written down; strip it first")
}

// String says nothing of the answers.
func (r Respondent) String() string { return "a respondent" }

// GoString is String.
func (r Respondent) GoString() string { return r.String() }

// Format makes every verb print String.
func (r Respondent) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, r.String()) }

// MarshalJSON refuses like that of [Survey].
func (r Respondent) MarshalJSON() ([]byte, error) { return Survey{}.MarshalJSON() }
