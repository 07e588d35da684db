package sentiment

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// Ways to write a text that change nothing of what it says.

func decompose(text string) string { return norm.NFD.String(text) }

// sprinkle puts invisible runes between the runes of a text, outside its links and
// handles, whose ends they would move.
func sprinkle(t *rapid.T, text string) string {
	hidden := []string{"\u200b", "\u200d", "\u200c", "\u00ad", "\ufeff", "\u2060", "\u200f", "\ufe0f"}
	var b strings.Builder
	for i, word := range strings.Fields(text) {
		if i > 0 {
			b.WriteByte(' ')
		}
		name := strings.HasPrefix(word, "@") || strings.HasPrefix(word, "http")
		for _, r := range word {
			b.WriteRune(r)
			if !name && rapid.IntRange(0, 3).Draw(t, "here") == 0 {
				b.WriteString(rapid.SampledFrom(hidden).Draw(t, "hidden"))
			}
		}
	}
	return b.String()
}

var (
	handleText = regexp.MustCompile(`@\w+`)
	linkText   = regexp.MustCompile(`https?://\S+`)
)

func replaceNames(text string) string {
	return linkText.ReplaceAllString(handleText.ReplaceAllString(text, "@Horrible_99"), "https://love.example/hate?x=awful")
}
