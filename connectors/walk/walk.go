package walk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Driver is a walk over one account of a platform.
type Driver struct {
	account  connectors.Account
	env      connectors.Env
	platform Platform
	known    map[data.PostID]connectors.Known // read at the first need
	recent   []connectors.Known               // the same, newest first
}

// New returns the driver of an account. It asks for nothing yet.
func New(a connectors.Account, env connectors.Env, p Platform) *Driver {
	return &Driver{account: a, env: env, platform: p}
}

// Info is the platform's.
func (d *Driver) Info() connectors.Info { return d.platform.Info }

// Fetch does the next step after position: at most one answer of counters, posts or
// replies. A round that an earlier run began is brought to its end, and then one of
// this run begins.
func (d *Driver) Fetch(ctx context.Context, position string) (connectors.Page, error) {
	if err := ctx.Err(); err != nil {
		return connectors.Page{}, context.Cause(ctx)
	}
	c, err := parseCursor(position)
	if err != nil {
		return connectors.Page{}, err
	}
	now := d.env.Clock.Now()
	if c.Round == nil {
		if now == c.At {
			return connectors.Page{Cursor: position, Done: true}, nil
		}
		if c.Round, err = d.plan(c, now); err != nil {
			return connectors.Page{}, err
		}
	}
	r := *c.Round
	r.Look, r.Threads = slices.Clone(r.Look), slices.Clone(r.Threads)
	page, err := d.step(ctx, &c, &r)
	if err != nil {
		return connectors.Page{}, err
	}
	c.Round = &r
	if r.finished() {
		c.Round, c.At = nil, r.At
		page.Done = r.At >= now
		if d.platform.Unknown != nil {
			page.Unknown = d.platform.Unknown()
		}
	}
	page.Cursor = c.String()
	return page, nil
}

// plan says what a round has to do: go back behind the last one, and read again
// what is due. Due posts further back are listed or looked up by id, whichever asks
// the server less often. Posts that the walk should list but does not are looked up by
// id as well, due or not, because they may be gone.
func (d *Driver) plan(c cursor, now data.Micros) (*round, error) {
	r := &round{At: now, Step: counters, Floor: d.account.Since, Fresh: d.account.Since}
	if d.platform.Account == nil {
		r.Step = posts
	}
	if c.High == 0 || c.High > now || c.Low > d.account.Since {
		return r, nil // the first round, one after a wrong clock, or one that has to go further back
	}
	r.Floor = max(r.Floor, data.At(c.High.Time().Add(-d.platform.overlap())))
	if err := d.remember(); err != nil {
		return nil, err
	}
	r.Fresh = r.Floor
	var due []connectors.Known
	oldest, passed := r.Floor, 0
	for i, k := range d.recent {
		if k.Deleted || k.PublishedAt < d.account.Since || k.PublishedAt < r.Floor && !k.Due(now) {
			continue
		}
		r.Look = append(r.Look, k.Post)
		if k.PublishedAt < r.Floor {
			due, oldest, passed = append(due, k), k.PublishedAt, i+1
		}
	}
	if len(due) > 0 && (!d.canLook() || d.rather(passed, due)) {
		r.Floor = oldest
	}
	if !d.canLook() {
		r.Look, r.Fresh = nil, r.Floor
	}
	return r, nil
}

// rather reports whether listing so many posts is the cheaper way to those that are due.
func (d *Driver) rather(posts int, due []connectors.Known) bool {
	if d.platform.Exact {
		return false
	}
	list := int64(posts/d.platform.pageSize() + 1)
	look := int64((len(due) + d.platform.LookSize - 1) / d.platform.LookSize)
	if of := d.platform.Requests.Post; of != nil {
		for _, k := range due {
			list, look = list+of(k, true), look+of(k, false)
		}
	}
	return list <= look
}

func (d *Driver) canLook() bool { return d.platform.Look != nil && d.platform.LookSize > 0 }

