package report

import (
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Input is what one mission's report is made from. Every slice may be empty and
// may come in any order; Build changes none of them.
type Input struct {
	Mission  string    // mission the report is for
	Unit     string    // unit that runs Tailor
	Language string    // of the page, one of Languages; "" is English
	AsOf     time.Time // clock of the computation
	Period   string    // ISO week of as-of, like "2026-W22"

	Accounts []data.Account      // the mission's own accounts
	Others   []data.Account      // accounts of the unit and of others, to name them
	Advice   []data.Advice       // of this period
	Previous []data.Advice       // of the period before; tells whether the advice is new
	Effects  []data.FormatEffect // of the mission's accounts, and pooled ones
	Mood     []data.Mood         // publishable cells of the mission

	Polls    []Poll              // the newest state of each poll of the mission's own posts
	Surveys  []data.SurveyResult // publishable figures of the mission
	Outcomes []data.Outcome      // of the mission

	Compared []data.Need         // topics asked about beside topics posted about, of the mission
	Places   []data.Place        // platforms of the mission
	Hours    []data.HourEffect   // hours and weekdays of the mission's accounts
	Cadence  []data.Cadence      // posting more or less often, by account
	Past     Past                // how earlier advice did
	Goals    []data.GoalProgress // where the goals of the settings stand, of the mission
	Keywords []data.Keyword      // of the mission's accounts, up to the month of as-of
	Peers    []data.Benchmark    // where the mission's accounts stand among declared peers
	Shared   []data.PooledEffect // what accounts of other units found, by the dictionary of this one

	Activity     []Activity // posts and typical value by account and week
	ActivityGoal string     // metric the medians of Activity are of
	ActivityAge  string     // age class of these medians

	Rejects     []RejectCount // rows that were set aside
	Gaps        []Gap         // values that are missing, counted by reason
	LeftOut     []LeftOut     // crises whose posts no comparison rests on
	Notes       []Note        // anything else that limits what can be known
	Definitions []Definition  // of the metrics used, from the dictionary
	Privacy     Privacy
	Versions    Versions
	MadeUp      bool // demo data: said on the page wherever it shows

	// Explain returns the command that follows the numbers of one piece of advice
	// to their rows; nil prints "tailor explain advice RANK".
	Explain func(data.Advice) string
}

// Activity is one account's posting in one period.
type Activity struct {
	Account  data.AccountID
	Platform data.Platform
	Week     string   // ISO week; "2014-03" or "2014" where only month or year is known
	Posts    int64    // posts published, with and without a value
	Median   *float64 // median value of the posts that have one; nil if none has
	N        int64    // posts with a value
	Missing  string   // posts without a value by reason, like "immature=3;not_bracketed=1"
	Break    string   // what the platform counts differently from this week on; "" if nothing
}

// Past is how advice of closed weeks did.
type Past struct {
	Verdicts []PastVerdict
	FirstDue string // day on which the first advice can be judged, 2006-01-02; "" if none was given, or some was judged
}

// PastVerdict is how the advice of one verdict did.
type PastVerdict struct {
	Verdict  data.Verdict
	Lines    int64   // of advice whose weeks have passed
	Asked    int64   // of these, that ask for something one can do or leave
	Followed int64   // of those
	Judged   int64   // of these, that claimed something and have an outcome
	Held     int64   // of those judged: the outcome was on the side that was advised
	Expected float64 // of those judged: how many should have held, by the doubts the advice itself told
	Naive    int64   // of those judged: the plain comparison was on the outcome's side

	JudgedFollowed, HeldFollowed int64 // of those judged and held, that were followed
}

// Poll is a poll of one post as it stood when it was last read.
type Poll struct {
	Platform data.Platform
	PostID   data.PostID
	AskedAt  data.Micros
	Closed   bool
	Multiple bool       // whether one may choose several options
	Votes    data.Count // of all options
	Voters   data.Count
	Options  []PollOption // in the order of the post
}

// PollOption is one option and its votes.
type PollOption struct {
	Label string
	Votes data.Count
}

// RejectCount counts the rows of one input that were set aside for one reason.
type RejectCount struct {
	Input string // file or endpoint
	Why   string // what is wrong
	Hint  string // what to do next
	N     int64
}

// Gap counts posts of a platform whose value is unknown for one reason.
type Gap struct {
	Platform data.Platform
	Metric   string // metric or counter that is missing
	Reason   data.Reason
	Posts    int64  // posts without it
	Of       int64  // posts looked at
	Need     string // what would be needed to know it; "" for the usual remedy of the reason
}

// LeftOut counts the posts of a crisis.
type LeftOut struct {
	Crisis string // as the settings name it
	Posts  int64
}

// Note says in the caller's words what limits the report.
// Notes that say the same of several inputs are told once, with their number.
type Note struct {
	Where       string // input it is about; "" for the whole report
	What        string // what is missing or broken
	Consequence string // what the report therefore cannot say
	Need        string // what would be needed to know more
}

// Definition is one entry of the metric dictionary.
type Definition struct{ ID, Text string }

// Privacy is what the notice at the end of the page states.
type Privacy struct {
	Replies       bool   // whether replies are collected
	LegalBasis    string // as the config states it
	DPIA          string // reference of the impact assessment
	Contact       string // whom to ask or object to
	RetentionDays int    // days that the text of a reply is kept
	MinPeople     int    // distinct authors below which nothing is shown
}

// Versions say what the report was computed with.
type Versions struct {
	Program, Commit, Dictionary, Model, Scorer, Labels string
}
