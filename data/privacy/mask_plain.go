package privacy

import (
	"slices"
	"unicode"
)

const longestPlain = 64

// plainHandle reads a handle without "@" at i: a word with an underscore within, as people
// write "Telegram: john_doe". Hashtags and names of emoji like ":thumbs_up:" are none.
func (s *scanner) plainHandle(i int) (end int, own bool) {
	if s.last == '#' || s.last == '/' || s.last == '@' || isUnspaced(s.fold[i]) {
		return i, false
	}
	// Behind a dot or hyphen the name is looked at again, so that its length is bounded.
	whole := *s
	whole.fold = s.fold[:min(len(s.fold), i+longestPlain)]
	if end = whole.name(i); end == i+longestPlain {
		return i, false
	}
	if s.last == ':' && s.at(end) == ':' {
		return i, false
	}
	for j := i + 1; j < end-1; j++ {
		if s.fold[j] == '_' && s.fold[j-1] != '_' && s.fold[j+1] != '_' {
			return end, s.m.own[string(s.fold[i:end])]
		}
	}
	return i, false
}

// spelledAt returns where a host begins behind an "@" at i that is written so that
// machines miss it, like " (at) " or " [at] ", or that only stands between spaces; i if there
// is none.
func (s *scanner) spelledAt(i int) (host int, spaced bool) {
	j := i
	if s.at(j) == ' ' {
		j++
	}
	if s.at(j) == '@' && j > i && s.at(j+1) == ' ' {
		return j + 2, true
	}
	if end := s.bracketed(j, "at"); end > j {
		return s.behindSpace(end), false
	}
	return i, false
}

// bracketed returns where a word in brackets ends that begins at i; i if there is none.
func (s *scanner) bracketed(i int, word string) int {
	for _, pair := range [...]string{"()", "[]", "{}", "<>"} {
		if s.at(i) == rune(pair[0]) && s.has(i+1, word) && s.at(i+1+len(word)) == rune(pair[1]) {
			return i + 2 + len(word)
		}
	}
	return i
}

func (s *scanner) behindSpace(i int) int {
	if s.at(i) == ' ' {
		return i + 1
	}
	return i
}

// spelledHost returns the end of a host at i whose dots may be written "[dot]", and whether
// it has any.
func (s *scanner) spelledHost(i int) (end int, dotted bool) {
	for end = s.name(i); end > i; {
		for _, r := range s.fold[i:end] {
			dotted = dotted || r == '.'
		}
		dot := s.bracketed(s.behindSpace(end), "dot")
		if dot == s.behindSpace(end) {
			break
		}
		i = s.behindSpace(dot)
		next := s.name(i)
		if next == i {
			break
		}
		dotted, end = true, next
	}
	return end, dotted
}

// paper returns the end of a document's number at i that is one or two capitals of any
// script and six to nine digits, with a space between or none; i if there is none.
func (s *scanner) paper(i int) int {
	end := i
	for end < len(s.runes) && end < i+3 && unicode.IsUpper(s.runes[end]) {
		end++
	}
	if letters := end - i; letters < 1 || letters > 2 {
		return i
	}
	end = s.behindSpace(end)
	first := end
	for isDigit(s.at(end)) {
		end++
	}
	if n := end - first; n < minID || n > 9 || isNameRune(s.at(end)) {
		return i
	}
	return end
}

// personalKeys are names of a link's parameters whose value is a comment, or who wrote, shared
// or is meant.
var personalKeys = [...]string{"lc", "comment_id", "reply_comment_id", "commenturn", "replyurn", "igsh", "igshid", "user_id", "userid", "uid",
	"username", "screen_name", "profile_id", "email", "phone", "tel"}

// queriesSomebody reports whether a link's parameters name a person or a comment.
func (s *scanner) queriesSomebody(from, to int) bool {
	for i := from; i < to; i++ {
		if s.fold[i] != '?' && s.fold[i] != '&' {
			continue
		}
		end := i + 1
		for end < to && (isWord(s.fold[end]) || s.fold[end] == '_') {
			end++
		}
		if s.at(end) == '=' && slices.Contains(personalKeys[:], string(s.fold[i+1:end])) {
			return true
		}
	}
	return false
}
