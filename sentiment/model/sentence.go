package model

import (
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Sentence cuts the next sentence off tokens: what stands before a mark that ends
// one or a line break, whether it has a question mark, and what is left.
func Sentence(tokens []text.Token) (sentence, rest []text.Token, marked bool) {
	n := 0
	for n < len(tokens) && !ends(&tokens[n]) {
		n++
	}
	sentence = tokens[:n]
	for n < len(tokens) && ends(&tokens[n]) {
		marked = marked || asking(&tokens[n])
		n++
	}
	return sentence, tokens[n:], marked
}

func ends(t *text.Token) bool {
	if t.Kind == text.Break {
		return true
	}
	if t.Kind != text.Mark && t.Kind != text.Emoji {
		return false
	}
	switch string(t.Norm) {
	case ".", "!", "…", "۔", "।", "。", "！", "።":
		return true
	}
	return asking(t)
}

func asking(t *text.Token) bool {
	switch string(t.Norm) {
	case "?", "؟", "？", "՞", "፧", "⁇", "⁈", "⁉", "‽", "❓", "❔":
		return true
	}
	return false
}
