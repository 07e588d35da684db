package walk

import (
	"context"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Platform is what a connector knows of its platform. Every function returns rows
// of the account only, whose moments of observation are Env.Clock's; errors wrap
// the kinds of package connectors. Only Info and Posts are needed.
type Platform struct {
	Info connectors.Info

	// Account reads the account's counters.
	Account func(ctx context.Context) (connectors.Page, error)

	// Posts reads one page of the account's posts, newest first; "" is the newest.
	// A token is whatever the platform gave with the page before.
	Posts func(ctx context.Context, token string) (Listing, error)

	// Look reads posts by their ids, up to LookSize of them. A post of which the
	// platform says that it is gone comes back with DeletedAt set; one that is merely
	// not in the answer does not come back.
	Look     func(ctx context.Context, posts []connectors.Known) (connectors.Page, error)
	LookSize int

	// Thread reads one page of the replies to a post.
	Thread func(ctx context.Context, post Thread, token string) (Listing, error)

	// PageSize is how many posts a page of Posts has; 0 is 40. With LookSize it tells
	// which of the two is cheaper for reading posts again.
	PageSize int

	// Wants, if set, is given before every call of Posts and Look which posts the round
	// wants the counters of. A platform whose counters take requests of their own may
	// give the others without.
	Wants func(Wanted)

	// Requests is how many requests things take, for Plan.
	Requests Requests

	// Exact says that Posts gives no post from before a round's floor, and that each one
	// costs: listing is then never the cheaper way to posts that are due.
	Exact bool

	// Reach is how far back replies are found; 0 is without end.
	Reach time.Duration

	// Overlap is how far behind the newest post of the last walk a walk goes; 0 is
	// 72 hours.
	Overlap time.Duration

	// Unknown lists fields that the platform sent and this version does not know;
	// may be nil.
	Unknown func() []string
}

// Wanted reports whether a round wants a post's counters: of new posts, of those of the
// overlap, of those that are due, and, where replies are read, of those that have more or
// fewer replies than when they were read, if the list tells their number; nil if it does not.
type Wanted func(post data.PostID, published data.Micros, replies data.Count) bool

// Requests is how many requests things take.
type Requests struct {
	Account int // Account, and what has to be found out before; 0 is one
	Page    int // a page of Posts; 0 is one
	Thread  int // replies that one request of Thread gives; 0 is all of them

	// Post is how many more a wanted post takes besides the page or the look that it is
	// on; nil is none.
	Post func(post connectors.Known, listed bool) int64
}

// Listing is one page and where the next one is.
type Listing struct {
	connectors.Page
	Next string // token of the next page; "" if there is none
}

// Thread is a post whose replies are wanted.
type Thread struct {
	Post        data.PostID `json:"post"`
	PublishedAt data.Micros `json:"at"`
	Replies     data.Count  `json:"n,omitempty"` // as the post's counters say
}

const (
	usualOverlap  = 72 * time.Hour
	usualPageSize = 40
)

func (p *Platform) overlap() time.Duration {
	if p.Overlap > 0 {
		return p.Overlap
	}
	return usualOverlap
}

func (p *Platform) pageSize() int {
	if p.PageSize > 0 {
		return p.PageSize
	}
	return usualPageSize
}
