package lake

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of how others' accounts do: declared peers, and units that share.
var (
	Benchmarks = Table[data.Benchmark]{
		Name: "benchmarks", Version: 1, Doc: "where one own account stands among the declared peers of one set, by one public metric",
		Partition: func(b *data.Benchmark) string { return segment("period", b.Period) },
		Compare: func(a, b *data.Benchmark) int {
			return compareBy(a.Period, b.Period, a.Mission, b.Mission, string(a.AccountID), string(b.AccountID),
				string(a.Platform), string(b.Platform), string(a.Set), string(b.Set), a.Metric, b.Metric)
		},
	}
	PooledCells = Table[data.PooledCell]{
		Name: "pooled_cells", Version: 1, Doc: "sums over posts of an account of another unit, which shared them",
		Partition: func(c *data.PooledCell) string { return SharedBy(c.SharedBy) },
		Compare: func(a, b *data.PooledCell) int {
			return compareBy(a.Span, b.Span, string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform),
				string(a.Format), string(b.Format), a.Metric, b.Metric, a.Age, b.Age, string(a.Paid), string(b.Paid))
		},
	}
	PooledEffects = Table[data.PooledEffect]{
		Name: "pooled_effects", Version: 1, Doc: "what one account of another unit found on a level of a lever, from its own posts alone",
		Partition: func(e *data.PooledEffect) string { return SharedBy(e.SharedBy) },
		Compare: func(a, b *data.PooledEffect) int {
			return compareBy(string(a.Platform), string(b.Platform), a.Goal, b.Goal, a.Age, b.Age, a.Lever, b.Lever,
				a.Level, b.Level, string(a.AccountID), string(b.AccountID))
		},
	}
)

// SharedBy returns the partition that what a unit shared stands in: its name's hash,
// since a name may be longer than a path's segment.
func SharedBy(unit string) string {
	sum := sha256.Sum256([]byte(unit))
	return segment("unit", hex.EncodeToString(sum[:8]))
}
