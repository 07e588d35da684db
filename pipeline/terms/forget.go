package terms

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Forget lets go what terms do not let us keep: statistics that were borrowed for a
// number of days, and every row of a post that its platform calls deleted. The words
// of other deleted posts have left on merging, see [data.MergePost]. It looks at
// partitions of bound platforms only, and of the months in which a post can have been
// found deleted.
func Forget(ctx context.Context, r lake.Reader, terms Terms, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	for _, platform := range terms.platforms() {
		if err := terms.forget(ctx, r, &changes, platform, c.AsOf); err != nil {
			return lake.Changes{}, fmt.Errorf("forget what %s lets nobody keep: %w", platform, err)
		}
	}
	return changes, nil
}

func (t Terms) forget(ctx context.Context, r lake.Reader, c *lake.Changes, platform data.Platform, asOf time.Time) error {
	gone := map[data.PostID]bool{}
	mine := func(part string) bool { return t.bound(platform, part, asOf) }
	for p, err := range lake.Scan(ctx, r, lake.Posts, mine) {
		if err != nil {
			return err
		}
		if t[p.AccountID].DropDeleted && p.DeletedAt != 0 || t.stale(p.AccountID, p.Source, p.ObservedAt, asOf) {
			gone[p.PostID] = true
		}
	}
	drops := []func() error{
		func() error {
			return drop(ctx, r, c, lake.Posts, mine, func(p *data.Post) bool { return gone[p.PostID] })
		},
		func() error {
			return drop(ctx, r, c, lake.PostSnapshots, mine, func(s *data.PostSnapshot) bool {
				return gone[s.PostID] || t.stale(s.AccountID, s.Source, s.ObservedAt, asOf)
			})
		},
		func() error {
			return drop(ctx, r, c, lake.AccountSnapshots, mine, func(s *data.AccountSnapshot) bool {
				return t.stale(s.AccountID, s.Source, s.ObservedAt, asOf)
			})
		},
		func() error {
			return drop(ctx, r, c, lake.PostLabels, mine, func(l *data.PostLabel) bool { return gone[l.PostID] })
		},
		func() error {
			return drop(ctx, r, c, lake.HandLabels, mine, func(h *data.HandLabel) bool { return gone[h.PostID] })
		},
		func() error {
			return drop(ctx, r, c, lake.Polls, mine, func(p *data.Poll) bool {
				return gone[p.PostID] || t.stale(p.AccountID, p.Source, p.ObservedAt, asOf)
			})
		},
		func() error {
			return drop(ctx, r, c, lake.PollOptions, mine, func(o *data.PollOption) bool {
				return gone[o.PostID] || t.stale(o.AccountID, o.Source, o.ObservedAt, asOf)
			})
		},
	}
	if len(gone) > 0 { // texts under a deleted post go with it; there are few days of them
		drops = append(drops, func() error {
			return drop(ctx, r, c, lake.Replies, nil, func(x *data.Reply) bool { return gone[x.RootPost] })
		}, func() error {
			return drop(ctx, r, c, lake.PostDraws, nil, func(d *data.PostDraw) bool { return gone[d.PostID] })
		})
	}
	for _, d := range drops {
		if err := d(); err != nil {
			return err
		}
	}
	return nil
}

// drop removes rows from the partitions that keep names (all if it is nil), and
// makes older trees leave at once, because they hold them as well.
func drop[T any](ctx context.Context, r lake.Reader, c *lake.Changes, t lake.Table[T], keep func(string) bool, out func(*T) bool) error {
	for _, part := range lake.Partitions(r, t) {
		if keep != nil && !keep(part) {
			continue
		}
		rows, err := lake.Rows(ctx, r, t, partition.Only(part))
		if err != nil {
			return err
		}
		before := len(rows)
		rows = slices.DeleteFunc(rows, func(row T) bool { return out(&row) })
		if len(rows) == before {
			continue
		}
		c.Purge = true
		if len(rows) == 0 {
			rows = nil
		}
		if err := lake.Replace(c, t, part, rows, ""); err != nil {
			return err
		}
	}
	return nil
}
