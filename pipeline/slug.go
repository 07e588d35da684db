package pipeline

import (
	"strings"
	"unicode"
)

// Slug turns a name into a safe lower-case path part: letters and digits of any
// script stay, everything else becomes one hyphen.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if r == '-' || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
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
