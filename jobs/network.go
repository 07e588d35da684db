package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/connectors/web"
	xv2 "github.com/digital-diplomacy/tailor/connectors/x/v2"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// inHand is how long the answer to a request that was sent is waited for when a run is
// interrupted, so that the page in hand is kept. Schedulers give half a minute and more.
const inHand = 10 * time.Second

// network returns the way to the network that the accounts of this unit share.
func (u *Unit) network() *web.Net {
	u.netOnce.Do(func() {
		u.net = web.New(web.Options{Transport: u.Transport, Allow: u.Config.Network.Allow, Grace: u.grace,
			Agent: "tailor/" + u.Version + " (engagement statistics of official accounts)"})
	})
	return u.net
}

// budget is what the settings let one account use in one run.
func budget(n config.Network) web.Budget {
	return web.Budget{Requests: int64(n.Requests), Bytes: int64(n.Megabytes) << 20, Time: time.Duration(n.Minutes) * time.Minute}
}

// secretsOf looks credentials up where the settings say that secrets stand.
func secretsOf(c *config.Config) func(name string) (string, error) {
	return func(name string) (string, error) {
		s, err := c.Secret(name)
		switch {
		case errors.Is(err, config.ErrNoSecret):
			platform, _, _ := strings.Cut(name, "-")
			return "", fmt.Errorf("%w: %w; tailor connect %s shows how to get it", connectors.ErrAuth, err, platform)
		case err != nil:
			return "", fmt.Errorf("%w: %w", connectors.ErrAuth, err)
		}
		return s.Reveal(), nil
	}
}

// askable reports whether a server may be asked at this run's moment: what it
// answers is of today, so a run that computes as of another day must not ask. The
// hour between is for runs that were started with the moment written out.
func (u *Unit) askable() bool {
	apart := u.Wall().Sub(u.Clock.AsOf)
	return apart > -time.Hour && apart < time.Hour
}

// known lists, for each account, the posts of the last weeks with the moments at
// which the platform was read: from the lake, and from pages that wait in the inbox.
// Where terms want stored posts to be asked about again and again, it lists them all.
func (u *Unit) known(ctx context.Context, s *lake.Snapshot) (map[data.AccountID][]connectors.Known, error) {
	watched := data.At(u.Clock.AsOf.Add(-connectors.Watched))
	always := map[data.Platform]bool{}
	for _, a := range u.Config.AllAccounts() {
		source := u.Config.Source(a, u.Clock.AsOf)
		if all.Terms(source, connectors.Env{}).AskAgain > 0 {
			always[data.Platform(a.Platform)] = true
		}
	}
	posts := map[data.AccountID]map[data.PostID]*knownPost{}
	recent := func(partition string) bool {
		platform, month, ok := strings.Cut(partition, "/month=")
		return !ok || month >= watched.Time().Format("2006-01") || always[data.Platform(strings.TrimPrefix(platform, "platform="))]
	}
	oldest := func(p *data.Post) data.Micros {
		if always[p.Platform] {
			return 0
		}
		return watched
	}
	for p, err := range lake.Scan(ctx, s, lake.Posts, recent) {
		if err != nil {
			return nil, err
		}
		learnPost(posts, &p, oldest(&p))
	}
	for snap, err := range lake.Scan(ctx, s, lake.PostSnapshots, recent) {
		if err != nil {
			return nil, err
		}
		learnReading(posts, &snap)
	}
	for page, err := range u.lake.Inbox().Pending(ctx, s) {
		if err != nil {
			return nil, err
		}
		for i := range page.Posts {
			learnPost(posts, &page.Posts[i], oldest(&page.Posts[i]))
		}
		for i := range page.Snapshots {
			learnReading(posts, &page.Snapshots[i])
		}
	}
	known := make(map[data.AccountID][]connectors.Known, len(posts))
	for id, byPost := range posts {
		for _, k := range byPost {
			slices.Sort(k.Reads)
			k.Reads = slices.Compact(k.Reads)
			known[id] = append(known[id], k.Known)
		}
		slices.SortFunc(known[id], func(a, b connectors.Known) int {
			return cmp.Or(cmp.Compare(b.PublishedAt, a.PublishedAt), cmp.Compare(a.Post, b.Post))
		})
	}
	return known, nil
}

// knownPost is a known post and the moment its replies were counted at.
type knownPost struct {
	connectors.Known
	counted data.Micros
}

func learnPost(posts map[data.AccountID]map[data.PostID]*knownPost, p *data.Post, oldest data.Micros) {
	if p.PublishedAt < oldest {
		return
	}
	if posts[p.AccountID] == nil {
		posts[p.AccountID] = map[data.PostID]*knownPost{}
	}
	k := posts[p.AccountID][p.PostID]
	if k == nil {
		k = &knownPost{Known: connectors.Known{Post: p.PostID, PublishedAt: p.PublishedAt}}
		posts[p.AccountID][p.PostID] = k
	}
	k.Deleted = k.Deleted || p.DeletedAt != 0
}

// learnReading notes a reading from the platform itself; those of files do not
// count, because they were made when somebody downloaded the file.
func learnReading(posts map[data.AccountID]map[data.PostID]*knownPost, s *data.PostSnapshot) {
	k := posts[s.AccountID][s.PostID]
	if k == nil || s.Source != data.SourceAPI {
		return
	}
	k.Reads = append(k.Reads, s.ObservedAt)
	if s.ObservedAt >= k.counted {
		k.counted, k.Replies = s.ObservedAt, s.Replies
	}
}

// connectorOptions is what connectors need of the settings besides the account.
func (u *Unit) connectorOptions(meter *xv2.Meter) all.Options {
	return all.Options{Mappings: u.Config.Mappings, XMeter: meter}
}

// What X charges for, as the ledger has it.
const (
	paidXPosts = "x post"
	paidXUsers = "x user"
)

// paidForX is what the runs of this month (UTC) have read from X.
func (u *Unit) paidForX() (xv2.Reads, error) {
	var paid xv2.Reads
	now := u.Wall().UTC()
	runs, err := u.ledger.Since(time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC))
	for _, r := range runs {
		for _, p := range r.Paid {
			switch p.Kind {
			case paidXPosts:
				paid.Posts += p.N
			case paidXUsers:
				paid.Users += p.N
			}
		}
	}
	return paid, err
}

// xMeter holds what this run may still read from X. What it reads is noted in the
// ledger with every answer.
func (u *Unit) xMeter() (*xv2.Meter, error) {
	before, err := u.paidForX()
	if err != nil {
		return nil, err
	}
	return xv2.NewMeter(float64(u.Config.Network.XMonthlyUSD), before, func(fresh xv2.Reads) {
		if u.run == nil {
			return // nothing is read outside of a run but by tailor connect
		}
		// What cannot be written down now is written with the next answer's count or the
		// run's end; the run itself stops if its record cannot be kept.
		_ = u.run.Update(func(r *ledger.Run) {
			r.Pay(paidXPosts, fresh.Posts)
			r.Pay(paidXUsers, fresh.Users)
		})
	}), nil
}
