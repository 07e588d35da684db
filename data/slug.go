package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestSlug is how many bytes a slug has at most: file systems take 255 for a name.
const longestSlug = 150

// Slug turns a name into a safe lower-case path part: letters and digits of any
// script stay, everything else becomes one hyphen, and a long name is cut.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if r == '-' || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if b.Len()+len("-")+utf8.RuneLen(r) > longestSlug {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "mission"
	}
	return b.String()
}
