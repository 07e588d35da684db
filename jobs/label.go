package jobs

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/lock"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
)

// Label returns the week's sample of replies to judge, and notes in the audit log that
// its texts are looked at.
func (u *Unit) Label(ctx context.Context) (*mood.Labelling, error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	l, err := mood.LabelReplies(ctx, s, u.scorer, u.Clock)
	if err != nil || len(l.Tasks) == 0 {
		return l, err
	}
	return l, u.audit("label", len(l.Tasks))
}

// lockAgain is how long KeepLabels waits before it tries again to take the lock.
const lockAgain = time.Second

// KeepLabels adds what was said to the counts of labels. A run that is under way is
// waited for: waits is told of it once, for what a person has said is not thrown away.
func (u *Unit) KeepLabels(ctx context.Context, l *mood.Labelling, waits func(error)) error {
	if l.Asked() == 0 {
		return nil
	}
	return u.whenFree(ctx, waits, func() error {
		return u.commit(ctx, "label", func(r lake.Reader) (lake.Changes, error) { return l.Record(ctx, r) })
	})
}

// whenFree does something under the root's lock, and waits for it if another process
// holds it; waits, if it is not nil, is told of that once.
func (u *Unit) whenFree(ctx context.Context, waits func(error), do func() error) (err error) {
	held, err := u.lockForLabels()
	for locked := (*lock.ErrLocked)(nil); errors.As(err, &locked); held, err = u.lockForLabels() {
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

func (u *Unit) lockForLabels() (*lock.Lock, error) {
	return lock.Root(u.Root, lock.Holder{PID: os.Getpid(), Started: u.Wall(), Command: "tailor label"})
}
