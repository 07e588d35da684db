package lake

import (
	"context"
	"fmt"
	"maps"
	"reflect"
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

// Replace sets the rows of a partition, in any order; rows of one key are merged.
// The rows themselves are not changed. from says what they were computed from, to
// be asked for with [From]. With nil rows the partition goes; with rows of length
// zero that are not nil it stays with its from and no rows.
func Replace[T any](c *Changes, t Table[T], partition string, rows []T, from string) error {
	if err := checkPartition(partition); err != nil {
		return fmt.Errorf("replace %s: %w", t.Name, err)
	}
	if rows == nil {
		c.set(t.Name, t.Vault, &newPartition{PartitionManifest: PartitionManifest{Partition: partition}, gone: true})
		return nil
	}
	rows = slices.Clone(rows)
	if err := tidy(&t, partition, rows); err != nil {
		return fmt.Errorf("replace %s %q: %w", t.Name, partition, err)
	}
	p, err := pack(&t, partition, unite(&t, rows), from)
	if err != nil {
		return fmt.Errorf("replace %s %q: %w", t.Name, partition, err)
	}
	c.set(t.Name, t.Vault, p)
	return nil
}

// tidy cleans rows in place and checks that they may stand in a partition.
func tidy[T any](t *Table[T], partition string, rows []T) error {
	all := reflect.ValueOf(rows)
	fits := t.fits(partition)
	for i := range rows {
		if err := clean(all.Index(i)); err != nil {
			return fmt.Errorf("row %d: %w", i, err)
		}
		if !fits(&rows[i]) {
			return fmt.Errorf("row %d belongs to partition %q", i, t.Partition(&rows[i]))
		}
	}
	return nil
}

// unite sorts rows in place and merges those of one key. The result does not
// depend on their order.
func unite[T any](t *Table[T], rows []T) []T {
	if t.Key != nil {
		rows = uniteKeys(t, rows)
	}
	if increasing(t, rows) {
		return rows
	}
	slices.SortFunc(rows, func(a, b T) int {
		if c := t.Compare(&a, &b); c != 0 {
			return c
		}
		return compareRows(&a, &b)
	})
	n := 0
	for i := range rows {
		if n > 0 && t.Compare(&rows[n-1], &rows[i]) == 0 {
			rows[n-1] = t.merge(rows[n-1], rows[i])
			continue
		}
		rows[n] = rows[i]
		n++
	}
	clear(rows[n:])
	return rows[:n]
}

// increasing reports whether rows are sorted and unique as they are.
func increasing[T any](t *Table[T], rows []T) bool {
	for i := 1; i < len(rows); i++ {
		if t.Compare(&rows[i-1], &rows[i]) >= 0 {
			return false
		}
	}
	return true
}

// uniteKeys merges rows of one Key.
func uniteKeys[T any](t *Table[T], rows []T) []T {
	at := make(map[string]int, len(rows))
	n := 0
	for _, row := range rows {
		if i, ok := at[t.Key(&row)]; ok {
			rows[i] = t.merge(rows[i], row)
			continue
		}
		at[t.Key(&row)] = n
		rows[n] = row
		n++
	}
	clear(rows[n:])
	return rows[:n]
}

// pack encodes clean, sorted, unique rows.
func pack[T any](t *Table[T], partition string, rows []T, from string) (*newPartition, error) {
	p := &newPartition{PartitionManifest: PartitionManifest{Partition: partition, From: from, Files: []FileManifest{}}, content: map[string][]byte{}}
	for part := range slices.Chunk(rows, rowsPerFile) {
		b, err := encode(t, part)
		if err != nil {
			return nil, err
		}
		f := FileManifest{Hash: hashOf(b), Rows: int64(len(part)), Bytes: int64(len(b)), Version: t.Version}
		p.Files = append(p.Files, f)
		p.content[f.Hash] = b
	}
	return p, nil
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
