package lake

import (
	"testing"
	"time"
)

// TestSuperseded foretells what Collect and a purge remove, file by file.
func TestSuperseded(t *testing.T) {
	stored := func(root string) (n int) {
		for name := range state(t, root) {
			if len(name) > len(".parquet") && name[len(name)-len(".parquet"):] == ".parquet" {
				n++
			}
		}
		return n
	}
	for _, purge := range []bool{false, true} {
		root := t.TempDir()
		l := openLake(t, root)
		if got, err := l.Superseded(t.Context(), time.Now(), purge); err != nil || got != (Superseded{}) {
			t.Errorf("an empty lake: %+v, %v", got, err)
		}
		twice(t, l, false)
		now := time.Now()
		young, err := l.Superseded(t.Context(), now, purge)
		if err != nil {
			t.Fatal(err)
		}
		if !purge && young.Commits != 0 {
			t.Errorf("a snapshot superseded just now is kept for a day: %+v", young)
		}
		later := now.Add(25 * time.Hour)
		want, err := l.Superseded(t.Context(), later, purge)
		if err != nil || want.Commits != 1 || want.Files != 2 || want.Bytes == 0 {
			t.Fatalf("a day later: %+v, %v; want one commit with two files", want, err)
		}
		before := stored(root)
		if purge {
			commit(t, l, Changes{Purge: true})
		} else if err := l.Collect(t.Context(), later); err != nil {
			t.Fatal(err)
		}
		// A file of the lake stands twice: in the store and in the snapshot's tree.
		if gone := before - stored(root); gone != want.Files+1 {
			t.Errorf("purge %v: %d files went, foretold were %d and the link of one", purge, gone, want.Files)
		}
		if left, err := l.Superseded(t.Context(), later, purge); err != nil || left.Commits != 0 {
			t.Errorf("purge %v: afterwards %+v, %v", purge, left, err)
		}
	}
}
