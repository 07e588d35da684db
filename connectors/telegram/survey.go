package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// chats is what a first reading of a file tells.
type chats struct {
	all     []chatFacts
	newest  data.Micros
	foreign bool // no export at all
}

// chatFacts are a chat's name and what its messages tell of it as a whole.
type chatFacts struct {
	chat
	reactions bool            // some message has reactions, so none means zero
	copies    map[string]bool // numbers of channels whose posts were forwarded into it by themselves
}

func (c *chatFacts) isChannel() bool { return strings.Contains(c.Type, "channel") }
func (c *chatFacts) isPublic() bool  { return strings.HasPrefix(c.Type, "public") }

// role is what a chat is to the account.
type role int

const (
	other role = iota
	channel
	group // the discussion group of a channel
)

// survey is what all files together tell.
type survey struct {
	ours    map[string]bool // numbers of the account's channels
	unclear bool            // several channels, and none is the one of the config
	posts   *index          // of the account's channels; nil without replies
}

// survey reads all files once for what only the whole of them tells: which of the
// chats are the account's, when the counters were read, and, for replies, which post
// each thread belongs to.
func (d *exports) survey(ctx context.Context) (*survey, error) {
	for _, f := range d.files {
		if err := f.survey(ctx, d.zone()); err != nil {
			return nil, err
		}
	}
	v := &survey{ours: map[string]bool{}}
	var channels, named []string
	for _, f := range d.files {
		for i := range f.chats.all {
			c := &f.chats.all[i]
			if !c.isChannel() || c.Number == "" {
				continue
			}
			channels = appendNew(channels, c.Number)
			if c.Number == d.name.number || d.name.title != "" && strings.EqualFold(strings.TrimSpace(c.Name), d.name.title) {
				named = appendNew(named, c.Number)
			}
		}
	}
	switch {
	case d.account.Everyone():
		named = channels
	case len(named) == 0 && d.name.number == "" && d.name.user != "" && len(channels) == 1:
		named = channels // exports do not hold public names; there is no other
	case len(named) == 0:
		v.unclear = len(channels) > 0
	}
	for _, number := range named {
		v.ours[number] = true
	}
	if !d.account.Replies {
		return v, nil
	}
	var err error
	v.posts, err = d.index(ctx, v)
	return v, err
}

// appendNew adds what is not there yet.
func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// survey reads a file once.
func (f *file) survey(ctx context.Context, zone *time.Location) error {
	s, err := openScanner(f.path)
	if err != nil {
		return err
	}
	defer s.Close()
	f.chats = chats{}
	facts := map[int]*chatFacts{}
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		var m glance
		err := s.next(&m)
		switch {
		case errors.Is(err, io.EOF), ended(err):
			f.chats.foreign = errors.Is(err, errForeign) || len(s.all) == 0
			for i, c := range s.all {
				fact := chatFacts{chat: c}
				if known := facts[i]; known != nil {
					fact.reactions, fact.copies = known.reactions, known.copies
				}
				f.chats.all = append(f.chats.all, fact)
			}
			return nil
		case errors.Is(err, errOdd):
			continue
		case err != nil:
			return fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, f.path, err)
		}
		c := facts[s.chat]
		if c == nil {
			c = &chatFacts{copies: map[string]bool{}}
			facts[s.chat] = c
		}
		seen := message{DateUnix: m.DateUnix, Date: m.Date, FromID: m.FromID, Forwarded: m.Forwarded, ForwardedID: m.ForwardedID}
		f.chats.newest = max(f.chats.newest, seen.published(zone))
		c.reactions = c.reactions || len(m.Reactions) > len("[]")
		if kind, number := seen.from(); kind == "channel" && seen.forwarded() {
			c.copies[number] = true
		}
	}
}

// role says what a chat is.
func (v *survey) role(c *chatFacts) role {
	if c.isChannel() {
		if v.ours[c.Number] {
			return channel
		}
		return other
	}
	for number := range v.ours {
		if c.copies[number] {
			return group
		}
	}
	return other
}

// skips tells the chats of a file of which nothing is wanted.
func (v *survey) skips(f *file) func(int) bool {
	return func(chat int) bool { return chat >= len(f.chats.all) || v.role(&f.chats.all[chat]) == other }
}

// refuse returns why a file gives nothing at all, nil if it does.
func (v *survey) refuse(f *file) *data.Reject {
	reject := func(why, hint string) *data.Reject { return &data.Reject{Input: f.Input(), Why: why, Hint: hint} }
	if f.chats.foreign {
		return reject(whyNoExport, hintExport)
	}
	for i := range f.chats.all {
		c := &f.chats.all[i]
		switch {
		case v.role(c) != other:
			return nil
		case v.unclear && c.isChannel():
			return reject(whyWhich, hintWhich)
		case len(v.ours) == 0 && len(c.copies) > 0:
			return reject(whyNoPost, hintNoPost)
		}
	}
	return reject(whyNoExport, "no chat in it is the account's channel or its discussion group; "+hintExport)
}

// others counts the chats of a file of which nothing is kept.
func (v *survey) others(f *file) int64 {
	n := int64(0)
	for i := range f.chats.all {
		if v.role(&f.chats.all[i]) == other {
			n++
		}
	}
	return n
}
