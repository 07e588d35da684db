package jobs

import (
	"fmt"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// changed is what a stage did to the tables.
type changed struct {
	text        string // which tables changed, in words
	partitions  int64  // that are not what they were
	rows, bytes int64  // of the files that were written
	removed     int64  // rows by which tables became smaller
}

// difference compares two states of all tables.
func difference(base, next lake.Reader) changed {
	var c changed
	var parts []string
	for _, doc := range lake.Dictionary() {
		touched := map[string]bool{}
		there, stored := map[lake.File]bool{}, map[string]bool{}
		var before, after int64
		for _, f := range base.Files(doc.Name) {
			there[f], stored[f.Name] = true, true
			before += f.Rows
		}
		for _, f := range next.Files(doc.Name) {
			if !there[f] {
				touched[f.Partition] = true
			}
			if !stored[f.Name] {
				c.rows, c.bytes = c.rows+f.Rows, c.bytes+f.Bytes
			}
			delete(there, f)
			after += f.Rows
		}
		for f := range there {
			touched[f.Partition] = true
		}
		if len(touched) > 0 {
			parts = append(parts, fmt.Sprintf("%s %d (%+d)", doc.Name, after, after-before))
			c.partitions += int64(len(touched))
			c.removed += max(before-after, 0)
		}
	}
	c.text = strings.Join(parts, ", ")
	return c
}
