package telegram

// seen are message numbers, a bit each: they count up from 1, so whole pages of 4096
// of them lie close together.
type seen map[int64]*[64]uint64

// has reports whether a number was noted.
func (s seen) has(n int64) bool {
	page := s[n>>12]
	return page != nil && page[n>>6&63]&(1<<(n&63)) != 0
}

// add notes a number and reports whether it is new.
func (s seen) add(n int64) bool {
	page := s[n>>12]
	if page == nil {
		page = new([64]uint64)
		s[n>>12] = page
	}
	word, bit := n>>6&63, uint64(1)<<(n&63)
	had := page[word]&bit != 0
	page[word] |= bit
	return !had
}
