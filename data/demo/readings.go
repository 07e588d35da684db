package demo

import (
	"math"
	"math/rand/v2"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// reading is a post's counters at one moment.
type reading struct {
	at                                         time.Time
	reactions, comments, shares, quotes        int64
	saves, clicks, reach, impressions, follows int64
}

// quoteShare is the part of X interactions that are quotes, besides reposts.
const quoteShare = 0.03

// read makes a post's counters at the moments of its exports, or at the end for a
// dump of threads. Between two moments each counter grows by a Poisson number.
func (p *post) read(r *rand.Rand) {
	moments := exportsOf(p.at)
	if p.account.source == xThreads {
		moments = []time.Time{Exported(Weeks)}
	}
	parts := p.parts()
	c := curveOf(p.account.platform)
	var now reading
	var before float64
	for _, at := range moments {
		m := c.at(at.Sub(p.at))
		grown := func(mean float64) int64 { return poisson(r, mean*(m-before)) }
		now.at = at
		now.reactions += grown(parts.reactions)
		now.shares += grown(parts.shares)
		now.quotes += grown(parts.quotes)
		now.saves += grown(parts.saves)
		now.clicks += grown(parts.clicks)
		now.follows += grown(parts.follows)
		now.comments += grown(parts.comments)
		if p.account.collects {
			now.comments = p.repliesBy(at)
		}
		now.reach = int64(math.Round(p.mean * p.rate * m))
		now.impressions = int64(math.Round(p.mean * p.rate * 1.35 * m))
		before = m
		p.readings = append(p.readings, now)
	}
}

// parts are the means of a post's counters at 28 days.
type parts struct{ reactions, comments, shares, quotes, saves, clicks, follows float64 }

func (p *post) parts() parts {
	comments := p.account.replyShare
	n := parts{
		shares:   p.mean * shareShare,
		comments: p.mean * comments,
		clicks:   p.mean * 0.10,
		saves:    p.mean * 0.06,
		follows:  p.mean * 0.01,
	}
	rest := 1 - comments - shareShare
	if p.account.platform == data.X {
		n.quotes = p.mean * quoteShare
		rest -= quoteShare
	}
	if p.format == data.FormatLink {
		n.clicks *= 5
	}
	n.reactions = p.mean * rest
	return n
}

// repliesBy counts the replies that exist at a moment: all of a post's comments on
// Facebook, those that answer the post itself on X, as the platforms count.
func (p *post) repliesBy(at time.Time) int64 {
	var n int64
	for _, r := range p.replies {
		if !r.at.After(at) && (p.account.platform != data.X || r.parent == nil) {
			n++
		}
	}
	return n
}
