package walk

import (
	"encoding/json"
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// cursor is where an account stands between two pages.
type cursor struct {
	// High is the newest moment up to which every post is read, Low how far back.
	High data.Micros `json:"high,omitempty"`
	Low  data.Micros `json:"low,omitempty"`
	// At is the as-of moment of the last finished round: at the same moment nothing
	// is asked twice.
	At    data.Micros `json:"at,omitempty"`
	Round *round      `json:"round,omitempty"` // the one in hand
}

// round is one going through an account: its counters, its new posts, posts to read
// again. Threads that a page of posts makes worth reading are read before the next
// page, so that there are never many of them here.
type round struct {
	At    data.Micros   `json:"at"`
	Step  step          `json:"step"`
	Token string        `json:"token,omitempty"` // of the next page of posts
	Floor data.Micros   `json:"floor,omitempty"` // the walk ends before it
	Fresh data.Micros   `json:"fresh,omitempty"` // from here on every post is wanted, before it those due
	Seen  data.Micros   `json:"seen,omitempty"`  // oldest post the walk has come to
	Again bool          `json:"again,omitempty"` // it had to begin again from the top
	Look  []data.PostID `json:"look,omitempty"`

	Threads []Thread `json:"threads,omitempty"`
	Within  string   `json:"within,omitempty"` // token of the next page of the first thread
}

func (r *round) finished() bool { return r.Step == looks && len(r.Look)+len(r.Threads) == 0 }

// step is what a round is at.
type step string

const (
	counters step = "account"
	posts    step = "posts"
	looks    step = "look"
)

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(fmt.Sprintf("walk: %v", err)) // numbers and texts always encode
	}
	return string(b)
}

func parseCursor(s string) (cursor, error) {
	var c cursor
	if s == "" {
		return c, nil
	}
	if err := json.Unmarshal([]byte(s), &c); err != nil {
		return c, fmt.Errorf("%w: the position %.40q was not written by this connector", connectors.ErrInput, s)
	}
	if c.Round != nil {
		switch c.Round.Step {
		case counters, posts, looks:
		default:
			return c, fmt.Errorf("%w: the position is at an unknown step %.20q", connectors.ErrInput, c.Round.Step)
		}
	}
	return c, nil
}

// Floor returns how far back a round goes that the position is in, for platforms that
// can be asked for posts from a moment on; 0 between rounds.
func Floor(position string) data.Micros {
	c, err := parseCursor(position)
	if err != nil || c.Round == nil {
		return 0
	}
	return c.Round.Floor
}

// Gap returns the span of posts that a pull at now which ended early has not read; ok
// is false if it had come through its posts.
func Gap(position string, now data.Micros) (from, to data.Micros, ok bool) {
	c, err := parseCursor(position)
	switch {
	case err != nil || c.Round != nil && c.Round.Step == looks:
		return 0, 0, false
	case c.Round == nil:
		return c.High, now, c.High < now
	case c.Round.Seen != 0:
		return c.Round.Floor, c.Round.Seen, true
	}
	return c.Round.Floor, c.Round.At, true
}
