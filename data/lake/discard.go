package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"
)

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
