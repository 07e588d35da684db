package data

import "strings"

// Page is what the inbox stores of one answer of a source: validated, without
// authors, masked. Ingest folds pages into the tables.
type Page struct {
	Account   AccountID         `json:"account"`
	Seq       int64             `json:"seq"`       // position in the account's inbox, from 1
	Connector string            `json:"connector"` // name and version, like "exports/1"
	Input     string            `json:"input"`     // what was read: a file's base name and sha256, or an endpoint
	Accounts  []AccountSnapshot `json:"account_snapshots,omitempty"`
	Posts     []Post            `json:"posts,omitempty"`
	Snapshots []PostSnapshot    `json:"post_snapshots,omitempty"`
	Labels    []HandLabel       `json:"labels,omitempty"` // labels by hand that came with the input
	Aliases   []Alias           `json:"aliases,omitempty"`
	Polls     []Poll            `json:"polls,omitempty"`
	Options   []PollOption      `json:"poll_options,omitempty"`
	Replies   []Reply           `json:"replies,omitempty"`
	Authors   []ReplyAuthors    `json:"authors,omitempty"`
	Late      []ReplyLate       `json:"late,omitempty"` // replies of sealed weeks: how many the reading found up to here
	Outcomes  []Outcome         `json:"outcomes,omitempty"`
	Surveys   []SurveyCount     `json:"surveys,omitempty"`        // whole readings, counted
	Answers   []SurveyAnswer    `json:"survey_answers,omitempty"` // to open questions, masked
	Rejects   []Reject          `json:"rejects,omitempty"`
	Notes     []Note            `json:"notes,omitempty"`
	Cursor    string            `json:"cursor"` // where to go on after this page
	Done      bool              `json:"done"`   // nothing more for now

	OutcomesOf string `json:"outcomes_of,omitempty"` // base name of the file that Outcomes is all of
	Begins     string `json:"begins,omitempty"`      // the input it is the first page of; what was set aside and noted of it before goes
	Within     string `json:"within,omitempty"`      // the file that Begins is a part of; what was said of the whole goes as well
	Corrects   bool   `json:"corrects,omitempty"`    // it is of an input whose name was read before: what it tells otherwise of the same moment stands now
}

// BareInput is the name of an input without the hash of its content.
func BareInput(input string) string {
	name, _, _ := strings.Cut(input, " sha256:")
	return name
}

// Alias says that two ids name one post; the post is kept under PostID.
type Alias struct {
	Alias  PostID `parquet:"alias" doc:"id that another source gave the post" json:"alias"`
	PostID PostID `parquet:"post_id" doc:"id the post is kept under" json:"post_id"`
	Reason string `parquet:"reason" doc:"how the two were recognised as one" json:"reason"`
}

// Reject is a row of an input that could not be used: kept aside in the vault,
// never guessed. Row holds the raw row of an own account's file; it is empty for
// rows that hold other people's words.
type Reject struct {
	AccountID AccountID `parquet:"account_id" doc:"account whose input it is" json:"account_id,omitempty"`
	Input     string    `parquet:"input" doc:"file or endpoint" json:"input"`
	Line      int64     `parquet:"line" doc:"line or position, from 1; 0 if there is none" json:"line"`
	Field     string    `parquet:"field,optional" doc:"column that was wrong; null for the whole row" json:"field,omitempty"`
	Why       string    `parquet:"why" doc:"what is wrong, from a closed list" json:"why"`
	Hint      string    `parquet:"hint,optional" doc:"what to do next" json:"hint,omitempty"`
	Row       string    `parquet:"row,optional" doc:"the raw row" json:"row,omitempty"`
}

// Note is something a person should know of an input although no row was lost,
// like the day its counters were taken to be read on.
type Note struct {
	AccountID AccountID `parquet:"account_id" doc:"account whose input it is" json:"account_id,omitempty"`
	Input     string    `parquet:"input" doc:"file or endpoint" json:"input"`
	What      string    `parquet:"what" doc:"what was found or taken to be so" json:"what"`
	Rows      Count     `parquet:"rows,optional" doc:"rows concerned; null if it concerns the whole input" json:"rows,omitempty"`
	Hint      string    `parquet:"hint,optional" doc:"what to do if it is wrong" json:"hint,omitempty"`
}
