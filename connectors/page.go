package connectors

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/data"
)

// Page is one answer of a source, before authors are taken out of its replies.
type Page struct {
	Input     string // what was read: a file's base name and content hash, or an endpoint
	Accounts  []data.AccountSnapshot
	Posts     []data.Post
	Snapshots []data.PostSnapshot
	Labels    []data.HandLabel // labels by hand, of any post
	Aliases   []data.Alias
	Polls     []data.Poll
	Options   []data.PollOption // of polls on this page
	Replies   []Reply
	Outcomes  []data.Outcome
	Surveys   []Survey      // each whole, on one page
	Rejects   []data.Reject // rows set aside, one each
	Notes     []Note        // what a person should know of the input although no row was lost
	Unknown   []string      // fields that the platform sent and this version does not know; names only
	Cursor    string        // where to go on after this page

	// Begins is the input that this page is the first of: what was set aside or noted
	// when an input of this name, with or without its hash, was read before goes.
	// Empty if it goes on, or is of no file.
	Begins string

	// Within is the file that Begins is a part of, like a sheet's workbook: what was said
	// of the whole, because it could not be opened, goes as well.
	Within string

	// Corrects says that a file of this name was read before: what this page tells
	// otherwise of the same moment stands in place of what was told then.
	Corrects bool

	// OutcomesOf is the base name of a file that Outcomes is all of: what it told
	// before and does not tell any more goes. Empty if Outcomes only adds to what is known.
	OutcomesOf string
	Done       bool // nothing more for now
}

// Empty reports whether the page says nothing.
func (p *Page) Empty() bool {
	return len(p.Accounts)+len(p.Posts)+len(p.Snapshots)+len(p.Labels)+len(p.Aliases)+len(p.Polls)+len(p.Options)+
		len(p.Replies)+len(p.Outcomes)+len(p.Surveys)+len(p.Rejects)+len(p.Notes) == 0
}

// Note is something a person should know of an input, like an encoding that was
// worked out or the day its counters were taken to be read on.
type Note struct {
	Input string
	What  string
	Count int64  // rows or cells concerned; 0 if it concerns the whole input
	Hint  string // what to do if it is wrong; may be empty
}

// String is the note as one line.
func (n Note) String() string {
	s := n.Input + ": " + n.What
	if n.Count > 0 {
		s += fmt.Sprintf(" (%d)", n.Count)
	}
	if n.Hint != "" {
		s += "; " + n.Hint
	}
	return s
}

// Collections of a reply: how much of its thread the source gave.
const (
	CollectionComplete  = "complete"  // all of it, as the source says
	CollectionTruncated = "truncated" // replies are known to be missing
	CollectionWindow    = "window"    // a part whose limits are not known
)

// Reply is one reply with its author, in memory only: it is never stored, and
// neither String nor JSON shows who wrote it or what.
type Reply struct {
	Native       string      // the platform's id
	Parent       string      // the platform's id of what it answers
	RootPost     data.PostID // post of the account that the thread hangs under
	Author       string      // the platform's id or name of its author
	HasAuthor    bool        // false if the source does not say who wrote it
	ByAccount    bool        // written by a configured account
	PublishedAt  data.Micros
	Text         string
	LangPlatform string
	Collection   string
}

// String names the thread only.
func (r Reply) String() string { return "reply to " + string(r.RootPost) }

// GoString is String, so that %#v shows no author either.
func (r Reply) GoString() string { return r.String() }

// Format makes every verb print String.
func (r Reply) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, r.String()) }

// MarshalJSON refuses: a reply in this form must not be stored.
func (r Reply) MarshalJSON() ([]byte, error) {
	return nil, fmt.Errorf("a reply that still has its author cannot be written down; strip it first")
}
