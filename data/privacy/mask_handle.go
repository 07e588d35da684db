package privacy

import (
	"slices"
	"unicode/utf8"
)

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
// without a top-level domain, and whatever else follows behind further "@". An "@" that is
// spelled counts where a host follows that has a dot.
func (s *scanner) email(i int) (end int, own bool) {
	end = i
	for end < len(s.fold) && isLocal(s.fold[end]) {
		end++
	}
	if host, spaced := s.spelledAt(end); host > end {
		if to, dotted := s.spelledHost(host); to > host && (dotted || !spaced) {
			return to, false
		}
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
