package walk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// within drops the posts that a walk does not want: those from after its as-of
// moment, which the next round reads, and those from before the account's first
// day. It reports whether the walk has come behind its floor. Platforms pin posts
// to the top and order by slightly different moments, so only a page that lies
// behind as a whole ends a walk.
func (d *Driver) within(p *connectors.Page, r *round) (passed bool) {
	now, any := d.env.Clock.Now(), false
	for i := range p.Posts {
		if at := p.Posts[i].PublishedAt; at >= r.Floor {
			any = true
			if r.Seen == 0 || at < r.Seen {
				r.Seen = at
			}
		}
	}
	passed = len(p.Posts) > 0 && !any
	r.Look = slices.DeleteFunc(r.Look, func(id data.PostID) bool {
		return slices.ContainsFunc(p.Posts, func(x data.Post) bool { return x.PostID == id })
	})
	out := func(at data.Micros) bool { return at > now || at < d.account.Since }
	p.Posts = slices.DeleteFunc(p.Posts, func(x data.Post) bool { return out(x.PublishedAt) })
	p.Snapshots = slices.DeleteFunc(p.Snapshots, func(x data.PostSnapshot) bool { return out(x.PublishedAt) })
	p.Polls = slices.DeleteFunc(p.Polls, func(x data.Poll) bool { return out(x.PublishedAt) })
	p.Options = slices.DeleteFunc(p.Options, func(x data.PollOption) bool { return out(x.PublishedAt) })
	return passed
}

// follow adds to a round the threads of a page's posts whose replies should be
// read: of young posts, if their number has changed or the post's counters were due,
// because some platforms count direct replies only.
func (d *Driver) follow(p *connectors.Page, r *round) error {
	if d.platform.Thread == nil || !d.account.Replies {
		return nil
	}
	if err := d.remember(); err != nil {
		return err
	}
	for i := range p.Snapshots {
		s := &p.Snapshots[i]
		if s.Replies == nil || *s.Replies == 0 || r.At.Time().Sub(s.PublishedAt.Time()) > connectors.Watched {
			continue
		}
		k, seen := d.known[s.PostID]
		if seen && data.EqualCount(k.Replies, s.Replies) && !k.Due(r.At) {
			continue
		}
		if !slices.ContainsFunc(r.Threads, func(t Thread) bool { return t.Post == s.PostID }) {
			r.Threads = append(r.Threads, Thread{Post: s.PostID, PublishedAt: s.PublishedAt, Replies: s.Replies})
		}
	}
	return nil
}

// thread reads one page of replies to the first of the round's threads. A thread
// that is gone has none.
func (d *Driver) thread(ctx context.Context, r *round) (connectors.Page, error) {
	var listing Listing
	var err error
	if d.platform.Thread != nil && d.account.Replies {
		listing, err = d.platform.Thread(ctx, r.Threads[0], r.Within)
		if r.Within != "" && errors.Is(err, connectors.ErrInput) { // a page that is no longer known: from the start
			r.Within = ""
			listing, err = d.platform.Thread(ctx, r.Threads[0], "")
		}
	}
	if errors.Is(err, connectors.ErrGone) {
		listing, err = Listing{}, nil
	}
	switch {
	case err != nil:
		return connectors.Page{}, err
	case listing.Next == "":
		r.Within, r.Threads = "", r.Threads[1:]
	case listing.Next == r.Within:
		return connectors.Page{}, fmt.Errorf("%w: it gives the same page of replies again and again", connectors.ErrTransient)
	default:
		r.Within = listing.Next
	}
	return listing.Page, nil
}
