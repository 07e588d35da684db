package exports

import (
	"strings"
	"unicode"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// hashtags returns the hashtags of a text without #, in lower case, once each, in
// the order they stand. A tag is letters, marks, digits and underscores, and not
// digits alone.
func hashtags(text string) []string {
	var tags []string
	for i := strings.IndexByte(text, '#'); i >= 0; {
		rest := text[i+1:]
		end := strings.IndexFunc(rest, func(r rune) bool { return !isTagRune(r) })
		if end < 0 {
			end = len(rest)
		}
		tag := rest[:end]
		if strings.ContainsFunc(tag, unicode.IsLetter) {
			tags = once(tags, strings.ToLower(tag))
		}
		j := strings.IndexByte(rest[end:], '#')
		if j < 0 {
			break
		}
		i += 1 + end + j
	}
	return tags
}

func isTagRune(r rune) bool {
	// U+200C and U+200D join letters inside words of Persian, Hindi and others.
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '_' || r == '\u200c' || r == '\u200d'
}

// links returns the web addresses of a text, once each, in the order they stand.
func links(text string) []string {
	var found []string
	for at := 0; ; {
		i := strings.Index(text[at:], "http")
		if i < 0 {
			return found
		}
		at += i
		end := strings.IndexFunc(text[at:], unicode.IsSpace)
		if end < 0 {
			end = len(text) - at
		}
		word := text[at : at+end]
		if !strings.HasPrefix(word, "https://") && !strings.HasPrefix(word, "http://") {
			at += len("http")
			continue
		}
		at += end
		link := strings.TrimRight(word, ".,;:!?)]}»”\"'…")
		if len(link) > len("https://")+2 {
			found = once(found, link)
		}
	}
}

// listed splits a cell of several values at commas, semicolons, bars and spaces.
func listed(cell string, tidy func(string) string) []string {
	var list []string
	for _, s := range strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == ';' || r == '|' || unicode.IsSpace(r) }) {
		if s = tidy(s); s != "" && !parse.IsNothing(s) {
			list = once(list, strings.Clone(s))
		}
	}
	return list
}

// once appends s unless it is there.
func once(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}
