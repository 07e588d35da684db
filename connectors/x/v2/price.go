package v2

import (
	"github.com/digital-diplomacy/tailor/connectors"
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

// Estimate is what it costs to read an account once: its counters, so many posts and
// so many replies, each reply with its author.
func Estimate(posts, replies int) connectors.Estimate {
	pages := func(n int) int64 { return (int64(n) + mostPosts - 1) / mostPosts }
	reads := Reads{Posts: int64(posts) + int64(replies), Users: 1 + int64(replies)}
	return connectors.Estimate{Requests: 1 + max(pages(posts), 1) + pages(replies), Units: float64(reads.Posts), UnitName: unit, USD: reads.USD()}
}
