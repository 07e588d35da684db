package lake

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// Upsert merges rows into the partitions they belong to, on top of earlier changes
// of c: a row whose key is there becomes what Merge makes of both, another one is
// added. Partitions in which nothing changes are left alone. Where the table has a
// Key, the row is looked for in sibling partitions too, and moves if what was
// merged belongs to another one. The From of a touched partition is kept.
//
// Upsert adds and merges, it never takes back: use Replace for a partition that is
// computed anew.
func Upsert[T any](ctx context.Context, r Reader, c *Changes, t Table[T], rows []T) error {
	byPartition := map[string][]T{}
	for _, row := range rows {
		p := t.Partition(&row)
		byPartition[p] = append(byPartition[p], row)
	}
	for _, p := range slices.Sorted(maps.Keys(byPartition)) {
		if err := checkPartition(p); err != nil {
			return fmt.Errorf("upsert %s: %w", t.Name, err)
		}
		if err := tidy(&t, p, byPartition[p]); err != nil {
			return fmt.Errorf("upsert %s %q: %w", t.Name, p, err)
		}
	}
	over := Over(r, c)
	var err error
	if t.Key != nil {
		err = upsertKeys(ctx, over, c, &t, byPartition)
	} else {
		err = upsertEach(ctx, over, c, &t, byPartition)
	}
	if err != nil {
		return fmt.Errorf("upsert %s: %w", t.Name, err)
	}
	return nil
}

// upsertEach merges into each partition apart.
func upsertEach[T any](ctx context.Context, over Reader, c *Changes, t *Table[T], incoming map[string][]T) error {
	for _, name := range slices.Sorted(maps.Keys(incoming)) {
		stored, err := Rows(ctx, over, *t, only(name))
		if err != nil {
			return err
		}
		rows, changed := mergeSorted(t, stored, unite(t, incoming[name]))
		if !changed {
			continue
		}
		p, err := pack(t, name, rows, From(over, t.Name, name))
		if err != nil {
			return err
		}
		c.set(t.Name, t.Vault, p)
	}
	return nil
}

func only(partition string) func(string) bool {
	return func(p string) bool { return p == partition }
}

// mergeSorted merges two sorted lists of unique rows and reports whether the
// result differs from stored.
func mergeSorted[T any](t *Table[T], stored, incoming []T) (rows []T, changed bool) {
	rows = make([]T, 0, len(stored)+len(incoming))
	i, j := 0, 0
	for i < len(stored) && j < len(incoming) {
		switch d := t.Compare(&stored[i], &incoming[j]); {
		case d < 0:
			rows = append(rows, stored[i])
			i++
		case d > 0:
			rows = append(rows, incoming[j])
			j++
			changed = true
		default:
			row := t.merge(stored[i], incoming[j])
			changed = changed || compareRows(&row, &stored[i]) != 0
			rows = append(rows, row)
			i, j = i+1, j+1
		}
	}
	changed = changed || j < len(incoming)
	return append(append(rows, stored[i:]...), incoming[j:]...), changed
}

// upsertKeys merges by Key: it finds the stored rows of the keys, wherever they
// stand, merges, and writes the partitions that a row left, entered or changed in.
func upsertKeys[T any](ctx context.Context, over Reader, c *Changes, t *Table[T], incoming map[string][]T) error {
	merged := map[string]T{}
	wanted := map[string]bool{}
	places := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(incoming)) {
		places[siblings(name)] = true
		for _, row := range incoming[name] {
			k := t.Key(&row)
			if old, ok := merged[k]; ok {
				row = t.merge(old, row)
			}
			merged[k], wanted[k] = row, true
		}
	}
	stored, err := Find(ctx, over, *t, wanted, func(p string) bool { return places[siblings(p)] })
	if err != nil {
		return err
	}
	touched := map[string]bool{}
	entering := map[string][]T{}
	for _, k := range slices.Sorted(maps.Keys(merged)) {
		row := merged[k]
		if old, ok := stored[k]; ok {
			if row = t.merge(old, row); compareRows(&row, &old) == 0 {
				delete(wanted, k)
				continue
			}
			touched[t.Partition(&old)] = true
		}
		p := t.Partition(&row)
		touched[p] = true
		entering[p] = append(entering[p], row)
	}
	for _, name := range slices.Sorted(maps.Keys(touched)) {
		if err := rewrite(ctx, over, c, t, name, wanted, entering[name]); err != nil {
			return err
		}
	}
	return nil
}

// rewrite takes rows out of a partition by key and puts others in. All rows are
// read before c changes, and other partitions are not looked at.
func rewrite[T any](ctx context.Context, over Reader, c *Changes, t *Table[T], name string, leaving map[string]bool, entering []T) error {
	stored, err := Rows(ctx, over, *t, only(name))
	if err != nil {
		return err
	}
	stored = slices.DeleteFunc(stored, func(row T) bool { return leaving[t.Key(&row)] })
	rows, _ := mergeSorted(t, stored, unite(t, entering))
	if len(rows) == 0 {
		c.set(t.Name, t.Vault, &newPartition{PartitionManifest: PartitionManifest{Partition: name}, gone: true})
		return nil
	}
	p, err := pack(t, name, rows, From(over, t.Name, name))
	if err != nil {
		return err
	}
	c.set(t.Name, t.Vault, p)
	return nil
}
