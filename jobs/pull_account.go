package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	xv2 "github.com/digital-diplomacy/tailor/connectors/x/v2"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
)

// puller reads accounts of one run. Several goroutines may use it.
type puller struct {
	*Unit
	base    *lake.Snapshot
	replies *replyIDs
	known   map[data.AccountID][]connectors.Known // recent posts, for accounts that are asked
	meter   *xv2.Meter                            // of what X charges for
	storing sync.Mutex                            // one page at a time is stripped and stored
}

// pull reads one account to its end, or to the first error.
func (p *puller) pull(ctx context.Context, a connectors.Account) (got pulled, err error) {
	got.began = p.Wall()
	env := p.connectorEnv()
	if len(a.Files) == 0 {
		if err := p.Attested(a); err != nil {
			return got, err
		}
		line := p.Network().Line(budget(p.Config.Network))
		env = p.over(line)
		env.Known = func(id data.AccountID) ([]connectors.Known, error) { return p.known[id], nil }
		defer func() { got.used = line.Used() }()
	}
	driver, err := all.Open(a, env, all.Options{Mappings: p.Config.Mappings, XMeter: p.meter})
	if err != nil {
		return got, err
	}
	if meter, ok := driver.(connectors.Meter); ok {
		defer func() { got.spent = meter.Spent() }()
	}
	source := connectors.NewSource(a, driver)
	source.Clock = p.Clock
	defer func() { got.waited = source.Waited }()
	last, err := p.lake.Inbox().Last(ctx, p.base, a.ID)
	if err != nil {
		return got, err
	}
	got.cursor = last.Cursor
	whole := context.WithoutCancel(ctx) // a page that was read is kept as it would be without an interruption
	stripper := p.stripper(whole, a, p.base, p.replies)
	for page, err := range source.Pages(ctx, last.Cursor) {
		if err != nil {
			return got, err
		}
		if !a.Replies {
			page.Replies = nil
		}
		if len(a.Files) == 0 {
			if err := p.serversAgree(); err != nil {
				return got, err
			}
		}
		got.unknown = append(got.unknown, page.Unknown...)
		if page.Empty() && page.Cursor == last.Cursor {
			continue
		}
		stored, err := p.store(whole, stripper, page, driver.Info().String(), last.Seq+1)
		if err != nil {
			return got, err
		}
		last = lake.Position{Seq: stored.Seq, Cursor: stored.Cursor, Done: stored.Done}
		got.add(&stored)
		p.step(fmt.Sprintf("%s: %d posts, %d replies", a.ID, got.posts, got.replies))
	}
	got.done = true // a source ends without an error only where nothing is left to read, new pages or not
	return got, nil
}

// notStored is the error of a page that could not be kept: the disk's failure and not the
// account's, so the run ends with it.
type notStored struct{ error }

// Unwrap gives the store's error.
func (e notStored) Unwrap() error { return e.error }

// store takes the authors out of a page and puts it into the inbox.
func (p *puller) store(ctx context.Context, s *intake.Stripper, page connectors.Page, connector string, seq int64) (data.Page, error) {
	p.storing.Lock()
	defer p.storing.Unlock()
	stored, err := s.Strip(page, connector, seq)
	if errors.Is(err, privacy.ErrWeekSealed) {
		return stored, fmt.Errorf("%w: this data folder does not know the week, so it was emptied or is another one; to start over, move %s away as well", err, p.Config.KeysDir)
	}
	if err != nil {
		return stored, err
	}
	if err := p.lake.Inbox().Append(ctx, stored); err != nil {
		return stored, notStored{err}
	}
	p.replies.add(stored.Replies)
	return stored, nil
}

// step shows how far an account is.
func (p *puller) step(note string) {
	p.storing.Lock()
	defer p.storing.Unlock()
	p.Progress.Step(note)
}

func (u *Unit) stripper(ctx context.Context, a connectors.Account, base *lake.Snapshot, known *replyIDs) *intake.Stripper {
	account := u.account(a.ID)
	return &intake.Stripper{
		Account: account, Keys: u.keys, Masker: u.masker, Topics: u.topics, Clock: u.Clock,
		Seen: func(id string) bool { return known.seen[id] },
		Sealed: func(p data.Platform, week string) bool {
			return known.sealed[data.Seal{Mission: account.Mission, Platform: p, Week: week}]
		},
		Lost: func(p data.Platform, week string) bool {
			return slices.Contains(known.lost, data.Seal{Mission: account.Mission, Platform: p, Week: week})
		},
		Format:   u.formats(ctx, base),
		Answered: u.answered(ctx, base, account.Mission),
	}
}
