package lake

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Changes are new contents of partitions and new positions of inboxes, to be
// committed together. The zero value is ready. Files are kept encoded in memory.
type Changes struct {
	tables map[string]*tableChanges

	// Cursors says up to which page the inbox of an account is in these changes.
	Cursors map[data.AccountID]Position

	// Purge makes the commit remove what it supersedes at once, also from older
	// snapshots, instead of a day later: for expired and forgotten rows.
	Purge bool
}

// Position is a place in an account's inbox: the page's number, and where the
// source goes on after it.
type Position struct {
	Seq    int64  `json:"seq"`
	Cursor string `json:"cursor"`
	Done   bool   `json:"done"`
}

type tableChanges struct {
	vault      bool
	partitions map[string]*newPartition
}

// newPartition is the new state of a partition; gone if it has nothing any more.
type newPartition struct {
	PartitionManifest
	gone    bool
	content map[string][]byte // by hash
}

// Empty reports whether there is nothing to commit.
func (c *Changes) Empty() bool { return len(c.tables) == 0 && len(c.Cursors) == 0 && !c.Purge }

// Bytes returns how much content is kept for the commit.
func (c *Changes) Bytes() int64 {
	var n int64
	for _, t := range c.tables {
		for _, p := range t.partitions {
			for _, f := range p.Files {
				n += f.Bytes
			}
		}
	}
	return n
}

// Advance notes that all pages of an account's inbox up to a position are in c.
func (c *Changes) Advance(a data.AccountID, p Position) {
	if c.Cursors == nil {
		c.Cursors = map[data.AccountID]Position{}
	}
	c.Cursors[a] = p
}

func (c *Changes) set(table string, vault bool, p *newPartition) {
	if c.tables == nil {
		c.tables = map[string]*tableChanges{}
	}
	if c.tables[table] == nil {
		c.tables[table] = &tableChanges{vault, map[string]*newPartition{}}
	}
	c.tables[table].partitions[p.Partition] = p
}

func (c *Changes) get(table, partition string) *newPartition {
	if t := c.tables[table]; t != nil {
		return t.partitions[partition]
	}
	return nil
}

// Over returns r as it will be once c is committed.
func Over(r Reader, c *Changes) Reader { return &overlay{r, c} }

type overlay struct {
	base    Reader
	changes *Changes
}

func (o *overlay) Files(table string) []File {
	t := o.changes.tables[table]
	if t == nil {
		return o.base.Files(table)
	}
	kept := slices.DeleteFunc(o.base.Files(table), func(f File) bool { return t.partitions[f.Partition] != nil })
	for _, name := range slices.Sorted(maps.Keys(t.partitions)) {
		p := t.partitions[name]
		for _, f := range p.Files {
			kept = append(kept, f.file(table, &p.PartitionManifest))
		}
	}
	slices.SortStableFunc(kept, func(a, b File) int { return strings.Compare(a.Partition, b.Partition) })
	return kept
}

func (o *overlay) OpenFile(ctx context.Context, f File) (Object, error) {
	if p := o.changes.get(f.Table, f.Partition); p != nil && p.content[f.Hash] != nil {
		return objectOf(p.content[f.Hash]), ctx.Err()
	}
	return o.base.OpenFile(ctx, f)
}

func (o *overlay) noted(table, partition string) string {
	if p := o.changes.get(table, partition); p != nil {
		return p.From
	}
	return From(o.base, table, partition)
}
