package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Inbox holds the pages that were pulled and not yet taken in by a commit, in the
// vault: one immutable object per page, numbered from 1 per account without gaps.
// A page holds its cursor, so that the cursor never passes data that is not stored.
type Inbox struct{ lake *Lake }

// pageDir is where an account's pages stand. Letters that mean something in a path
// are percent-encoded.
func pageDir(a data.AccountID) string { return inboxDir + segment("account", string(a)) + "/" }

func pageName(a data.AccountID, seq int64) string {
	return fmt.Sprintf("%s%012d.json", pageDir(a), seq)
}

// pageOf is the reverse of pageName.
func pageOf(name string) (a data.AccountID, seq int64, err error) {
	escaped := strings.TrimPrefix(path.Dir(name), inboxDir+"account=")
	account, err := url.PathUnescape(escaped)
	if err == nil {
		_, err = fmt.Sscanf(path.Base(name), "%d.json", &seq)
	}
	if a = data.AccountID(account); err != nil || seq < 1 || pageName(a, seq) != name {
		return "", 0, fmt.Errorf("%s is not the name of a page; whatever put it there, move it out of the data folder", name)
	}
	return a, seq, nil
}

// Append stores a page, durably. Its number must be the next of its account.
func (b *Inbox) Append(ctx context.Context, p data.Page) error {
	if err := b.append(ctx, &p); err != nil {
		return fmt.Errorf("append page %d of %s: %w", p.Seq, p.Account, err)
	}
	return nil
}

func (b *Inbox) append(ctx context.Context, p *data.Page) error {
	if p.Account == "" {
		return errors.New("page names no account")
	}
	last, err := b.lastSeq(ctx, nil, p.Account)
	if err != nil {
		return err
	}
	if p.Seq != last+1 {
		return fmt.Errorf("the next page is %d; ask Last for where to go on", last+1)
	}
	body, err := enclose(p)
	if err != nil {
		return err
	}
	err = b.lake.vault.PutIfAbsent(ctx, pageName(p.Account, p.Seq), body)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: another run pulls this account", err)
	}
	return err
}

// lastSeq returns the number of the last page of an account, whether it is in the
// inbox or was committed and pruned. s may be nil for the newest snapshot.
func (b *Inbox) lastSeq(ctx context.Context, s *Snapshot, a data.AccountID) (int64, error) {
	names, err := b.lake.vault.List(ctx, pageDir(a))
	if err != nil {
		return 0, err
	}
	if s == nil {
		if s, err = b.lake.Current(ctx); err != nil {
			return 0, err
		}
	}
	last := s.Position(a).Seq
	if len(names) > 0 {
		_, seq, err := pageOf(names[len(names)-1])
		return max(seq, last), err
	}
	return last, nil
}

// Last returns the position of the last page of an account, committed or pending:
// where its source goes on. It is the zero Position if there never was one.
func (b *Inbox) Last(ctx context.Context, s *Snapshot, a data.AccountID) (Position, error) {
	seq, err := b.lastSeq(ctx, s, a)
	if err == nil && seq > s.Position(a).Seq {
		var p data.Page
		if p, err = b.page(ctx, pageName(a, seq)); err == nil {
			return Position{p.Seq, p.Cursor, p.Done}, nil
		}
	}
	if err != nil {
		return Position{}, fmt.Errorf("last page of %s: %w", a, err)
	}
	return s.Position(a), nil
}

func (b *Inbox) page(ctx context.Context, name string) (p data.Page, err error) {
	body, err := readObject(ctx, b.lake.vault, name)
	if err == nil {
		err = disclose(body, &p)
	}
	if err == nil && pageName(p.Account, p.Seq) != name {
		err = fmt.Errorf("damaged: it is page %d of %s", p.Seq, p.Account)
	}
	if err != nil {
		return data.Page{}, fmt.Errorf("page %s: %w", name, err)
	}
	return p, nil
}

// Pending returns the pages beyond a snapshot's positions, by account, then by
// number. It ends at the first error: a page that is damaged or missing.
func (b *Inbox) Pending(ctx context.Context, s *Snapshot) iter.Seq2[data.Page, error] {
	return func(yield func(data.Page, error) bool) {
		names, err := b.sorted(ctx)
		if err != nil {
			yield(data.Page{}, fmt.Errorf("pending pages: %w", err))
			return
		}
		next := map[data.AccountID]int64{}
		for _, n := range names {
			if n.seq <= s.Position(n.account).Seq {
				continue
			}
			if next[n.account] == 0 {
				next[n.account] = s.Position(n.account).Seq + 1
			}
			if n.seq != next[n.account] {
				yield(data.Page{}, fmt.Errorf("pending pages: page %d of %s is missing, page %d is there; restore it, or remove the pages after it and pull again", next[n.account], n.account, n.seq))
				return
			}
			next[n.account]++
			p, err := b.page(ctx, n.name)
			if err != nil {
				err = fmt.Errorf("pending pages: %w", err)
			}
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

type namedPage struct {
	name    string
	account data.AccountID
	seq     int64
}

// sorted lists the pages by account and number.
func (b *Inbox) sorted(ctx context.Context) ([]namedPage, error) {
	names, err := b.lake.vault.List(ctx, inboxDir)
	if err != nil {
		return nil, err
	}
	pages := make([]namedPage, len(names))
	for i, name := range names {
		a, seq, err := pageOf(name)
		if err != nil {
			return nil, err
		}
		pages[i] = namedPage{name, a, seq}
	}
	slices.SortStableFunc(pages, func(a, b namedPage) int {
		if c := strings.Compare(string(a.account), string(b.account)); c != 0 {
			return c
		}
		return int(a.seq - b.seq)
	})
	return pages, nil
}

// Prune removes the pages that a committed snapshot has taken in, oldest first, so
// that pages are always numbered without gaps.
func (b *Inbox) Prune(ctx context.Context, s *Snapshot) error {
	pages, err := b.sorted(ctx)
	for _, p := range pages {
		if err == nil && p.seq <= s.Position(p.account).Seq {
			err = b.lake.vault.Remove(ctx, p.name)
		}
	}
	if err != nil {
		return fmt.Errorf("prune inbox: %w", err)
	}
	return nil
}
