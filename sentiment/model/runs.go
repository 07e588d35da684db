package model

import (
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// longestRunEntry is the longest word looked for inside a run, in bytes.
const longestRunEntry = 18

// runPriors counts the listed words of a run, the longest at each place, left to
// right.
func (e *Extractor) runPriors(run []byte, lang uint64) {
	for len(run) > 0 {
		_, step := utf8.DecodeRune(run)
		for n := min(longestRunEntry, len(run)); n > 0; n-- {
			if n < len(run) && !utf8.RuneStart(run[n]) {
				continue
			}
			if a, b, ok := e.priors.Get(key(kindLexicon, lang, text.Hash(run[:n]))); ok {
				e.tally.apply(a, b)
				step = n
				break
			}
		}
		run = run[step:]
	}
}
