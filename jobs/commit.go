package jobs

import (
	"context"
	"fmt"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// changed is what a stage did to the tables.
type changed struct {
	text        string // which tables changed, in words
	partitions  int64  // that are not what they were
	rows, bytes int64  // of the files that were written
	removed     int64  // rows by which tables became smaller
}

// difference compares two states of all tables.
func difference(base, next lake.Reader) changed {
	var c changed
	var parts []string
	for _, doc := range lake.Dictionary() {
		touched := map[string]bool{}
		there, stored := map[lake.File]bool{}, map[string]bool{}
		var before, after int64
		for _, f := range base.Files(doc.Name) {
			there[f], stored[f.Name] = true, true
			before += f.Rows
		}
		for _, f := range next.Files(doc.Name) {
			if !there[f] {
				touched[f.Partition] = true
			}
			if !stored[f.Name] {
				c.rows, c.bytes = c.rows+f.Rows, c.bytes+f.Bytes
			}
			delete(there, f)
			after += f.Rows
		}
		for f := range there {
			touched[f.Partition] = true
		}
		if len(touched) > 0 {
			parts = append(parts, fmt.Sprintf("%s %d (%+d)", doc.Name, after, after-before))
			c.partitions += int64(len(touched))
			c.removed += max(before-after, 0)
		}
	}
	c.text = strings.Join(parts, ", ")
	return c
}

// commitAll runs a stage that does much work in parts until there is nothing left to
// commit.
func (u *Unit) commitAll(ctx context.Context, stage string, change func(r lake.Reader) (lake.Changes, error)) error {
	for {
		before, err := u.lake.Current(ctx)
		if err != nil {
			return err
		}
		if err := u.Commit(ctx, stage, change); err != nil {
			return err
		}
		if after, err := u.lake.Current(ctx); err != nil || after.ID() == before.ID() {
			return err
		}
	}
}

// Commit runs one stage on the current snapshot and commits what it changes. Whoever calls
// it from outside of a run holds the root's lock. The
// manifest does not name the run, so that equal input gives an equal lake; the
// ledger names the commit of each run.
func (u *Unit) Commit(ctx context.Context, stage string, change func(r lake.Reader) (lake.Changes, error)) error {
	base, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	changes, err := change(base)
	if err != nil || changes.Empty() {
		return err
	}
	next, err := u.lake.Commit(ctx, base, changes, lake.Meta{
		Stage: stage, AsOf: u.Clock.AsOf, Versions: u.versions(),
	})
	if err != nil {
		return err
	}
	u.committed(base, next)
	return nil
}

// commitEach commits the steps of a stage one after another, each on what the one
// before it left.
func (u *Unit) commitEach(ctx context.Context, stage string, steps ...func(r lake.Reader) (lake.Changes, error)) error {
	for _, step := range steps {
		if err := u.Commit(ctx, stage, step); err != nil {
			return err
		}
	}
	return nil
}

// committed notes what a commit changed, for the stage's summary and its record.
func (u *Unit) committed(base, next *lake.Snapshot) {
	if base.ID() == next.ID() {
		return
	}
	c := difference(base, next)
	u.changed.partitions += c.partitions
	u.changed.rows += c.rows
	u.changed.bytes += c.bytes
	u.changed.removed += c.removed
	u.summary = c.text
}
