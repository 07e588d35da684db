package lake

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// keepFor is how long readers may go on with a superseded snapshot, and how long
// an orphan is left to the writer that may still be about to list it.
const keepFor = 24 * time.Hour

// dated is what a store must do beyond Store for Collect: say when an object was
// stored, and remove what killed writers left half-written before a moment (the
// zero time: at any).
type dated interface {
	changed(name string) (time.Time, error)
	sweep(ctx context.Context, before time.Time) error
}

func datedOf(s Store) (dated, error) {
	if d, ok := s.(dated); ok {
		return d, nil
	}
	return nil, fmt.Errorf("store %T does not say when objects were stored", s)
}

// Collect removes what nobody needs at a moment: snapshots superseded 24 hours
// before, files that no remaining snapshot lists, and what killed writers left, if
// older than 24 hours. It refuses to remove anything if a listing lacks a file of
// the newest manifest, since then the listing cannot be trusted. Neither it nor a
// commit that purges may run beside another writer.
func (l *Lake) Collect(ctx context.Context, now time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.collect(ctx, now.Add(-keepFor)); err != nil {
		return fmt.Errorf("collect: %w", err)
	}
	return nil
}

func (l *Lake) collect(ctx context.Context, before time.Time) error {
	s, err := l.current(ctx)
	if err != nil {
		return err
	}
	if s.ID() == 0 {
		return nil // or the listing of commits failed to list any
	}
	if err := errors.Join(l.show(ctx, s), l.finishPurge(ctx, s)); err != nil {
		return err
	}
	superseded, err := l.superseded(ctx, before)
	if err != nil {
		return err
	}
	return l.discard(ctx, s, superseded, before)
}
