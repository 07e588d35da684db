package main

// index numbers keys: an open hash table, as a map of as many keys takes most of the
// training's time.
type index struct {
	keys    []uint64 // 0 is free, and no key
	numbers []uint32
	used    int
}

func newIndex(keys int) *index {
	size := 16
	for size < 2*keys {
		size *= 2
	}
	return &index{keys: make([]uint64, size), numbers: make([]uint32, size)}
}

// place returns where a key stands, or the free place that it would take. Keys are
// hashes, so their low bits will do.
func (x *index) place(key uint64) int {
	mask := len(x.keys) - 1
	i := int(key) & mask
	for x.keys[i] != 0 && x.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

// get returns a key's number.
func (x *index) get(key uint64) (uint32, bool) {
	i := x.place(key)
	return x.numbers[i], x.keys[i] != 0
}

// at returns a key's number to read or write, 0 at first.
func (x *index) at(key uint64) *uint32 {
	i := x.place(key)
	if x.keys[i] == 0 {
		if 2*x.used >= len(x.keys) {
			x.grow()
			i = x.place(key)
		}
		x.keys[i] = key
		x.used++
	}
	return &x.numbers[i]
}

func (x *index) grow() {
	larger := newIndex(len(x.keys))
	for i, k := range x.keys {
		if k != 0 {
			*larger.at(k) = x.numbers[i]
		}
	}
	*x = *larger
}
