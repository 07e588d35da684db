package model

import (
	"fmt"
	"math/bits"
)

// way is how many cells a bucket has: 16 bytes, so that a look-up reads one cache
// line.
const way = 4

// Table maps keys to two small numbers. It keeps 16 bits of a key, so a key that is
// not in it is taken for another one four times in 65,536. It is never changed.
type Table struct {
	cells []uint32 // mark<<16 | a<<8 | b; 0 is free
}

// Entry is what a table is built of.
type Entry struct {
	Key  uint64
	A, B int8
}

// NewTable builds a table of a number of buckets from entries, the most important
// first: an entry whose bucket is full, or has its mark, is left out. It returns how
// many were.
func NewTable(buckets int, entries []Entry) (t *Table, left int) {
	t = &Table{cells: make([]uint32, buckets*way)}
	for _, e := range entries {
		b, mark := t.place(e.Key)
		i := 0
		for i < way && t.cells[b+i] != 0 && t.cells[b+i]>>16 != mark {
			i++
		}
		if i == way || t.cells[b+i] != 0 {
			left++
			continue
		}
		t.cells[b+i] = mark<<16 | uint32(uint8(e.A))<<8 | uint32(uint8(e.B))
	}
	return t, left
}

// place returns the first cell of a key's bucket, and its mark.
func (t *Table) place(key uint64) (int, uint32) {
	hi, _ := bits.Mul64(key, uint64(len(t.cells)/way))
	return int(hi) * way, max(uint32(key&0xFFFF), 1)
}

// Get returns what a key maps to.
func (t *Table) Get(key uint64) (a, b int8, ok bool) {
	i, mark := t.place(key)
	c := t.cells[i : i+way : i+way]
	for _, v := range c {
		if v>>16 == mark {
			return int8(v >> 8), int8(v), true
		}
	}
	return 0, 0, false
}

// add sums what the keys map to, and counts those that are there. A bucket's marks
// differ, so at most one of its cells is taken; which is found without a branch, as no
// processor could guess it.
func (t *Table) add(s *sums, keys []uint64) {
	n := uint64(len(t.cells) / way)
	for _, k := range keys {
		hi, _ := bits.Mul64(k, n)
		c := (*[way]uint32)(t.cells[hi*way:])
		mark := max(uint32(k&0xFFFF), 1) << 16
		// Of a cell with the mark, only the lower half is left after the exclusive or.
		v0, v1, v2, v3 := uint64(c[0]^mark), uint64(c[1]^mark), uint64(c[2]^mark), uint64(c[3]^mark)
		h0, h1, h2, h3 := (v0-1<<16)>>63, (v1-1<<16)>>63, (v2-1<<16)>>63, (v3-1<<16)>>63
		v := v0&-h0 | v1&-h1 | v2&-h2 | v3&-h3
		s.a += int32(int8(v >> 8))
		s.b += int32(int8(v))
		s.known += int32(h0 | h1 | h2 | h3)
	}
	s.n += int32(len(keys))
}

// sums is what the features of a text or of a word add up to.
type sums struct {
	a, b  int32
	n     int32 // features
	known int32 // of them in the table
}

func (s *sums) add(o sums) {
	s.a += o.a
	s.b += o.b
	s.n += o.n
	s.known += o.known
}

// Bytes returns the table's size in memory and in the file.
func (t *Table) Bytes() int { return 4 * len(t.cells) }

func (t *Table) String() string {
	used := 0
	for _, c := range t.cells {
		if c != 0 {
			used++
		}
	}
	return fmt.Sprintf("%d of %d cells", used, len(t.cells))
}
