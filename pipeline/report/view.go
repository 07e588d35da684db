package report

// View is a finished page: every string is worded, every number formatted, every
// position computed.
type View struct {
	Lang     string    `json:"lang,omitempty"`    // BCP 47 tag
	Dir      string    `json:"dir,omitempty"`     // ltr or rtl
	Title    string    `json:"title,omitempty"`   // for the browser's tab
	MadeUp   Line      `json:"made_up,omitempty"` // banner of made-up data; empty for real data
	Kicker   Line      `json:"kicker,omitempty"`  // unit, above the heading
	Heading  Line      `json:"heading,omitempty"` // mission and period
	Lead     []Line    `json:"lead,omitempty"`    // the bottom line, at most two sentences
	Actions  []Action  `json:"actions,omitempty"`
	Needs    Needs     `json:"needs,omitempty"`
	Sections []Section `json:"sections,omitempty"`
	Footer   []Line    `json:"footer,omitempty"`
	Words    Words     `json:"-"`
}

// Action is one thing to do.
type Action struct {
	Rank   string `json:"rank"`
	What   Line   `json:"what"`  // one imperative sentence
	Facts  []Fact `json:"facts"` // where, for whom, until when
	Sure   Sure   `json:"sure"`
	Follow string `json:"follow"` // command that leads from the numbers to their rows

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
	Label string `json:"label,omitempty"`
	Text  Line   `json:"text,omitempty"`
}

// Sure says how far an action can be trusted.
type Sure struct {
	Level    string `json:"level"`    // High, Moderate, Low or Not rated
	Grade    string `json:"grade"`    // class of the mark beside it
	Evidence Line   `json:"evidence"` // one sentence
	Caveat   Line   `json:"caveat"`   // one sentence
}

// Needs says what would have to be known before more can be said.
type Needs struct {
	Heading string `json:"heading,omitempty"`
	Items   []Line `json:"items,omitempty"`
}

// Section is one finding with what supports it.
type Section struct {
	ID      string  `json:"id,omitempty"`
	Open    bool    `json:"-"`               // whether it is unfolded from the start
	Short   string  `json:"short,omitempty"` // what it is about, above the heading
	Heading Line    `json:"heading,omitempty"`
	Lead    []Line  `json:"lead,omitempty"`
	Follow  string  `json:"follow,omitempty"` // command that leads from the numbers to their rows
	Groups  []Group `json:"groups,omitempty"`
}

// Group is a row of parts; a folded one shows only its label until opened.
type Group struct {
	Fold  string `json:"fold,omitempty"` // label; "" for an open group
	Class string `json:"-"`              // "pair" sets parts side by side, "screen" is not printed
	Parts []Part `json:"parts,omitempty"`
}

// Part is a chart, a list or a table with its words. Empty fields are left out.
type Part struct {
	Heading Line     `json:"heading,omitempty"`
	Under   Line     `json:"under,omitempty"` // unit and account, below the heading
	Text    []Line   `json:"text,omitempty"`
	Drawing *Drawing `json:"-"`
	Legend  []Key    `json:"-"`
	List    []Line   `json:"list,omitempty"`
	Terms   []Term   `json:"terms,omitempty"`
	Table   *Table   `json:"table,omitempty"` // folded behind the drawing if there is one
	Fold    string   `json:"fold,omitempty"`  // label that the table is folded behind; "" shows it
	Fine    []Line   `json:"fine,omitempty"`  // what only those who read the table need to know; folded with it
}

// Term is a word and what it means.
type Term struct {
	Name Line `json:"name,omitempty"`
	Text Line `json:"text,omitempty"`
}

// Key explains one mark of a chart.
type Key struct {
	Class, Path string
	Text        Line
}

// Table is the data behind a chart, or a list with several columns.
type Table struct {
	Caption Line   `json:"caption,omitempty"`
	Head    []Cell `json:"head,omitempty"`
	Rows    []Row  `json:"rows,omitempty"`
}

// Row is a table row; its first cell names it.
type Row struct {
	Head  Cell   `json:"head,omitempty"`
	Cells []Cell `json:"cells,omitempty"`
}

// Cell is one table cell; Class is "n" for a number.
type Cell struct {
	Text  Line
	Class string
}

// Words are the fixed words of the template.
type Words struct {
	Skip, Actions, Findings, Sure, But, Follow string
	LabelSure, LabelBut, LabelFollow           string // the same before what they name, with a colon
}
