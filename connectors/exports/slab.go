package exports

import "github.com/digital-diplomacy/tailor/data"

// slab gives counts a place without an allocation for each. A count that is kept
// keeps the others of its piece too, which a page holds anyway.
type slab struct{ free []int64 }

// keep returns the count of a known number.
func (s *slab) keep(n int64) data.Count {
	if len(s.free) == 0 {
		s.free = make([]int64, 512)
	}
	c := &s.free[0]
	s.free = s.free[1:]
	*c = n
	return c
}
