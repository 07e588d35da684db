package privacy

import "unicode"

// A sequence of digits with fewer than minPhone of them is no number of a person;
// with more than maxPhone it is no phone's (ITU-T E.164 allows 15).
const (
	minPhone = 7
	maxPhone = 15
	minID    = 6 // digits in a word that has letters as well: passports, file numbers
)

// number reads a number at i. mask is empty if what ends at end may stay; if end
// is i there is none.
func (s *scanner) number(i int) (end int, mask string) {
	c := s.fold[i]
	if isWord(c) && !isWord(s.last) {
		if end := s.iban(i); end > i {
			return end, maskNumber
		}
		if end := s.document(i); end > i {
			return end, maskNumber
		}
	}
	first := i
	switch {
	case isDigit(c):
		if isWord(s.last) {
			return i, ""
		}
	case c == '+' || c == '(':
		for first < i+3 && (s.at(first) == '+' || s.at(first) == '(') {
			first++
		}
		if !isDigit(s.at(first)) {
			return i, ""
		}
	default:
		return i, ""
	}
	if end := s.date(i); end > i {
		return end, ""
	}
	years := first == i
	digits, end := 0, first
	for {
		group := end
		for isDigit(s.at(end)) {
			end++
		}
		digits += end - group
		years = years && s.isYear(group, end)
		next := s.gap(end)
		if next == end {
			break
		}
		end = next
	}
	switch {
	case digits < minPhone || years:
		return end, ""
	case digits <= maxPhone:
		return end, maskPhone
	}
	return end, maskNumber
}

// gap returns where the digits go on behind at most three separators at i; i if
// they do not.
func (s *scanner) gap(i int) int {
	for j := i; j < i+4; j++ {
		c := s.at(j)
		if isDigit(c) {
			if j == i {
				return i // cannot be: the group would have gone on
			}
			return j
		}
		if !isSeparator(c) {
			break
		}
	}
	return i
}

// isSeparator reports whether a rune may stand between the digits of a phone number.
func isSeparator(r rune) bool {
	switch r {
	case ' ', '-', '.', '/', '(', ')', '_', '~', '*', '|', '\\', '·', '•', '−', '\t', emojiStyle, textStyle, keycap:
		return true
	}
	return r >= 0x80 && (unicode.Is(unicode.Zs, r) || unicode.Is(unicode.Pd, r))
}

// isYear reports whether from..to is a year from 1900 to 2099.
func (s *scanner) isYear(from, to int) bool {
	return to-from == 4 && (s.has(from, "19") || s.has(from, "20"))
}

// date returns the end of a date like 2026-05-31, 31.05.2026, 31/5/26 at i; i if
// there is none.
func (s *scanner) date(i int) int {
	var from, to [3]int
	at, sep := i, rune(0)
	for n := range 3 {
		if n > 0 {
			c := s.at(at)
			if c != '-' && c != '.' && c != '/' || n == 2 && c != sep {
				return i
			}
			sep = c
			at++
		}
		from[n] = at
		for isDigit(s.at(at)) && at < from[n]+5 {
			at++
		}
		to[n] = at
	}
	if s.at(at) == sep && isDigit(s.at(at+1)) || isWord(s.at(at)) {
		return i
	}
	day := func(n, most int) bool {
		v := 0
		for _, r := range s.fold[from[n]:to[n]] {
			v = 10*v + int(r-'0')
		}
		return to[n] > from[n] && to[n]-from[n] <= 2 && v >= 1 && v <= most
	}
	switch {
	case s.isYear(from[0], to[0]) && day(1, 12) && day(2, 31),
		(s.isYear(from[2], to[2]) || to[2]-from[2] == 2) && day(0, 31) && day(1, 31):
		return at
	}
	return i
}

// document returns the end of a word at i that has letters and at least six
// digits; i if there is none.
func (s *scanner) document(i int) int {
	digits, letters, end := 0, 0, i
	for isWord(s.at(end)) {
		if isDigit(s.fold[end]) {
			digits++
		} else {
			letters++
		}
		end++
	}
	if letters > 0 && digits >= minID {
		return end
	}
	return i
}

// iban returns the end of an IBAN in groups of four at i, like
// "GB29 NWBK 6016 1331 9268 19" (ISO 13616: two capitals, two digits, 11 to 30
// letters and digits); i if there is none. One without spaces is a document.
func (s *scanner) iban(i int) int {
	if !isCapital(s, i) || !isCapital(s, i+1) || !isDigit(s.at(i+2)) || !isDigit(s.at(i+3)) {
		return i
	}
	end, signs, digits := i+4, 4, 2
	for signs < 34 && s.at(end) == ' ' {
		at := end + 1
		for at < end+5 && (isDigit(s.at(at)) || isCapital(s, at)) {
			if isDigit(s.fold[at]) {
				digits++
			}
			at++
		}
		if at == end+1 || isWord(s.at(at)) {
			break
		}
		signs += at - end - 1
		short := at < end+5
		end = at
		if short {
			break
		}
	}
	if signs >= 15 && digits >= 8 {
		return end
	}
	return i
}

func isCapital(s *scanner, i int) bool {
	return isLetter(s.at(i)) && unicode.IsUpper(s.runes[i])
}
