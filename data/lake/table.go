package lake

import (
	"cmp"
	"fmt"
	"strings"
)

// Table says how the rows of one struct are stored. A table is a value that is
// made once and never changed.
type Table[T any] struct {
	Name    string
	Version int    // of the schema; a file of another version is not read
	Vault   bool   // stands in the vault, never in the lake
	Doc     string // what one row is

	// Partition returns the partition a row belongs to, Hive style, like
	// "platform=x/month=2026-05"; "" is the one partition of an undivided table.
	Partition func(row *T) string

	// Fits returns a function that reports whether a row may stand in a partition,
	// where that is looser than Partition(row) == partition, or much faster to tell.
	// Nil: a row fits if Partition says so.
	Fits func(partition string) func(row *T) bool

	// Compare orders rows; the rows of a partition are stored in this order. It
	// compares the whole key: rows that compare equal are one row.
	Compare func(a, b *T) int

	// Key returns what names a row, where that is less than Compare looks at: a
	// post is one post even if two sources disagree on when it was published. Such
	// a row may move between partitions that differ in their last segment only.
	// Key must be the column KeyColumn. Nil: rows are one if they compare equal.
	Key       func(row *T) string
	KeyColumn string

	// Merge makes one row of two of one key. It is commutative, associative and
	// idempotent. Nil: the larger row wins, compared column by column in order,
	// null first.
	Merge func(a, b T) T
}

// schema is what stands in a file's metadata under "schema".
func (t *Table[T]) schema() string { return fmt.Sprintf("%s/%d", t.Name, t.Version) }

func (t *Table[T]) fits(partition string) func(row *T) bool {
	if t.Fits != nil {
		return t.Fits(partition)
	}
	return func(row *T) bool { return t.Partition(row) == partition }
}

func (t *Table[T]) merge(a, b T) T {
	if t.Merge != nil {
		return t.Merge(a, b)
	}
	if compareRows(&a, &b) < 0 {
		return b
	}
	return a
}

// segment is one step of a partition's path. Bytes that mean something in a path,
// in Hive or in a shell are percent-encoded, which Hive's readers undo.
func segment(name, value string) string {
	if value == "" {
		value = "__HIVE_DEFAULT_PARTITION__" // what Hive writes for null
	}
	return name + "=" + escape(value)
}

// escape percent-encodes all bytes but letters, digits and a few marks.
func escape(value string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~"
	if strings.Trim(value, plain) == "" {
		return value
	}
	var b strings.Builder
	for i := range len(value) {
		if strings.IndexByte(plain, value[i]) >= 0 {
			b.WriteByte(value[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", value[i])
		}
	}
	return b.String()
}

// checkPartition refuses partitions that are no path of name=value segments.
func checkPartition(partition string) error {
	if partition == "" {
		return nil
	}
	if err := checkName(partition); err != nil {
		return fmt.Errorf("partition: %w", err)
	}
	for s := range strings.SplitSeq(partition, "/") {
		if name, value, ok := strings.Cut(s, "="); !ok || name == "" || value == "" || len(s) > 200 {
			return fmt.Errorf("partition %q: segment %q is not of the form name=value with at most 200 bytes", partition, s)
		}
	}
	return nil
}

// siblings returns the part of a partition's path that partitions between which a
// row may move have in common.
func siblings(partition string) string {
	return partition[:strings.LastIndexByte(partition, '/')+1]
}

// compareBy compares pairs of values in turn.
func compareBy(pairs ...string) int {
	for i := 0; i+1 < len(pairs); i += 2 {
		if c := cmp.Compare(pairs[i], pairs[i+1]); c != 0 {
			return c
		}
	}
	return 0
}
