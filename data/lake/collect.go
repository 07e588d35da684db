package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
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

// Superseded is what Collect removes at a moment, or a commit that purges at any.
type Superseded struct {
	Commits int   `json:"commits"`
	Files   int   `json:"files"` // that only they name
	Bytes   int64 `json:"bytes"`
}

// Superseded tells what [Lake.Collect] would remove now; with purge, what a commit that
// purges would.
func (l *Lake) Superseded(ctx context.Context, now time.Time, purge bool) (Superseded, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	out, err := l.goes(ctx, now.Add(-keepFor), purge)
	if err != nil {
		return out, fmt.Errorf("superseded snapshots: %w", err)
	}
	return out, nil
}

func (l *Lake) goes(ctx context.Context, before time.Time, purge bool) (out Superseded, err error) {
	commits, err := l.commits(ctx)
	if err != nil || len(commits) == 0 {
		return out, err
	}
	old := commits[:len(commits)-1]
	if !purge {
		if old, err = l.superseded(ctx, before); err != nil {
			return out, err
		}
	}
	live, going := map[string]bool{}, map[string]File{}
	for _, id := range commits {
		s, err := l.read(ctx, id)
		if id != commits[len(commits)-1] && lost(err) {
			if !slices.Contains(old, id) {
				old = append(slices.Clone(old), id)
			}
			continue
		}
		if err != nil {
			return out, err
		}
		for _, f := range append(files(s.manifest.Tables), files(s.vault.Tables)...) {
			if slices.Contains(old, id) {
				going[f.Name] = f
			} else {
				live[f.Name] = true
			}
		}
	}
	out.Commits = len(old)
	for name, f := range going {
		if !live[name] {
			out.Files, out.Bytes = out.Files+1, out.Bytes+f.Bytes
		}
	}
	return out, nil
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

// superseded returns the commits that were followed by another before a moment.
func (l *Lake) superseded(ctx context.Context, before time.Time) (old []int64, err error) {
	commits, err := l.commits(ctx)
	if err != nil {
		return nil, err
	}
	d, err := datedOf(l.lake)
	if err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(commits); i++ {
		followed, err := d.changed(manifestName(commits[i+1]))
		if err != nil {
			return nil, err
		}
		if followed.Before(before) {
			old = append(old, commits[i])
		}
	}
	return old, nil
}

// finishPurge does what a purging commit that died did not get to do. Its removing
// the older manifests comes last, so one that is left means that it is unfinished.
func (l *Lake) finishPurge(ctx context.Context, s *Snapshot) error {
	if !s.manifest.Purge {
		return nil
	}
	commits, err := l.commits(ctx)
	if err != nil {
		return err
	}
	if len(commits) == 1 {
		return nil
	}
	return l.purge(ctx, s)
}

// purge removes all but the newest snapshot, and every file it does not list, of
// whatever age.
func (l *Lake) purge(ctx context.Context, s *Snapshot) error {
	commits, err := l.commits(ctx)
	if err != nil {
		return fmt.Errorf("purge: %w", err)
	}
	old := slices.DeleteFunc(commits, func(id int64) bool { return id == s.ID() })
	if err := l.discard(ctx, s, old, time.Time{}); err != nil {
		return fmt.Errorf("purge: %w", err)
	}
	return nil
}

// lost reports that a manifest cannot be read any more: it is damaged, or half removed by a
// purge that died. Of a superseded snapshot nobody misses it, and what only it lists goes.
func lost(err error) bool { return errors.Is(err, ErrDamaged) || errors.Is(err, fs.ErrNotExist) }

// discard removes old snapshots, and superseded ones whose manifests are lost, and every
// file that no other lists and that was stored before a moment (the zero time: at any). s
// is the newest. Trees go first and manifests last, so that it can be done again after a
// crash.
func (l *Lake) discard(ctx context.Context, s *Snapshot, old []int64, before time.Time) error {
	old = slices.Clone(old)
	live := map[string]bool{}
	commits, err := l.commits(ctx)
	if err != nil {
		return err
	}
	for _, id := range commits {
		if slices.Contains(old, id) {
			continue
		}
		kept := s
		if id != s.ID() {
			kept, err = l.read(ctx, id)
			if lost(err) {
				old = append(old, id)
				continue
			}
			if err != nil {
				return err
			}
		}
		live[manifestName(id)] = true
		live[kept.manifest.Vault] = true
		for _, f := range append(files(kept.manifest.Tables), files(kept.vault.Tables)...) {
			live[f.Name] = true
		}
	}
	if err := l.hideTrees(ctx, s, old); err != nil {
		return err
	}
	if err := l.discardFiles(ctx, l.lake, filesDir, files(s.manifest.Tables), live, before); err != nil {
		return err
	}
	if err := l.discardFiles(ctx, l.vault, filesDir, files(s.vault.Tables), live, before); err != nil {
		return err
	}
	if err := l.discardFiles(ctx, l.vault, commitsDir, nil, live, before); err != nil {
		return err
	}
	for _, id := range old {
		if err := l.lake.Remove(ctx, manifestName(id)); err != nil {
			return err
		}
	}
	return nil
}

// hideTrees removes the trees of old snapshots and those without a manifest.
func (l *Lake) hideTrees(ctx context.Context, s *Snapshot, old []int64) error {
	v, ok := l.lake.(viewer)
	if !ok {
		return nil
	}
	current, trees, err := v.shown(ctx)
	if err != nil {
		return err
	}
	for _, tree := range trees {
		stale := slices.ContainsFunc(old, func(id int64) bool { return commitName(id) == tree })
		if o, err := l.lake.Open(ctx, commitsDir+tree+".json"); errors.Is(err, fs.ErrNotExist) {
			stale = true
		} else if err == nil {
			err = o.Close()
			if err != nil {
				return err
			}
		} else {
			return err
		}
		if stale && tree != current && tree != commitName(s.ID()) {
			if err := v.hide(ctx, tree); err != nil {
				return err
			}
		}
	}
	return nil
}

// discardFiles removes objects that are not live and were stored before a moment.
func (l *Lake) discardFiles(ctx context.Context, s Store, prefix string, must []File, live map[string]bool, before time.Time) error {
	names, err := s.List(ctx, prefix)
	if err != nil {
		return err
	}
	for _, f := range must {
		if _, ok := slices.BinarySearch(names, f.Name); !ok {
			return fmt.Errorf("the listing of %s (%d names) lacks %s, which the manifest lists; nothing was removed, run verify", prefix, len(names), f.Name)
		}
	}
	d, err := datedOf(s)
	if err != nil {
		return err
	}
	for _, name := range names {
		if live[name] {
			continue
		}
		stored, err := d.changed(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if before.IsZero() || stored.Before(before) {
			if err := s.Remove(ctx, name); err != nil {
				return err
			}
		}
	}
	return d.sweep(ctx, before)
}
