package demo

import (
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Record is what is true of one post, whatever its files say.
type Record struct {
	Post      data.PostID
	Account   data.AccountID
	Published time.Time
	Format    data.Format
	Topic     data.Topic
	Language  string
	Boosted   bool
	Expected  float64 // interactions at 28 days, before chance
	Readings  []Reading
	Replies   []Reply
}

// Reading is a post's counters at the moment of one export. File and Line say
// where they stand; Bad says why that row cannot be used, "" if it can.
type Reading struct {
	At                                                        time.Time
	Reactions, Comments, Shares, Quotes, Saves, Clicks, Reach int64
	Seen                                                      int64 // impressions or, after the break, views
	File                                                      string
	Line                                                      int // 0 for JSON
	Bad                                                       BadKind
}

// Reply is one reply as it was invented. It stands here for tests only, with a
// number in the place of its author.
type Reply struct {
	At       time.Time
	Author   int // number of the invented person; 0 for the account itself
	Language string
	Topic    data.Topic
	Tone     string // question, thanks, complaint, remark or answer
	Hostile  bool
	Answered time.Time // first answer by the account; zero if there is none
}

// Ledger returns what is true of every post of the demo of [Seed], by account in
// the order of the config, then by time.
func Ledger() []Record { return New(Seed).Ledger() }

// Ledger returns what is true of every post of this world.
func (w *World) Ledger() []Record {
	rows := w.rowIndex()
	var all []Record
	for _, p := range w.posts {
		rec := Record{Post: p.id(), Account: p.account.id, Published: p.at, Format: p.format, Topic: p.topic,
			Language: p.language, Boosted: p.boosted, Expected: p.mean}
		for _, r := range p.readings {
			row := rows[rowKey{p.id(), r.at}]
			rec.Readings = append(rec.Readings, Reading{At: r.at, Reactions: r.reactions, Comments: r.comments,
				Shares: r.shares, Quotes: r.quotes, Saves: r.saves, Clicks: r.clicks, Reach: r.reach, Seen: p.seen(r),
				File: row.File, Line: row.Line, Bad: row.Kind})
		}
		for _, r := range p.replies {
			one := Reply{At: r.at, Language: r.language, Topic: r.topic, Tone: string(r.kind), Hostile: r.hostile}
			if r.author != nil {
				one.Author = r.author.number
			}
			if r.answered != nil {
				one.Answered = r.answered.at
			}
			rec.Replies = append(rec.Replies, one)
		}
		all = append(all, rec)
	}
	return all
}
