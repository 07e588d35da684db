package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline"
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
	known, err := u.knownReplies(ctx, base)
	if err != nil {
		return err
	}
	var failed []error
	u.got = pulledAll{}
	accounts := u.Config.AllAccounts()
	for _, a := range accounts {
		account := u.Config.Source(a)
		pulled, err := u.pullAccount(ctx, base, account, known)
		if err := u.ran(account.ID, pulled, err); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("account %s: %w", account.ID, err))
		}
	}
	if len(failed) > 0 {
		return &PartialError{Failed: failed, All: len(failed) == len(accounts)}
	}
	return nil
}

// gate refuses to collect replies without the grounds the config must name, before
// anything is read.
func (u *Unit) gate(ctx context.Context) error {
	if !slices.ContainsFunc(u.Config.AllAccounts(), u.Config.ReadsReplies) {
		return nil
	}
	if err := u.Config.ReplyGate(); err != nil {
		return err
	}
	return u.ensureKeys(ctx)
}

// ensureKeys makes the unit's keys before the first reply is read. Once replies
// were taken in, missing keys are an error: new ones would count everybody twice.
func (u *Unit) ensureKeys(ctx context.Context) error {
	if u.keys != nil {
		return nil
	}
	s, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	if len(s.Files(lake.ReplySeen.Name))+len(s.Files(lake.Seals.Name)) > 0 {
		return fmt.Errorf("%w: %s holds no keys, but replies were counted under keys before; put the folder back from its copy", privacy.ErrGate, u.Config.KeysDir)
	}
	u.keys, err = privacy.CreateKeys(u.Config.KeysDir)
	if err != nil {
		return fmt.Errorf("make keys in %s: %w", u.Config.KeysDir, err)
	}
	return nil
}

// replyIDs is which replies were taken in, and which weeks are closed.
type replyIDs struct {
	seen   map[string]bool
	sealed map[data.Seal]bool
}

func (u *Unit) knownReplies(ctx context.Context, s *lake.Snapshot) (*replyIDs, error) {
	known := &replyIDs{seen: map[string]bool{}, sealed: map[data.Seal]bool{}}
	if u.keys == nil {
		return known, nil
	}
	for row, err := range lake.Scan(ctx, s, lake.ReplySeen, nil) {
		if err != nil {
			return nil, err
		}
		known.seen[row.ReplyID] = true
	}
	for row, err := range lake.Scan(ctx, s, lake.Seals, nil) {
		if err != nil {
			return nil, err
		}
		known.sealed[data.Seal{Mission: row.Mission, Platform: row.Platform, Week: row.Week}] = true
	}
	for page, err := range u.lake.Inbox().Pending(ctx, s) {
		if err != nil {
			return nil, err
		}
		known.add(page.Replies)
	}
	return known, nil
}

func (k *replyIDs) add(replies []data.Reply) {
	for i := range replies {
		k.seen[replies[i].ReplyID] = true
	}
}

// pulled counts what one account's sources gave.
type pulled struct {
	pages, posts, snapshots, replies int
	rejects                          []data.Reject
	done                             bool
}

// accountsNamed is up to how many accounts a pull's summary names one by one.
const accountsNamed = 3

// pulledAll adds up what the accounts of one run gave.
type pulledAll struct {
	pulled
	each []string // what each account with something new gave
}

func (p *pulled) String() string {
	return fmt.Sprintf("%d posts, %d readings, %d replies", p.posts, p.snapshots, p.replies)
}

func (a *pulledAll) add(id data.AccountID, p pulled) {
	a.each = append(a.each, fmt.Sprintf("%s: %s", id, &p))
	a.posts += p.posts
	a.snapshots += p.snapshots
	a.replies += p.replies
	a.rejects = append(a.rejects, p.rejects...)
}

// String is the sum as a stage's summary.
func (a *pulledAll) String() string {
	text := strings.Join(a.each, ", ")
	if len(a.each) > accountsNamed {
		text = fmt.Sprintf("%d accounts: %s", len(a.each), &a.pulled)
	}
	if n := len(a.rejects); n > 0 {
		text += fmt.Sprintf("; %d rows set aside", n)
	}
	return text
}

func (u *Unit) pullAccount(ctx context.Context, base *lake.Snapshot, a connectors.Account, known *replyIDs) (pulled, error) {
	var got pulled
	driver, err := all.Open(a, u.connectorEnv(), u.Config.Mappings)
	if err != nil {
		return got, err
	}
	source := connectors.NewSource(a, driver)
	source.Clock = u.Clock
	last, err := u.lake.Inbox().Last(ctx, base, a.ID)
	if err != nil {
		return got, err
	}
	stripper := u.stripper(ctx, a, base, known)
	for page, err := range source.Pages(ctx, last.Cursor) {
		if err != nil {
			return got, err
		}
		if !a.Replies {
			page.Replies = nil
		}
		if page.Empty() && page.Cursor == last.Cursor {
			continue
		}
		stored, err := stripper.Strip(page, driver.Info().String(), last.Seq+1)
		if errors.Is(err, privacy.ErrWeekSealed) {
			return got, fmt.Errorf("%w: this data folder does not know the week, so it was emptied or is another one; to start over, move %s away as well", err, u.Config.KeysDir)
		}
		if err != nil {
			return got, err
		}
		if err := u.lake.Inbox().Append(ctx, stored); err != nil {
			return got, err
		}
		known.add(stored.Replies)
		last = lake.Position{Seq: stored.Seq, Cursor: stored.Cursor, Done: stored.Done}
		got.pages++
		got.posts += len(stored.Posts)
		got.snapshots += len(stored.Snapshots) + len(stored.Accounts)
		got.replies += len(stored.Replies)
		got.rejects = append(got.rejects, stored.Rejects...)
		u.Progress.Step(fmt.Sprintf("%s: %d posts, %d replies", a.ID, got.posts, got.replies))
	}
	got.done = true // a source ends without an error only where nothing is left to read, new pages or not
	return got, nil
}

func (u *Unit) stripper(ctx context.Context, a connectors.Account, base *lake.Snapshot, known *replyIDs) *pipeline.Stripper {
	account := u.account(a.ID)
	return &pipeline.Stripper{
		Account: account, Keys: u.keys, Masker: u.masker, Topics: u.topics, Clock: u.Clock,
		Seen: func(id string) bool { return known.seen[id] },
		Sealed: func(p data.Platform, week string) bool {
			return known.sealed[data.Seal{Mission: account.Mission, Platform: p, Week: week}]
		},
		Format: u.formats(ctx, base),
	}
}

// PartialError says that some accounts failed while the rest was committed.
type PartialError struct {
	Failed []error
	All    bool // nothing could be read at all
}

func (e *PartialError) Error() string { return errors.Join(e.Failed...).Error() }

// Unwrap gives the accounts' errors.
func (e *PartialError) Unwrap() []error { return e.Failed }
