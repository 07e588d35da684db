package lake

import (
	"context"
)

// Find returns the rows of a table with a Key whose keys are in wanted, by key,
// looking in those partitions that keep accepts (nil: all). It reads the column of
// keys, and other columns only of files that hold a wanted row.
func Find[T any](ctx context.Context, r Reader, t Table[T], wanted map[string]bool, keep func(partition string) bool) (map[string]T, error) {
	found := map[string]T{}
	for _, f := range r.Files(t.Name) {
		if keep != nil && !keep(f.Partition) {
			continue
		}
		hit, err := holds(ctx, r, &t, f, wanted)
		if err != nil {
			return nil, unread("find in", f, err)
		}
		if !hit {
			continue
		}
		for row, err := range scanFile(ctx, r, &t, f) {
			if err != nil {
				return nil, unread("find in", f, err)
			}
			if k := t.Key(&row); wanted[k] {
				found[k] = row
			}
		}
	}
	return found, nil
}

// holds reports whether a file has a row with a wanted key.
func holds[T any](ctx context.Context, r Reader, t *Table[T], f File, wanted map[string]bool) (hit bool, err error) {
	file, err := openCommitted(ctx, r, t, f)
	if err != nil {
		return false, err
	}
	return hasKey(file, t.KeyColumn, wanted)
}
