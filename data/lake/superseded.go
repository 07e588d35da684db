package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"
)

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

// lost reports that a manifest cannot be read any more: it is damaged, or half removed by a
// purge that died. Of a superseded snapshot nobody misses it, and what only it lists goes.
func lost(err error) bool { return errors.Is(err, ErrDamaged) || errors.Is(err, fs.ErrNotExist) }
