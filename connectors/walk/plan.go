package walk

import (
	"math"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Plan is what a round would ask, as far as it can be known beforehand.
type Plan struct {
	First   bool  // nothing was read before: how many posts there are is not known
	Pages   int64 // of posts listed
	Posts   int64 // listed and looked up again, and as many new ones as came lately
	Looks   int64 // requests that look posts up by id
	Threads int64 // threads whose replies would be read
	Resumed bool  // a round that was stopped goes on
}

// Requests is the number of requests, at least.
func (p Plan) Requests() int64 { return 1 + p.Pages + p.Looks + p.Threads }

// Plan tells what Fetch would do from position on, without asking anybody. New posts
// are taken to come as they came over the last four weeks.
func (d *Driver) Plan(position string) (Plan, error) {
	c, err := parseCursor(position)
	if err != nil {
		return Plan{}, err
	}
	now := d.env.Clock.Now()
	p := Plan{First: c.High == 0, Resumed: c.Round != nil}
	r := c.Round
	if r == nil {
		if r, err = d.plan(c, now); err != nil {
			return p, err
		}
	}
	if err := d.remember(); err != nil {
		return p, err
	}
	p.Threads = int64(len(r.Threads))
	looked := map[data.PostID]bool{}
	for _, id := range r.Look {
		looked[id] = true
	}
	var behind, answered int64
	for _, k := range d.recent {
		replied := k.Replies != nil && *k.Replies > 0
		if replied {
			answered++
		}
		switch {
		case k.PublishedAt >= r.Floor:
			p.Posts++
		case looked[k.Post]:
			p.Posts++
			p.Looks++
			behind++
		default:
			behind++
			continue
		}
		if replied && d.threads() && k.Due(now) {
			p.Threads++
		}
	}
	byID, size := p.Looks, int64(max(d.platform.LookSize, 1))
	p.Looks = (byID + size - 1) / size
	fresh := d.expected(c, now)
	p.Posts += fresh
	if n := int64(len(d.recent)); d.threads() && n > 0 {
		p.Threads += (fresh*answered + n/2) / n // as many of the new ones as of those before
	}
	p.Pages = d.pages(p.Posts-byID, behind)
	return p, nil
}

func (d *Driver) threads() bool { return d.platform.Thread != nil && d.account.Replies }

// pages is how many pages a walk lists that has so many posts before its floor and at
// least so many behind it: it ends with a page that lies behind as a whole, or with the
// account's last.
func (d *Driver) pages(before, behind int64) int64 {
	size := int64(d.platform.pageSize())
	full := (before + size - 1) / size
	if full == 0 || before+behind > full*size {
		return full + 1
	}
	return full
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
