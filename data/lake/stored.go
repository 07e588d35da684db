package lake

import (
	"context"
	"fmt"
	"iter"
)

// Stored is a file of a table as it is stored.
type Stored struct {
	Path  string // below a snapshot's tree: posts/platform=x/month=2026-05/part-0123456789abcdef.parquet
	Rows  int64
	Bytes []byte
}

// StoredFiles returns the Parquet files of a table of the lake, each checked against
// its hash. Tables of the vault are refused.
func StoredFiles(ctx context.Context, r Reader, table string) iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		for _, t := range tables() {
			if doc := t.describe(); doc.Name == table && doc.Vault {
				yield(Stored{}, fmt.Errorf("%s is a table of the vault, which is not for other programs", table))
				return
			}
		}
		for _, f := range r.Files(table) {
			b, err := readFile(ctx, r, f)
			if err != nil {
				yield(Stored{}, unread("copy", f, err))
				return
			}
			if !yield(Stored{treeName(f.Table, f.Partition, f.Hash), f.Rows, b}, nil) {
				return
			}
		}
	}
}

// Tree returns the folder of the snapshot's tree below the lake's root, slash-separated:
// what lake/current pointed at when the snapshot was the newest.
func (s *Snapshot) Tree() string { return snapshotsDir + "/" + commitName(s.ID()) }
