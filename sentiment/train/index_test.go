package main

import (
	"testing"

	"pgregory.net/rapid"
)

// TestIndex: an index counts as a map does.
func TestIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, want := newIndex(1), map[uint64]uint32{}
		for _, k := range rapid.SliceOf(rapid.Uint64Range(1, 200)).Draw(t, "keys") {
			k <<= 40 // keys of equal low bits stand in a row
			*x.at(k)++
			want[k]++
		}
		for k, n := range want {
			if got, ok := x.get(k); !ok || got != n {
				t.Fatalf("key %d: %d, %v, want %d", k, got, ok, n)
			}
		}
		if _, ok := x.get(1); ok != (want[1] > 0) || x.used != len(want) {
			t.Fatalf("%d keys, want %d", x.used, len(want))
		}
	})
}
