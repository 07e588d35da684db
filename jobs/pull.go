package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
)

// pull reads every account. A failed account does not stop the others; the run
// is then partial and says which.
func (u *Unit) pull(ctx context.Context) error {
	if err := u.gate(ctx); err != nil {
		return err
	}
	base, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	p := &puller{Unit: u, base: base}
	if p.replies, err = u.knownReplies(ctx, base); err != nil {
		return err
	}
	u.got = pulledAll{}
	outcome := outcomes{unit: u}
	if u.readsReplies() { // before a reply comes and its account fails
		outcome.failed = privacy.DamagedKeys(u.Config.KeysDir)
		for _, w := range p.replies.lost {
			outcome.failed = append(outcome.failed, fmt.Errorf("author key: the one of %s is gone, under which replies to %s on %s were counted; until the week is sealed, its new replies count as without author; put the key back from a copy of %s before the next run",
				w.Week, w.Mission, w.Platform, u.Config.KeysDir))
		}
	}
	var asked []connectors.Account
	for _, a := range u.Config.AllAccounts() {
		account := u.Config.Source(a, u.Clock.AsOf)
		if !u.From.IsZero() {
			account.Since = data.At(u.From)
		}
		switch {
		case len(account.Files) > 0: // in the config's order, so that equal files give an equal lake
			got, err := p.pull(ctx, account)
			if err := outcome.note(account.ID, got, err); err != nil {
				return err
			}
		case !u.Askable():
			u.undone[account.Mission] = true
			outcome.skipped++
		default:
			asked = append(asked, account)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if len(asked) > 0 {
		if p.known, err = u.Known(ctx, base); err != nil {
			return err
		}
		// What was paid for stands in the ledger: a record that cannot be read stops X alone.
		if slices.ContainsFunc(asked, func(a connectors.Account) bool { return a.Platform == string(data.X) }) {
			if p.meter, err = u.xMeter(); err != nil {
				return err
			}
		}
		if err := p.ask(ctx, asked, &outcome); err != nil {
			return err
		}
	}
	return outcome.end(len(u.Config.AllAccounts()))
}

// ask reads accounts of platforms, a few at a time. How many requests go to one host
// at once is another matter, which the network looks after.
func (p *puller) ask(ctx context.Context, accounts []connectors.Account, outcome *outcomes) error {
	var wg sync.WaitGroup
	todo := make(chan connectors.Account)
	failed := make(chan error, p.Config.Network.Accounts)
	for range min(p.Config.Network.Accounts, len(accounts)) {
		wg.Go(func() {
			for a := range todo {
				got, err := p.pull(ctx, a)
				if err := outcome.note(a.ID, got, err); err != nil {
					failed <- err
					for range todo { // so that whoever hands accounts out is not kept waiting
					}
					return
				}
			}
		})
	}
	for _, a := range accounts {
		if ctx.Err() != nil {
			break
		}
		todo <- a
	}
	close(todo)
	wg.Wait()
	close(failed)
	if err := <-failed; err != nil {
		return err
	}
	return ctx.Err()
}

// outcomes gathers how the accounts of a pull went. Several goroutines may use it.
type outcomes struct {
	unit    *Unit
	mu      sync.Mutex
	failed  []error
	nothing int // accounts that gave nothing at all
	skipped int // accounts not asked, because the run computes as of another day
}

func (o *outcomes) note(id data.AccountID, got pulled, err error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err != nil {
		o.failed = append(o.failed, fmt.Errorf("account %s: %w", id, err))
		if got.pages == 0 {
			o.nothing++
		}
	}
	if noted := o.unit.ran(id, got, err); noted != nil {
		return noted
	}
	if lost := (notStored{}); errors.As(err, &lost) {
		return fmt.Errorf("account %s: %w", id, err)
	}
	return nil
}

// end returns what the pull as a whole came to.
func (o *outcomes) end(accounts int) error {
	if o.skipped > 0 {
		o.unit.summary = strings.TrimPrefix(fmt.Sprintf("%s; %d accounts were not asked, because platforms show today only and this run computes as of %s",
			o.unit.summary, o.skipped, o.unit.Clock.AsOf.Format(time.DateOnly)), "; ")
	}
	if len(o.failed) == 0 {
		return nil
	}
	slices.SortFunc(o.failed, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	return &PartialError{Failed: o.failed, All: o.nothing == accounts}
}
