package privacy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// What stands for what was masked.
const (
	maskHandle = "@…"
	maskEmail  = "[e-mail]"
	maskPhone  = "[phone]"
	maskNumber = "[number]"
	maskLink   = "[link]"
)

// Masker replaces what identifies a person in a text: handles, e-mail addresses,
// phone and document numbers, links to profiles. Names in plain words stay; they
// cannot be found without guessing. A Masker may be used by several goroutines.
type Masker struct{ own map[string]bool }

// NewMasker returns a Masker that lets the handles of configured accounts stand,
// whatever their case: "@user", "user", "@user@host" (which also lets "@user"
// stand, as people on the same server write it) or "name.example".
func NewMasker(ownHandles []string) *Masker {
	m := &Masker{own: map[string]bool{}}
	for _, h := range ownHandles {
		h = foldString(strings.TrimLeft(strings.TrimSpace(h), "@＠"))
		if h == "" {
			continue
		}
		m.own[h] = true
		if user, _, ok := strings.Cut(h, "@"); ok && user != "" {
			m.own[user] = true
		}
	}
	return m
}

// Mask returns text in NFC with identifiers replaced by "@…", "[e-mail]",
// "[phone]", "[number]" or "[link]". Invisible characters are dropped, except
// joiners between letters of scripts that need them and in emoji; bytes that are
// no UTF-8 become U+FFFD. It masks too much rather than too little: a date stays,
// a price of seven digits may not. It is idempotent and takes linear time.
func (m *Masker) Mask(text string) string {
	// What was masked can be the neighbour of something that is only seen now. One
	// look is nearly always enough; the bound keeps the time linear.
	for range 8 {
		out, masked := m.scan(text)
		if !masked || out == text {
			return out
		}
		text = out
	}
	return text
}

// scan masks what it sees in one look.
func (m *Masker) scan(text string) (out string, masked bool) {
	s := scanner{m: m, runes: settle(text)}
	s.fold = make([]rune, len(s.runes))
	for i, r := range s.runes {
		s.fold[i] = fold(r)
	}
	s.out = make([]byte, 0, len(text))
	for i := 0; i < len(s.runes); {
		i = s.step(i)
	}
	return string(s.out), s.masked
}

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
	if isLocalRune(c) && !isLocalRune(s.last) {
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

// name reads a handle or host name at i: letters, digits, marks and underscores,
// and dots and hyphens within. One that begins in ASCII ends where a script begins
// that is written without spaces, as in "@user様".
func (s *scanner) name(i int) (end int) {
	if !isNameRune(s.at(i)) {
		return i
	}
	ascii := s.fold[i] < utf8.RuneSelf
	part := func(i int) bool { return isNameRune(s.at(i)) && !(ascii && isUnspaced(s.at(i))) }
	for i < len(s.fold) {
		if part(i) {
			i++
			continue
		}
		if c := s.fold[i]; (c == '.' || c == '-') && part(i+1) {
			i++
			continue
		}
		break
	}
	return i
}

// handle reads "@user" or "@user@host" at i.
func (s *scanner) handle(i int) (end int, own bool) {
	end = s.name(i + 1)
	if end == i+1 {
		return i, false
	}
	for s.at(end) == '@' && isNameRune(s.at(end+1)) {
		end = s.name(end + 1)
	}
	return end, s.m.own[string(s.fold[i+1:end])]
}

// slashHandle reads "/u/user", "u/user" or "/user/user" at i.
func (s *scanner) slashHandle(i int) (end int, own bool) {
	if s.last == '/' || isNameRune(s.last) {
		return i, false
	}
	start := i
	if s.at(start) == '/' {
		start++
	}
	switch {
	case s.has(start, "u/"):
		start += 2
	case start > i && s.has(start, "user/"):
		start += 5
	default:
		return i, false
	}
	if end = s.name(start); end < start+2 {
		return i, false
	}
	return end, s.m.own[string(s.fold[start:end])]
}

// email reads an address at i, where a local part may begin: "user@host", also
// without a top-level domain, and whatever else follows behind further "@".
func (s *scanner) email(i int) (end int, own bool) {
	end = i
	for end < len(s.fold) && isLocalRune(s.fold[end]) {
		end++
	}
	if s.at(end) != '@' || !isNameRune(s.at(end+1)) || !slices.ContainsFunc(s.fold[i:end], isNameRune) { // ".@user" is a handle
		return i, false
	}
	for s.at(end) == '@' && isNameRune(s.at(end+1)) {
		end = s.name(end + 1)
	}
	return end, s.m.own[string(s.fold[i:end])]
}

// did reads a Bluesky identifier at i.
func (s *scanner) did(i int) (end int) {
	if s.has(i, "did:plc:") || s.has(i, "did:web:") {
		if end = s.name(i + 8); end > i+8 {
			return end
		}
	}
	return i
}
