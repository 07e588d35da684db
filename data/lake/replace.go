package lake

import (
	"fmt"
	"reflect"
	"slices"
)

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
