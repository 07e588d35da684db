package page

import (
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// View is a finished page: every string is worded, every number formatted, every
// position computed.
type View struct {
	Lang     string       `json:"lang,omitempty"`    // BCP 47 tag
	Dir      string       `json:"dir,omitempty"`     // ltr or rtl
	Title    string       `json:"title,omitempty"`   // for the browser's tab
	MadeUp   voice.Line   `json:"made_up,omitempty"` // banner of made-up data; empty for real data
	Kicker   voice.Line   `json:"kicker,omitempty"`  // unit, above the heading
	Heading  voice.Line   `json:"heading,omitempty"` // mission and period
	Lead     []voice.Line `json:"lead,omitempty"`    // the bottom line, at most two sentences
	Actions  []Action     `json:"actions,omitempty"`
	Needs    Needs        `json:"needs,omitempty"`
	Sections []Section    `json:"sections,omitempty"`
	Footer   []voice.Line `json:"footer,omitempty"`
	Words    Words        `json:"-"`
}

// Action is one thing to do.
type Action struct {
	Rank   string     `json:"rank"`
	What   voice.Line `json:"what"`  // one imperative sentence
	Facts  []Fact     `json:"facts"` // where, for whom, until when
	Sure   Sure       `json:"sure"`
	Follow string     `json:"follow"` // command that leads from the numbers to their rows

	// The same as values, for programs.
	Platform   string   `json:"platform"`
	Account    string   `json:"account"`
	Lever      string   `json:"lever"`
	Level      string   `json:"level"`
	Verdict    string   `json:"verdict"`
	Lift       *float64 `json:"lift"`
	Low        *float64 `json:"low"`
	High       *float64 `json:"high"`
	N          int64    `json:"n"`
	NOther     int64    `json:"n_other"`
	CheckAgain string   `json:"check_again"` // date
}

// Fact is a labelled line.
type Fact struct {
	Label string     `json:"label,omitempty"`
	Text  voice.Line `json:"text,omitempty"`
}

// Sure says how far an action can be trusted.
type Sure struct {
	Level    string     `json:"level"`    // High, Moderate, Low or Not rated
	Grade    string     `json:"grade"`    // class of the mark beside it
	Evidence voice.Line `json:"evidence"` // one sentence
	Caveat   voice.Line `json:"caveat"`   // one sentence
}

// Needs says what would have to be known before more can be said.
type Needs struct {
	Heading string       `json:"heading,omitempty"`
	Items   []voice.Line `json:"items,omitempty"`
}

// Section is one finding with what supports it.
type Section struct {
	ID      string       `json:"id,omitempty"`
	Open    bool         `json:"-"`               // whether it is unfolded from the start
	Short   string       `json:"short,omitempty"` // what it is about, above the heading
	Heading voice.Line   `json:"heading,omitempty"`
	Lead    []voice.Line `json:"lead,omitempty"`
	Follow  string       `json:"follow,omitempty"` // command that leads from the numbers to their rows
	Groups  []Group      `json:"groups,omitempty"`
}

// Group is a row of parts; a folded one shows only its label until opened.
type Group struct {
	Fold  string `json:"fold,omitempty"` // label; "" for an open group
	Class string `json:"-"`              // "pair" sets parts side by side, "screen" is not printed
	Parts []Part `json:"parts,omitempty"`
}

// Part is a chart, a list or a table with its words. Empty fields are left out.
type Part struct {
	Heading voice.Line     `json:"heading,omitempty"`
	Under   voice.Line     `json:"under,omitempty"` // unit and account, below the heading
	Text    []voice.Line   `json:"text,omitempty"`
	Drawing *chart.Drawing `json:"-"`
	Legend  []chart.Key    `json:"-"`
	List    []voice.Line   `json:"list,omitempty"`
	Terms   []Term         `json:"terms,omitempty"`
	Table   *Table         `json:"table,omitempty"` // folded behind the drawing if there is one
	Fold    string         `json:"fold,omitempty"`  // label that the table is folded behind; "" shows it
	Fine    []voice.Line   `json:"fine,omitempty"`  // what only those who read the table need to know; folded with it
}

// Term is a word and what it means.
type Term struct {
	Name voice.Line `json:"name,omitempty"`
	Text voice.Line `json:"text,omitempty"`
}

// Table is the data behind a chart, or a list with several columns.
type Table struct {
	Caption voice.Line `json:"caption,omitempty"`
	Head    []Cell     `json:"head,omitempty"`
	Rows    []Row      `json:"rows,omitempty"`
}

// Row is a table row; its first cell names it.
type Row struct {
	Head  Cell   `json:"head,omitempty"`
	Cells []Cell `json:"cells,omitempty"`
}

// Cell is one table cell; Class is "n" for a number.
type Cell struct {
	Text  voice.Line
	Class string
}

// Words are the fixed words of the template.
type Words struct {
	Skip, Actions, Findings, Sure, But, Follow string
	LabelSure, LabelBut, LabelFollow           string // the same before what they name, with a colon
}

// Number is a cell that holds a number.
func Number(text voice.Line) Cell { return Cell{Text: text, Class: "n"} }
