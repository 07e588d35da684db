// Package caption finds the hashtags and web addresses in the text of a post, for
// platforms that do not list them.
package caption

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// tag is letters, marks, digits and underscores after #. U+200C and U+200D join
// letters inside words of Persian, Hindi and others.
var tag = regexp.MustCompile(`[#＃]([\p{L}\p{M}\p{Nd}_\x{200c}\x{200d}]+)`)

// address is a web address up to the next space or quote.
var address = regexp.MustCompile(`https?://[^\s<>"“”«»]+`)

// punctuation ends a sentence or closes a bracket, and no address.
const punctuation = ".,;:!?…'’*_~]}"

// Hashtags returns the hashtags of a text without #, in lower case, once each, in
// the order they stand. Digits alone are a number, not a tag, and what follows # in
// an address is not one either.
func Hashtags(text string) []string {
	var tags []string
	for _, m := range tag.FindAllStringSubmatch(address.ReplaceAllString(text, " "), -1) {
		if name := strings.ToLower(m[1]); strings.ContainsFunc(name, unicode.IsLetter) && !slices.Contains(tags, name) {
			tags = append(tags, name)
		}
	}
	return tags
}

// Links returns the web addresses of a text, once each, in the order they stand,
// without the punctuation of the sentence around them.
func Links(text string) []string {
	var links []string
	for _, link := range address.FindAllString(text, -1) {
		link = strings.TrimRight(link, punctuation)
		for strings.HasSuffix(link, ")") && strings.Count(link, ")") > strings.Count(link, "(") {
			link = strings.TrimRight(link[:len(link)-1], punctuation)
		}
		if _, host, _ := strings.Cut(link, "://"); host != "" && !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	return links
}
