package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// InputHash returns a hash of what a computation reads: files, in any order, and
// other inputs such as versions and options, in the order given. Equal inputs have
// equal hashes in every lake.
func InputHash(_ Reader, extra []string, files ...File) string {
	lines := make([]string, 0, len(files))
	for _, f := range files {
		lines = append(lines, fmt.Sprintf("%q %q %s", f.Table, f.Partition, f.Hash))
	}
	slices.Sort(lines)
	for _, e := range extra {
		lines = append(lines, fmt.Sprintf("%q", e))
	}
	return hashOf([]byte(strings.Join(lines, "\n")))[:32]
}

// From returns what was noted at Replace for a derived partition, usually an
// InputHash; "" if nothing was.
func From(r Reader, table, partition string) string {
	if n, ok := r.(interface {
		noted(table, partition string) string
	}); ok {
		return n.noted(table, partition)
	}
	for _, f := range r.Files(table) {
		if f.Partition == partition {
			return f.From
		}
	}
	return ""
}
