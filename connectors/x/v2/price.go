package v2

import (
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
)

// PricesAsOf is the day on which the prices were read, at
// docs.x.com/x-api/getting-started/pricing. X changes them without notice; the
// Developer Console has those of today.
const PricesAsOf = "2026-08-28"

// What X charges for one resource that it returns, in millionths of a US dollar. One that
// is returned twice within a UTC day is charged once, as a rule. What the app of the
// account's own owner reads is cheaper (1,000); that is not told apart, so that estimates
// are high rather than low.
const (
	postPrice = 5_000  // each post: timelines, posts by id, conversation search
	userPrice = 10_000 // each user: the account itself, and who wrote a reply
)

// unit is what estimates count besides dollars.
const unit = "post reads"

// Reads counts what was read that X charges for.
type Reads struct {
	Posts int64 `json:"posts"`
	Users int64 `json:"users"`
}

// Add returns the sum.
func (r Reads) Add(o Reads) Reads { return Reads{r.Posts + o.Posts, r.Users + o.Users} }

// USD is what the reads cost at the prices of [PricesAsOf].
func (r Reads) USD() float64 { return float64(r.micros()) / 1e6 }

func (r Reads) micros() int64 { return r.Posts*postPrice + r.Users*userPrice }

// searched is how far back conversations are searched.
const searched = 7 * 24 * time.Hour

// Price implements [walk.Priced]: the account, its posts, those read again and the replies,
// each with its author, in this order, as far as the month's budget goes.
func (d *Driver) Price(p walk.Plan) connectors.Estimate {
	m := d.client.meter
	e := connectors.Estimate{UnitName: unit}
	read := func(why purpose, of Reads, most int64) int64 {
		n := m.take(why, of, most)
		e.Units, e.USD = e.Units+float64(n*of.Posts), e.USD+float64(n*of.micros())/1e6
		return n
	}
	if read(forPosts, Reads{Users: 1}, 1) == 0 {
		return e
	}
	e.Requests++
	if m.room(forPosts, postPrice, fewestPosts) < fewestPosts {
		return e
	}
	e.Requests += max(pages(read(forPosts, Reads{Posts: 1}, p.Posts-p.Looked)), 1)
	e.Requests += pages(read(forCounters, Reads{Posts: 1}, p.Looked))
	reply := Reads{Posts: 1, Users: 1}
	for i := range p.Threads {
		if m.room(forConversations, reply.micros(), fewestReplies) < fewestReplies {
			break
		}
		e.Requests++
		if i < p.Lively { // the newest come first
			read(forConversations, reply, p.Replies*(i+1)/p.Lively-p.Replies*i/p.Lively)
		}
	}
	return e
}

// pages is how many answers hold so many posts.
func pages(posts int64) int64 { return (posts + mostPosts - 1) / mostPosts }
