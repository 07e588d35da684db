package walk

import (
	"math"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Plan is what a round would ask, as far as it can be known beforehand.
type Plan struct {
	First   bool  // nothing was read before: how many posts there are is not known
	Start   int64 // requests for the account itself
	Pages   int64 // requests that list posts
	Details int64 // requests for single posts of these, and of those looked up
	Posts   int64 // listed and looked up again, and as many new ones as came lately
	Looked  int64 // of these, those looked up by id
	Looks   int64 // requests that look posts up by id
	Threads int64 // threads whose replies would be read
	Lively  int64 // of these, those whose replies are still found
	Replies int64 // in these
	Further int64 // requests for replies that one a thread does not give
	Resumed bool  // a round that was stopped goes on
}

// Requests is the number of requests, at least.
func (p Plan) Requests() int64 {
	return p.Start + p.Pages + p.Details + p.Looks + p.Threads + p.Further
}

// Priced is a driver of a platform that charges, or has a quota.
type Priced interface {
	// Price tells what of a plan would be asked, and what it costs: less than was planned if a
	// budget is too small. What it tells counts as spent for the next account.
	Price(Plan) connectors.Estimate
}

// Plan tells what Fetch would do from position on, without asking anybody. New posts
// are taken to come as they came over the last four weeks.
func (d *Driver) Plan(position string) (Plan, error) {
	c, err := parseCursor(position)
	if err != nil {
		return Plan{}, err
	}
	now := d.env.Clock.Now()
	p := Plan{First: c.High == 0, Resumed: c.Round != nil}
	if d.platform.Account != nil {
		p.Start = int64(max(d.platform.Requests.Account, 1))
	}
	r := c.Round
	if r == nil {
		if r, err = d.plan(c, now); err != nil {
			return p, err
		}
	}
	if err := d.remember(); err != nil {
		return p, err
	}
	look := map[data.PostID]bool{}
	for _, id := range r.Look {
		look[id] = true
	}
	looked := func(k connectors.Known) bool { return k.PublishedAt < r.Floor && look[k.Post] }
	var read []connectors.Known
	for _, k := range d.recent {
		if k.PublishedAt >= r.Floor {
			p.Posts++
		} else if looked(k) {
			p.Looked++
		} else {
			continue
		}
		read = append(read, k)
	}
	behind := int64(len(d.recent)) - p.Posts
	fresh := d.expected(c, now)
	p.Posts += fresh
	p.Pages = d.pages(p.Posts, behind) * int64(max(d.platform.Requests.Page, 1))
	wanted := slices.DeleteFunc(slices.Clone(read), func(k connectors.Known) bool { return k.PublishedAt < r.Fresh && !look[k.Post] })
	p.Details = d.details(wanted, looked, fresh, now)
	size := int64(max(d.platform.LookSize, 1))
	p.Posts, p.Looks = p.Posts+p.Looked, (p.Looked+size-1)/size
	if d.threads() {
		d.planThreads(&p, r.Threads, read, fresh, c.High, now)
	}
	return p, nil
}

// details is how many requests single posts take: those that are wanted, and so many fresh ones,
// which take as many as the recent ones would if they were new.
func (d *Driver) details(wanted []connectors.Known, looked func(connectors.Known) bool, fresh int64, now data.Micros) int64 {
	of := d.platform.Requests.Post
	if of == nil {
		return 0
	}
	var n, recent int64
	for _, k := range wanted {
		n += of(k, !looked(k))
	}
	for _, k := range d.recent {
		k.PublishedAt = now
		recent += of(k, true)
	}
	return n + int64(math.Round(float64(fresh*recent)/max(float64(len(d.recent)), 1)))
}

func (d *Driver) threads() bool { return d.platform.Thread != nil && d.account.Replies }

// pages is how many pages a walk lists that has so many posts before its floor and at
// least so many behind it: it ends with a page that lies behind as a whole, or with the
// account's last.
func (d *Driver) pages(before, behind int64) int64 {
	size := int64(d.platform.pageSize())
	full := (before + size - 1) / size
	if d.platform.Exact {
		return max(full, 1)
	}
	if full == 0 || before+behind > full*size || d.older() {
		return full + 1
	}
	return full
}

// older reports whether there should be posts from before the known ones, which are those of
// the days that a post is watched: the oldest of them is hardly younger than these days, by
// how far apart posts are.
func (d *Driver) older() bool {
	if len(d.recent) == 0 {
		return false
	}
	age := d.env.Clock.Now().Sub(d.recent[len(d.recent)-1].PublishedAt)
	return connectors.Watched-age <= 3*age/time.Duration(len(d.recent))
}

// expected is how many posts should have come since the last round: as many as lately,
// over four weeks, or since the first known post where that is less, but a week.
func (d *Driver) expected(c cursor, now data.Micros) int64 {
	if c.High == 0 || c.High >= now {
		return 0
	}
	const longest, shortest = 28 * 24 * time.Hour, 7 * 24 * time.Hour
	var n int64
	span := shortest
	for _, k := range d.recent {
		age := c.High.Time().Sub(k.PublishedAt.Time())
		if age > 0 && age <= longest {
			n++
		}
		span = min(max(span, age), longest)
	}
	return int64(math.Round(float64(n) * float64(now-c.High) / float64(span.Microseconds())))
}
