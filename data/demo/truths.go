package demo

import (
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Truth is what was planted in the demo, for tests of what Tailor finds.
type Truth struct {
	// Formats are the true effects within every account, against image posts.
	Formats []FormatLift
	// Simpson: on Facebook, Simpson.Format is better than the other formats in each
	// of Simpson.Accounts, and worse when their posts are thrown together.
	Simpson Simpson
	// HomeLift is what a post in HomeLanguage gains on channels for the diaspora.
	HomeLanguage string
	HomeLift     float64
	// Viral is one post far beyond the others of its format and account.
	Viral Viral
	// Boosted posts had money behind them; their exports say so.
	Boosted []data.PostID
	// Mentioned is a post of ours that names a private person, who must be masked.
	Mentioned data.PostID
	// Break: exports from Break.On on count views where earlier ones counted
	// impressions, and count Break.Factor times as many.
	Break Break
	// ImmatureWeek is the ISO week whose posts are at most a week old at the end;
	// posts since ImmatureSince have no settled value.
	ImmatureWeek  string
	ImmatureSince time.Time
	// Brigade is a burst of near-identical hostile replies.
	Brigade Brigade
	// Wave is a theme of criticism: many people in one week, each in their own words.
	Wave Wave
	// MoodShift: from a day on, a mission's replies are more often complaints.
	MoodShift MoodShift
	// Questions counts what people asked and got answered, by mission.
	Questions []Questions
	// SmallCells are languages with fewer than ten authors in all 26 weeks.
	SmallCells []SmallCell
	// Dominated is a language in which one person writes more than half.
	Dominated SmallCell
	// BadRows are rows of exports that cannot be used as they stand.
	BadRows []BadRow
}

// Simpson is an effect that turns round when accounts are pooled.
type Simpson struct {
	Platform data.Platform
	Format   data.Format
	Accounts []data.AccountID
}

// Viral is an outlier: Factor times the typical post of its account and format.
type Viral struct {
	Account data.AccountID
	Post    data.PostID
	Factor  float64
}

// Break is a change of what a column counts.
type Break struct {
	On       time.Time
	Accounts []data.AccountID
	Column   string // until then
	New      string // from then on
	Factor   float64
}

// Brigade is a burst of near-identical replies by many invented people.
type Brigade struct {
	Account    data.AccountID
	Post       data.PostID
	Week       string
	Begin, End time.Time
	Replies    int
	People     int
}

// Wave is many complaints about one topic within a week.
type Wave struct {
	Mission         string
	Topic           data.Topic
	Week            string
	Replies, People int
}

// MoodShift is a change in the share of complaints among replies that are no
// questions.
type MoodShift struct {
	Mission       string
	From          time.Time
	Before, After float64
}

// Questions counts the questions to a mission. Asked is the sum of InTime, Late
// and Open. Consular are those with a consular topic, OpenLastDay those of them
// that were asked in the last 24 hours and have no answer.
type Questions struct {
	Mission                   string
	Asked, InTime, Late, Open int
	Consular, OpenLastDay     int
}

// SmallCell is a language at a mission, with the people who wrote in it.
type SmallCell struct {
	Mission, Language string
	Authors           int
	Replies, Largest  int // all replies, and those of the busiest author
}

// BadRow is a row of a file that was damaged on purpose.
type BadRow struct {
	File string
	Line int // of its beginning, from 1
	Kind BadKind
	Post data.PostID // that it was about; "" for a Total row
}

// Truths returns what is planted in the demo of [Seed]; for its other values make
// the world once with [New].
func Truths() Truth { return New(Seed).Truths() }

// Truths returns what is planted in this world.
func (w *World) Truths() Truth { return w.truth }

func moodShift() MoodShift {
	return MoodShift{Mission: paris, From: time.Date(2026, 4, 6, 0, 0, 0, 0, time.UTC), Before: .25, After: .55}
}

// metricBreak is made up like all else; platforms did rename this column, but on
// other days.
func metricBreak() Break {
	return Break{On: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), Column: "Impressions", New: "Views", Factor: 1.6,
		Accounts: []data.AccountID{"oslo-facebook", "oslo-instagram", "paris-facebook", "paris-instagram", "trieste-facebook"}}
}

// tell completes the truth from what has happened.
func (w *World) tell() {
	last := Exported(Weeks - 1)
	w.truth.Formats = lifts()
	w.truth.Simpson = Simpson{data.Facebook, data.FormatVideo, []data.AccountID{"oslo-facebook", "paris-facebook", "trieste-facebook"}}
	w.truth.HomeLanguage, w.truth.HomeLift = homeLanguage, homeLift
	w.truth.Break = metricBreak()
	w.truth.ImmatureWeek = data.At(last).Week()
	w.truth.ImmatureSince = AsOf(Weeks).Add(-mature)
	w.truth.MoodShift = moodShift()
	w.truth.Questions = w.countQuestions()
	for _, c := range w.cells() {
		if c.Authors < 10 {
			w.truth.SmallCells = append(w.truth.SmallCells, c)
		}
		if c.Mission == oslo && c.Language == dominated {
			w.truth.Dominated = c
		}
	}
	w.truth.BadRows = w.badRows()
}
