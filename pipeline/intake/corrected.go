package intake

import (
	"context"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Two readings of one moment and source merge by the larger value, whatever order they
// come in, because nothing tells which of two files is right. Of one file that was
// changed in its place it is known: what it says now.

// span is the rows of one page among those of all pages.
type span struct{ from, to int }

// told says which rows of an intake come from files that were read before, in other words
// or numbers.
type told struct {
	corrects []span
	rows     int // of all pages; what stands behind them was taken out of the lake
}

// add remembers where a page's rows stand, the first of them at from.
func (t *told) add(corrects bool, from, to int) {
	if corrects && to > from {
		t.corrects = append(t.corrects, span{from, to})
	}
	t.rows = to
}

// corrected is that of each table that files tell of.
type corrected struct{ accounts, posts, snapshots, labels told }

// add remembers a page whose rows are the last ones of in.
func (c *corrected) add(in *intake, p *data.Page) {
	c.accounts.add(p.Corrects, len(in.accounts)-len(p.Accounts), len(in.accounts))
	c.posts.add(p.Corrects, len(in.posts)-len(p.Posts), len(in.posts))
	c.snapshots.add(p.Corrects, len(in.snapshots)-len(p.Snapshots), len(in.snapshots))
	c.labels.add(p.Corrects, len(in.labels)-len(p.Labels), len(in.labels))
}

// correctPosts has what earlier readings said of posts, and of accounts, make way.
func (in *intake) correctPosts(ctx context.Context, r lake.Reader, c *lake.Changes) error {
	id := func(p *data.Post) data.PostID { return p.PostID }
	if err := makeWay(ctx, r, c, lake.Posts, in.posts, in.corrected.posts, id, data.ConcedePost); err != nil {
		return err
	}
	type reading struct {
		account data.AccountID
		at      data.Micros
		source  data.SourceKind
	}
	key := func(a *data.AccountSnapshot) reading { return reading{a.AccountID, a.ObservedAt, a.Source} }
	return makeWay(ctx, r, c, lake.AccountSnapshots, in.accounts, in.corrected.accounts, key, data.ConcedeAccountSnapshot)
}

// correctReadings does the same for posts' counters and labels, once it is known in
// which partition they stand.
func (in *intake) correctReadings(ctx context.Context, r lake.Reader, c *lake.Changes) error {
	type reading struct {
		post   data.PostID
		at     data.Micros
		source data.SourceKind
	}
	key := func(s *data.PostSnapshot) reading { return reading{s.PostID, s.ObservedAt, s.Source} }
	if err := makeWay(ctx, r, c, lake.PostSnapshots, in.snapshots, in.corrected.snapshots, key, data.ConcedePostSnapshot); err != nil {
		return err
	}
	id := func(l *data.HandLabel) data.PostID { return l.PostID }
	return makeWay(ctx, r, c, lake.HandLabels, in.labels, in.corrected.labels, id, data.ConcedeHandLabel)
}

// makeWay has every row that was told before a correcting one, stored or in an earlier
// page, concede to it.
func makeWay[T any, K comparable](ctx context.Context, r lake.Reader, c *lake.Changes, t lake.Table[T], rows []T, which told, key func(*T) K, concede func(old, now *T) bool) error {
	if len(which.corrects) == 0 {
		return nil
	}
	corrects := map[K][]int{}
	parts, keys := map[string]bool{}, map[string]bool{}
	for _, s := range which.corrects {
		for i := s.from; i < s.to; i++ {
			corrects[key(&rows[i])] = append(corrects[key(&rows[i])], i)
			parts[t.Partition(&rows[i])] = true
			if t.Key != nil {
				keys[t.Key(&rows[i])] = true
			}
		}
	}
	over := lake.Over(r, c)
	if t.Key != nil { // it may stand in another month
		stored, err := lake.Find(ctx, over, t, keys, nil)
		if err != nil {
			return err
		}
		for _, row := range stored {
			parts[t.Partition(&row)] = true
		}
	}
	// Stored rows, and those taken out of the lake, were told before all pages.
	before := func(old *T, page int) (changed bool) {
		for _, i := range corrects[key(old)] {
			if page < i {
				changed = concede(old, &rows[i]) || changed
			}
		}
		return changed
	}
	for _, part := range lake.Partitions(over, t) {
		if !parts[part] {
			continue
		}
		stored, err := lake.Rows(ctx, over, t, partition.Only(part))
		if err != nil {
			return err
		}
		changed := false
		for i := range stored {
			changed = before(&stored[i], -1) || changed
		}
		if !changed {
			continue
		}
		if err := lake.Replace(c, t, part, stored, lake.From(over, t.Name, part)); err != nil {
			return err
		}
	}
	for i := range rows {
		at := i
		if i >= which.rows {
			at = -1
		}
		before(&rows[i], at)
	}
	return nil
}
