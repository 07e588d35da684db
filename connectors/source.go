package connectors

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Source reads an account through its driver: it pages, retries, and checks every
// row that a driver returns.
type Source struct {
	Account Account
	Driver  Driver
	Retry   Retry
	Clock   data.Clock // if set, rows from later than it are set aside

	Waited time.Duration // between tries so far; not to be read while pages are
}

// NewSource returns the source of a with the usual patience.
func NewSource(a Account, d Driver) *Source {
	return &Source{Account: a, Driver: d, Retry: DefaultRetry()}
}

// Pages yields the pages after cursor until the driver is done, fails for good or
// ctx ends. Each page's cursor may be stored once its rows are. A page that says
// nothing and moves no cursor is not yielded, so that a second read of unchanged
// input yields nothing. After an error nothing follows.
func (s *Source) Pages(ctx context.Context, cursor string) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		if c, ok := s.Driver.(interface{ Close() }); ok {
			defer c.Close() // an open file can be neither moved nor deleted on Windows
		}
		check := checker{s.Account, s.Clock.Now()}
		for {
			p, err := s.fetch(ctx, cursor)
			if err != nil {
				yield(Page{}, fmt.Errorf("read account %s with %s: %w", s.Account.ID, s.Driver.Info(), err))
				return
			}
			moved := p.Cursor != cursor
			if !moved && !p.Done {
				yield(Page{}, fmt.Errorf("read account %s with %s: the driver neither moves its cursor nor ends",
					s.Account.ID, s.Driver.Info()))
				return
			}
			check.page(&p)
			if (moved || !p.Empty()) && !yield(p, nil) {
				return
			}
			if p.Done {
				return
			}
			cursor = p.Cursor
		}
	}
}

// fetch calls the driver until it answers or patience ends.
func (s *Source) fetch(ctx context.Context, cursor string) (Page, error) {
	for try := 1; ; try++ {
		if err := ctx.Err(); err != nil {
			return Page{}, context.Cause(ctx)
		}
		p, err := s.Driver.Fetch(ctx, cursor)
		if err == nil {
			return p, nil
		}
		if ctx.Err() != nil {
			return Page{}, errors.Join(context.Cause(ctx), err)
		}
		if !Retryable(err) {
			return Page{}, err
		}
		began := time.Now()
		err = s.Retry.wait(ctx, try, err)
		s.Waited += time.Since(began)
		if err != nil {
			return Page{}, err
		}
	}
}
