package page

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// columns is the width that Text wraps to.
const columns = 80

// Wrap breaks text into lines of at most 80 columns, the first one begun with first,
// the others with rest.
func Wrap(text, first, rest string) []string { return wrap(text, columns, first, rest) }

// Plain makes text safe to show as [voice.Clean] does, however long it is.
func Plain(s string) string { return voice.CleanTo(s, columns*columns) }

// wrap breaks text into lines of at most limit columns; a longer word is cut.
func wrap(text string, limit int, first, rest string) []string {
	var lines []string
	line, used, empty := first, cells(first), true
	flush := func() {
		lines = append(lines, line)
		line, used, empty = rest, cells(rest), true
	}
	for _, word := range strings.Fields(text) {
		if !empty && used+1+cells(word) > limit {
			flush()
		}
		if !empty {
			line, used = line+" ", used+1
		}
		for _, r := range word {
			if used+runeCells(r) > limit {
				flush()
			}
			line, used, empty = line+string(r), used+runeCells(r), false
		}
	}
	return append(lines, line)
}

func cells(s string) int {
	n := 0
	for _, r := range s {
		n += runeCells(r)
	}
	return n
}

// runeCells is how many columns a terminal gives a character.
func runeCells(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
