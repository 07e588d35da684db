package exports

import (
	"strings"
	"unicode"
)

// maxChoices is more answers than anybody ticks in one question.
const maxChoices = 100

// choices splits what was chosen; one choice if there is no separator.
func choices(cell, separator string) []string {
	if separator == "" || strings.Count(cell, separator) > maxChoices {
		if cell == "" {
			return nil
		}
		return []string{cell}
	}
	var chosen []string
	for _, c := range strings.Split(cell, strings.TrimSpace(separator)) {
		if c = trim(c); c != "" {
			chosen = once(chosen, c)
		}
	}
	return chosen
}

// separatorOf finds what several answers in one cell are parted by: a semicolon, or a
// comma; "" if each cell is one answer. Microsoft ends each answer with a semicolon.
// Else the parts must come back in other cells, so that a mark within an answer is
// none.
func separatorOf(cells []string, declared bool) string {
	for _, separator := range []string{";", ", "} {
		whole, parts := map[string]bool{}, map[string]int{}
		cut, ended, filled := 0, 0, 0
		for _, c := range cells {
			if c == "" {
				continue
			}
			filled++
			pieces := choices(c, separator)
			if len(pieces) > 1 {
				cut++
			}
			if strings.HasSuffix(c, ";") {
				ended++
			}
			if whole[c] {
				continue
			}
			whole[c] = true
			for _, p := range pieces {
				parts[p]++
			}
		}
		again := 0
		for _, n := range parts {
			if n > 1 {
				again++
			}
		}
		few := len(parts) <= 40 && 2*again >= len(parts)
		switch {
		case separator == ";" && filled > 0 && ended == filled,
			cut > 0 && declared,
			cut > 0 && few && (separator == ";" || len(parts) < len(whole)):
			return separator
		}
	}
	return ""
}

// isClosed reports whether answers were chosen rather than written: few different
// ones, or most of them given by several people. A question taken for closed by
// mistake does no harm: answers that few gave lose their words.
func isClosed(cells []string) bool {
	counts := map[string]int{}
	n := 0
	for _, c := range cells {
		if c != "" {
			counts[c]++
			n++
		}
	}
	repeated := 0
	for _, times := range counts {
		if times >= 3 {
			repeated += times
		}
	}
	return len(counts) <= 12 || 2*repeated >= n
}

// isProse reports whether answers are sentences: five words or more on average, or
// as many letters in scripts without spaces. Names, addresses and numbers are not.
func isProse(cells []string) bool {
	n, words := 0, 0
	for _, c := range cells {
		if c == "" {
			continue
		}
		n++
		letters := 0
		for _, r := range c {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				letters++
			}
		}
		words += max(len(strings.Fields(c)), letters/3)
	}
	return n > 0 && words >= 5*n
}
