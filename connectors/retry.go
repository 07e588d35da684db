package connectors

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// Retry is how patient a source is.
type Retry struct {
	Tries   int           // calls in all before giving up on a transient error
	First   time.Duration // pause after the first failure; doubles with each
	Longest time.Duration // longest pause after a transient error
	Limit   time.Duration // longest wait for a rate limit; beyond it TryLater is returned
}

// DefaultRetry makes five tries over about 15 s and waits up to 16 min for a rate
// limit: X's windows last 15 min.
func DefaultRetry() Retry {
	return Retry{Tries: 5, First: time.Second, Longest: 30 * time.Second, Limit: 16 * time.Minute}
}

// wait pauses before the next try, or returns why there is none. The pause is drawn
// from its upper half ("equal jitter"), so that many accounts failing together do
// not come back together.
func (r Retry) wait(ctx context.Context, try int, cause error) error {
	var limited RateLimited
	if !errors.As(cause, &limited) {
		if try >= r.Tries {
			return fmt.Errorf("gave up after %d tries: %w", try, cause)
		}
		pause := r.First
		for range try - 1 {
			pause = min(2*pause, r.Longest)
		}
		return sleep(ctx, pause/2+jitter(pause/2))
	}
	if limited.Reset.IsZero() {
		if try >= r.Tries {
			return &TryLater{Err: cause}
		}
		return sleep(ctx, r.Longest+jitter(r.Longest/2))
	}
	pause := time.Until(limited.Reset)
	if pause > r.Limit || try > 2*r.Tries {
		return &TryLater{At: limited.Reset, Err: cause}
	}
	return sleep(ctx, max(pause, 0)+jitter(r.First))
}

// jitter returns a random duration in [0, d].
func jitter(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return time.Duration(rand.Int64N(int64(d) + 1))
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}
