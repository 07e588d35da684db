package privacy

import "unicode/utf8"

// scanner reads settled text once from left to right. Whether a token may begin
// depends on what was last written, not on what was last read, so that masked
// text is read the same way again.
type scanner struct {
	m     *Masker
	runes []rune // as they are written
	fold  []rune // as they are compared: lower-case ASCII for all widths and digits
	out   []byte
	last  rune // folded last rune of out
	url   int  // end of the link that stays and that the scanner is in; its numbers stay
	cut   bool // something in that link was masked, and what follows is plain text

	masked bool // something was
}

// step reads the token at i, writes it or its mask and returns where it ended.
func (s *scanner) step(i int) int {
	c := s.fold[i]
	if isHostRune(c) && !isHostRune(s.last) {
		if end := s.did(i); end > i {
			return s.mask(maskLink, end)
		}
		if end, keep, found := s.link(i); found {
			if keep > i {
				return s.keep(i, keep)
			}
			if end > i {
				return s.mask(maskLink, end)
			}
		}
	}
	if isLocal(c) && !isLocal(s.last) {
		if end, own := s.email(i); own {
			return s.keep(i, end)
		} else if end > i {
			return s.mask(maskEmail, end)
		}
	}
	if c == '@' {
		if end, own := s.handle(i); own {
			return s.keep(i, end)
		} else if end > i {
			return s.mask(maskHandle, end)
		}
	}
	if c == '/' || c == 'u' {
		if end, own := s.slashHandle(i); own {
			return s.keep(i, end)
		} else if end > i {
			return s.mask(maskHandle, end)
		}
	}
	if i >= s.url || s.cut {
		if isNameRune(c) && (!isNameRune(s.last) || isUnspaced(s.last)) {
			if end, own := s.plainHandle(i); own {
				return s.keep(i, end)
			} else if end > i {
				return s.mask(maskHandle, end)
			}
			if end := s.paper(i); end > i {
				return s.mask(maskNumber, end)
			}
		}
		switch end, mask := s.number(i); {
		case mask != "":
			return s.mask(mask, end)
		case end > i:
			return s.keep(i, end)
		}
	}
	return s.keep(i, i+1)
}

// keep writes the runes up to end as they are.
func (s *scanner) keep(from, end int) int {
	for _, r := range s.runes[from:end] {
		s.out = utf8.AppendRune(s.out, r)
	}
	s.last = s.fold[end-1]
	return end
}

// mask writes a mask for the runes up to end and for what is joined to them.
func (s *scanner) mask(with string, end int) int {
	for end < len(s.runes) && (isIgnorable(s.runes[end]) || s.runes[end] == keycap) {
		end++
	}
	s.cut, s.masked = true, true
	s.out = append(s.out, with...)
	s.last, _ = utf8.DecodeLastRuneInString(with)
	return end
}

// at returns the folded rune at i, 0 beyond the end.
func (s *scanner) at(i int) rune {
	if i < 0 || i >= len(s.fold) {
		return 0
	}
	return s.fold[i]
}

func (s *scanner) has(i int, word string) bool {
	for _, r := range word {
		if s.at(i) != r {
			return false
		}
		i++
	}
	return true
}
