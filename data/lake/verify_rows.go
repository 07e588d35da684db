package lake

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
)

// verifyRows decodes the rows of files that have their right bytes.
func (l *Lake) verifyRows(ctx context.Context, s *Snapshot, good map[string]bool, r *VerifyReport) {
	known := map[string]anyTable{}
	for _, t := range tables() {
		known[t.describe().Name] = t
	}
	r.Rows = 0
	for _, tm := range slices.Concat(s.manifest.Tables, s.vault.Tables) {
		t := known[tm.Table]
		if t == nil {
			r.problem(filesDir+tm.Table, errors.New("no such table; it may come from a newer version of this program"))
			continue
		}
		if s.vaulted(tm.Table) != t.describe().Vault {
			r.problem(filesDir+tm.Table, errors.New("the table stands in the wrong root"))
		}
		keys := map[string]string{}
		for _, p := range tm.Partitions {
			fs := files([]TableManifest{{tm.Table, []PartitionManifest{p}}})
			if slices.ContainsFunc(fs, func(f File) bool { return !good[f.Name] }) {
				continue
			}
			rows, err := t.check(ctx, s, fs, keys)
			r.Rows += rows
			if err != nil {
				r.problem(path.Join(filesDir, tm.Table, p.Partition), err)
			}
		}
	}
}

// check implements anyTable. keys holds the keys of the table's partitions so far.
func (t *Table[T]) check(ctx context.Context, r Reader, files []File, keys map[string]string) (rows int64, err error) {
	var before *T
	for _, f := range files {
		fits := t.fits(f.Partition)
		if f.Version != t.Version {
			return rows, fmt.Errorf("%s: %w", f.Name, refuseSchema(t.Name, t.Version, fmt.Sprintf("%s/%d", t.Name, f.Version)))
		}
		for row, err := range scanFile(ctx, r, t, f) {
			if err != nil {
				return rows, fmt.Errorf("%s: %w", f.Name, err)
			}
			rows++
			if before != nil && t.Compare(before, &row) >= 0 {
				return rows, fmt.Errorf("%s: row %d is not after the one before it", f.Name, rows)
			}
			if !fits(&row) {
				return rows, fmt.Errorf("%s: row %d belongs to partition %q", f.Name, rows, t.Partition(&row))
			}
			if t.Key != nil {
				k := t.Key(&row)
				if there, ok := keys[k]; ok {
					return rows, fmt.Errorf("%s: row %d has key %q, which partition %q has too", f.Name, rows, k, there)
				}
				keys[k] = f.Partition
			}
			before = &row
		}
	}
	return rows, nil
}