// remember reads what is known of the account's recent posts, once.
func (d *Driver) remember() error {
	if d.known != nil {
		return nil
	}
	d.known = map[data.PostID]connectors.Known{}
	if d.env.Known == nil {
		return nil
	}
	recent, err := d.env.Known(d.account.ID)
	if err != nil {
		return fmt.Errorf("look up the posts of %s: %w", d.account.ID, err)
	}
	d.recent = slices.Clone(recent)
	slices.SortStableFunc(d.recent, func(a, b connectors.Known) int { return cmp.Compare(b.PublishedAt, a.PublishedAt) })
	for _, k := range recent {
		d.known[k.Post] = k
	}
	return nil
}

// step does one step of a round and moves it on.
func (d *Driver) step(ctx context.Context, c *cursor, r *round) (connectors.Page, error) {
	switch {
	case len(r.Threads) > 0:
		return d.thread(ctx, r)
	case r.Step == counters:
		page, err := d.platform.Account(ctx)
		r.Step = posts
		return page, err
	case r.Step == posts:
		return d.posts(ctx, c, r)
	}
	return d.look(ctx, r)
}

// posts reads one page of the walk.
func (d *Driver) posts(ctx context.Context, c *cursor, r *round) (connectors.Page, error) {
	if d.platform.Wants != nil {
		if err := d.remember(); err != nil {
			return connectors.Page{}, err
		}
		d.platform.Wants(func(id data.PostID, at data.Micros, replies data.Count) bool { return d.wants(r, id, at, replies) })
	}
	listing, err := d.platform.Posts(ctx, r.Token)
	if r.Token != "" && !r.Again && (errors.Is(err, connectors.ErrInput) || errors.Is(err, connectors.ErrGone)) {
		// The platform no longer knows the page of a walk that was stopped: again from
		// the top, over what is read already, rather than leaving a gap. Once: a page
		// that is refused every time would be asked for without end.
		r.Token, r.Again = "", true
		listing, err = d.platform.Posts(ctx, "")
	}
	if err != nil {
		return connectors.Page{}, err
	}
	switch passed := d.within(&listing.Page, r); {
	case passed || listing.Next == "":
		c.High, c.Low = r.At, d.account.Since
		r.Token, r.Step = "", looks
	case listing.Next == r.Token:
		return connectors.Page{}, fmt.Errorf("%w: it gives the same page of posts again and again", connectors.ErrTransient)
	default:
		r.Token = listing.Next
	}
	return listing.Page, d.follow(&listing.Page, r)
}

// wants is a round's [Wanted].
func (d *Driver) wants(r *round, id data.PostID, at data.Micros, replies data.Count) bool {
	if at >= r.Fresh || slices.Contains(r.Look, id) {
		return true
	}
	k, seen := d.known[id]
	changed := d.threads() && replies != nil && *replies > 0 && !data.EqualCount(k.Replies, replies)
	return (!seen || changed) && r.At.Time().Sub(at.Time()) <= connectors.Watched
}

// look reads a batch of posts again.
func (d *Driver) look(ctx context.Context, r *round) (connectors.Page, error) {
	if err := d.remember(); err != nil {
		return connectors.Page{}, err
	}
	n := min(len(r.Look), max(d.platform.LookSize, 1))
	var batch []connectors.Known
	for _, id := range r.Look[:n] {
		if k, ok := d.known[id]; ok {
			batch = append(batch, k)
		}
	}
	r.Look = r.Look[n:]
	if len(batch) == 0 || !d.canLook() {
		return connectors.Page{}, nil
	}
	if d.platform.Wants != nil {
		d.platform.Wants(func(data.PostID, data.Micros, data.Count) bool { return true })
	}
	page, err := d.platform.Look(ctx, batch)
	if err != nil {
		return connectors.Page{}, err
	}
	return page, d.follow(&page, r)
}
