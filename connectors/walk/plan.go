package walk

import (
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Plan is what a round would ask, as far as it can be known beforehand.
type Plan struct {
	First   bool  // nothing was read before: how many posts there are is not known
	Pages   int64 // of posts listed, at least
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
	for _, k := range d.recent {
		switch {
		case k.PublishedAt >= r.Floor:
			p.Posts++
		case looked[k.Post]:
			p.Posts++
			p.Looks++
		default:
			continue
		}
		if d.platform.Thread != nil && d.account.Replies && k.Replies != nil && *k.Replies > 0 && k.Due(now) {
			p.Threads++
		}
	}
	byID, size := p.Looks, int64(max(d.platform.LookSize, 1))
	p.Looks = (byID + size - 1) / size
	p.Posts += d.expected(c, now)
	p.Pages = max(p.Posts-byID, 0)/int64(d.platform.pageSize()) + 1
	return p, nil
}

// expected is how many posts should have come since the last round.
func (d *Driver) expected(c cursor, now data.Micros) int64 {
	if c.High == 0 || c.High >= now {
		return 0
	}
	const lately = 28 * 24 * time.Hour
	var n int64
	for _, k := range d.recent {
		if k.PublishedAt < c.High && c.High.Time().Sub(k.PublishedAt.Time()) <= lately {
			n++
		}
	}
	return int64(float64(n) * float64(now-c.High) / float64(lately.Microseconds()))
}
