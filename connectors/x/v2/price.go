package v2

import (
	"github.com/digital-diplomacy/tailor/connectors"
)

// Price is what X charges for one resource that it returns.
type Price struct {
	Resource string
	Micros   int64  // millionths of a US dollar
	Doc      string // what it is charged for
}

// PricesAsOf is the day on which the prices were read, at
// docs.x.com/x-api/getting-started/pricing. X changes them without notice; the
// Developer Console has those of today.
const PricesAsOf = "2026-08-28"

const (
	postPrice = 5_000
	userPrice = 10_000
)

// Prices lists what of X's price list concerns this connector. A resource that is
// returned twice within a UTC day is charged once, as a rule.
func Prices() []Price {
	return []Price{
		{"post read", postPrice, "each post returned: timelines, posts by id, conversation search"},
		{"user read", userPrice, "each user returned: the account itself, and who wrote a reply"},
		{"owned read", 1_000, "the same, asked by the app of the account's own owner; not told apart here, so that estimates are high rather than low"},
	}
}

// unit is what estimates count besides dollars.
const unit = "post reads"

// Reads counts what was read that X charges for.
type Reads struct {
	Posts int64 `json:"posts"`
	Users int64 `json:"users"`
}

// Add returns the sum.
func (r Reads) Add(o Reads) Reads { return Reads{r.Posts + o.Posts, r.Users + o.Users} }

// USD is what the reads cost by [Prices].
func (r Reads) USD() float64 { return float64(r.micros()) / 1e6 }

func (r Reads) micros() int64 { return r.Posts*postPrice + r.Users*userPrice }

// Estimate is what it costs to read an account once: its counters, so many posts and
// so many replies, each reply with its author.
func Estimate(posts, replies int) connectors.Estimate {
	pages := func(n int) int64 { return (int64(n) + mostPosts - 1) / mostPosts }
	reads := Reads{Posts: int64(posts) + int64(replies), Users: 1 + int64(replies)}
	return connectors.Estimate{Requests: 1 + max(pages(posts), 1) + pages(replies), Units: float64(reads.Posts), UnitName: unit, USD: reads.USD()}
}
