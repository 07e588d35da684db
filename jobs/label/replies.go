// Package label draws what people judge by hand, replies and own posts, and keeps what they
// say of it.
package label

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/lock"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
)

// Replies returns the week's sample of replies to judge, and notes in the audit log that
// its texts are looked at.
func Replies(ctx context.Context, u *jobs.Unit) (*mood.Labelling, error) {
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	l, err := mood.LabelReplies(ctx, s, u.Scorer(), u.Clock, mood.Living(u.Config.Replies.RetentionDays, u.Clock))
	if err != nil || len(l.Tasks) == 0 {
		return l, err
	}
	return l, u.Audit("label", len(l.Tasks))
}

// lockAgain is how long KeepReplies waits before it tries again to take the lock.
const lockAgain = time.Second

// KeepReplies adds what was said to the counts of labels. A run that is under way is
// waited for: waits is told of it once, for what a person has said is not thrown away.
func KeepReplies(ctx context.Context, u *jobs.Unit, l *mood.Labelling, waits func(error)) error {
	if l.Asked() == 0 {
		return nil
	}
	return whenFree(ctx, u, waits, func() error {
		return u.Commit(ctx, "label", func(r lake.Reader) (lake.Changes, error) { return l.Record(ctx, r) })
	})
}

// whenFree does something under the root's lock, and waits for it if another process
// holds it; waits, if it is not nil, is told of that once.
func whenFree(ctx context.Context, u *jobs.Unit, waits func(error), do func() error) (err error) {
	held, err := lockForLabels(u)
	for locked := (*lock.ErrLocked)(nil); errors.As(err, &locked); held, err = lockForLabels(u) {
		if waits != nil {
			waits(locked)
			waits = nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), locked)
		case <-time.After(lockAgain):
		}
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.Release()) }()
	return do()
}

func lockForLabels(u *jobs.Unit) (*lock.Lock, error) {
	return lock.Root(u.Root, lock.Holder{PID: os.Getpid(), Started: u.Wall(), Command: "tailor label"})
}
