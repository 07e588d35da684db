package jobs

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	xv2 "github.com/digital-diplomacy/tailor/connectors/x/v2"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// inHand is how long the answer to a request that was sent is waited for when a run is
// interrupted, so that the page in hand is kept. Schedulers give half a minute and more.
const inHand = 10 * time.Second

// Network returns the way to the network that the accounts of this unit share.
func (u *Unit) Network() *web.Net {
	u.netOnce.Do(func() {
		u.net = web.New(web.Options{Transport: u.Transport, Allow: u.Config.Network.Allow, Now: u.Wall, Grace: u.grace,
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

// Askable reports whether a server may be asked at this run's moment: what it
// answers is of today, so a run that computes as of another day must not ask. The
// hour between is for runs that were started with the moment written out.
func (u *Unit) Askable() bool {
	apart := u.Wall().Sub(u.Clock.AsOf)
	return apart > -time.Hour && apart < time.Hour
}

// What X charges for, as the ledger has it.
const (
	paidXPosts = "x post"
	paidXUsers = "x user"
)

// PaidForX is what the runs of this month (UTC) have read from X.
func (u *Unit) PaidForX() (xv2.Reads, error) {
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
	before, err := u.PaidForX()
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
