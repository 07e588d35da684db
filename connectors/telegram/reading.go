package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// reading turns one file's messages into rows.
type reading struct {
	*exports
	file     *file
	items    items
	row      int64 // posts, replies and rejects so far
	observed data.Micros
	lifetime bool
	links    *linker // of the discussion group being read; nil before one
	linked   int     // the chat it is for
	loose    int64   // messages of the group that stand under no post
	albums   int64
}

// take adds the next post or reply of the file to p, or the reject of a message.
func (r *reading) take(ctx context.Context, p *connectors.Page) (ended bool, err error) {
	for {
		if ctx.Err() != nil {
			return false, context.Cause(ctx)
		}
		it, err := r.items.next()
		switch {
		case errors.Is(err, io.EOF):
			return true, nil
		case errors.Is(err, errBroken):
			r.reject(p, 0, whyBroken, hintBroken)
			return true, nil
		case err != nil:
			return false, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, r.file.path, err)
		}
		if r.item(p, it) {
			r.row++
			return false, nil
		}
	}
}

// item adds what a message is; it reports whether that was a row.
func (r *reading) item(p *connectors.Page, it item) bool {
	if it.chat >= len(r.file.chats.all) {
		return false
	}
	c := &r.file.chats.all[it.chat]
	switch r.known.role(c) {
	case channel:
		return r.channelItem(p, it, c)
	case group:
		if r.account.Replies {
			return r.groupItem(p, it, c)
		}
	}
	return false
}

func (r *reading) reject(p *connectors.Page, position int64, why, hint string) {
	p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: position, Why: why, Hint: hint})
}

// fresh reports whether a message can be read and comes for the first time; if not,
// it becomes a reject.
func (r *reading) fresh(p *connectors.Page, it item) bool {
	switch {
	case it.usable():
		return true
	case it.first == nil:
		r.reject(p, it.position, whyNotRead, hintNotKnown)
	case it.again:
		r.reject(p, it.position, whyDuplicate, "the same message stands further up")
	case it.at == 0:
		r.reject(p, it.position, whyBadDate, hintNotKnown)
	default:
		r.reject(p, it.position, whyNoID, hintNotKnown)
	}
	return false
}

// remarks notes what a person should know, with the last page of a file.
func (r *reading) remarks(p *connectors.Page) {
	note := func(what string, n int64, hint string) {
		if n > 0 {
			p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: what, Count: n, Hint: hint})
		}
	}
	note("pictures and videos sent in the same second were taken as albums", r.albums, "")
	note("messages of the discussion group that stand under no post were left out", r.loose, "")
	note("times without a zone were read as those of "+r.zone().String(), r.items.zoneless, "export again with a newer Telegram Desktop, or set timezone: to that of the computer that wrote the file")
	note("other chats of the export were left out", r.known.others(r.file), "")
}
