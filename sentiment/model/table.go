package model

import (
	"fmt"
	"math/bits"
)

// way is how many cells a bucket has.
const way = 4

// Table maps keys to two small numbers. It keeps 16 bits of a key, so a key that is
// not in it is taken for another one four times in 65,536. It is never changed.
type Table struct {
	buckets []bucket
	// hints hold, for each bucket, which of 16 classes its marks are of. They are an
	// eighth of the table, so they stay near the processor when the table does not. Get
	// needs no more for most keys that are not there, as most words and beginnings of
	// words are not; add does without, as it finds three keys of four.
	hints []uint16
}

// bucket is the cells that a key may stand in: 16 bytes, so that a look-up reads one
// cache line. Marks stand together, so that one operation compares all four.
type bucket struct {
	marks  uint64 // of the cells, 16 bits each, the first lowest; 0 is free
	values uint64 // of the cells: a and b, biased, in the upper and the lower byte
}

const (
	ones   = 0x0001_0001_0001_0001 // 1 in each cell
	tops   = ones << 15
	lows   = ones * 0xFF // the lower byte of each cell
	biased = 128         // what is added to a number to have no sign
	none   = ones * (biased<<8 | biased)
)

// Entry is what a table is built of.
type Entry struct {
	Key  uint64
	A, B int8
}

// NewTable builds a table of a number of buckets from entries, the most important
// first: an entry whose bucket is full, or has its mark, is left out. It returns how
// many were.
func NewTable(buckets int, entries []Entry) (t *Table, left int) {
	t = emptyTable(buckets)
	for _, e := range entries {
		i, mark := t.place(e.Key)
		b := &t.buckets[i]
		free := 0
		for free < way && b.marks>>(16*free)&0xFFFF != 0 {
			free++
		}
		if free == way || match(b.marks, mark) != 0 {
			left++
			continue
		}
		t.set(i, free, uint32(mark)<<16|uint32(uint8(e.A))<<8|uint32(uint8(e.B)))
	}
	return t, left
}

// emptyTable returns a table of free cells.
func emptyTable(buckets int) *Table {
	t := &Table{buckets: make([]bucket, buckets), hints: make([]uint16, buckets)}
	for i := range t.buckets {
		t.buckets[i].values = none
	}
	return t
}

// place returns the index of a key's bucket, and its mark.
func (t *Table) place(key uint64) (i, mark uint64) {
	i, _ = bits.Mul64(key, uint64(len(t.hints)))
	return i, max(key&0xFFFF, 1)
}

// match returns the top bit of the first cell with a mark; 0 if there is none.
func match(marks, mark uint64) uint64 {
	x := marks ^ mark*ones
	// A cell borrows only where it, or one below it, is 0: the lowest is right.
	zero := (x - ones) &^ x & tops
	return zero & -zero
}

// cell returns cell i as it stands in a file: mark<<16 | a<<8 | b.
func (b *bucket) cell(i int) uint32 {
	return uint32(b.marks>>(16*i)&0xFFFF)<<16 | uint32((b.values^none)>>(16*i)&0xFFFF)
}

// set fills free cell c of bucket i.
func (t *Table) set(i uint64, c int, cell uint32) {
	b, mark := &t.buckets[i], cell>>16
	b.marks |= uint64(mark) << (16 * c)
	b.values ^= uint64(cell&0xFFFF) << (16 * c)
	if mark != 0 {
		t.hints[i] |= 1 << (mark & 15)
	}
}

// Get returns what a key maps to.
func (t *Table) Get(key uint64) (a, b int8, ok bool) {
	i, mark := t.place(key)
	if t.hints[i]>>(mark&15)&1 == 0 {
		return 0, 0, false
	}
	c := &t.buckets[i]
	found := match(c.marks, mark)
	if found == 0 {
		return 0, 0, false
	}
	v := c.values >> (bits.TrailingZeros64(found) - 15)
	return int8(uint8(v>>8) ^ biased), int8(uint8(v) ^ biased), true
}

// group is how many keys are looked up together.
const group = 64

// add sums what the keys map to, and counts those that are there. The table is larger
// than what a processor keeps near, so a first loop does no more than fetch the buckets
// of a group of keys: short as it is, many fetches are under way at once. Which keys are
// there no processor could guess, so the second loop has no branch: the cell found is
// masked out, and the cells are summed side by side.
func (t *Table) add(s *sums, keys []uint64) {
	s.n += int32(len(keys))
	t.sum(s, keys)
}

// addRare is like add, for keys of which most are not in the table, as most pairs of
// words are not: the hints turn these away. It writes over keys.
func (t *Table) addRare(s *sums, keys []uint64) {
	s.n += int32(len(keys))
	hints, n := t.hints, 0
	for _, k := range keys {
		i, _ := bits.Mul64(k, uint64(len(hints)))
		keys[n] = k
		n += int(hints[i] >> (max(k&0xFFFF, 1) & 15) & 1)
	}
	t.sum(s, keys[:n])
}

// sum is add without the number of keys.
func (t *Table) sum(s *sums, keys []uint64) {
	n := uint64(len(t.buckets))
	var marks [group]uint64
	for len(keys) > 0 {
		part := keys[:min(len(keys), group)]
		keys = keys[len(part):]
		for i, k := range part {
			hi, _ := bits.Mul64(k, n)
			marks[i%group] = t.buckets[hi].marks
		}
		var a, b, known uint64
		for i, k := range part {
			hi, _ := bits.Mul64(k, n)
			found := match(marks[i%group], max(k&0xFFFF, 1))
			known += found >> 15
			v := t.buckets[hi].values & (found<<1 - found>>15)
			a += v >> 8 & lows
			b += v & lows
		}
		// Each sum of four cells fits into the product's highest one: group * 255 < 1 << 16.
		all := int32(known * ones >> 48)
		s.known += all
		s.a += int32(a*ones>>48) - biased*all
		s.b += int32(b*ones>>48) - biased*all
	}
}

// sums is what the features of a text or of a word add up to.
type sums struct {
	a, b  int32
	n     int32 // features
	known int32 // of them in the table
}

func (s *sums) add(o *sums) {
	s.a += o.a
	s.b += o.b
	s.n += o.n
	s.known += o.known
}

// Bytes returns the table's size in memory and in the file.
func (t *Table) Bytes() int { return 4 * way * len(t.buckets) }

func (t *Table) String() string {
	used := 0
	for i := range t.buckets {
		for c := range way {
			if t.buckets[i].cell(c)>>16 != 0 {
				used++
			}
		}
	}
	return fmt.Sprintf("%d of %d cells", used, way*len(t.buckets))
}
