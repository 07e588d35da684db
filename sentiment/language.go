package sentiment

import (
	"math"
	"unicode/utf8"
)

// Language is what a text is taken to be written in.
type Language struct {
	Tag        string  // BCP 47, like "fr" or "hi-Latn"; "und" when unsure
	Confidence float64 // 0 to 1: a rank, not a measured probability; 0 for "und"
}

// Undetermined is the tag of a text whose language is not known.
const Undetermined = "und"

// What a piece of evidence adds to a language's log-likelihood. The figures were
// set on development texts of 40 languages; docs/sentiment.md has what they give.
const (
	wordWeight   = 3.5  // a listed word
	bareWeight   = 2.5  // a listed word without its diacritics
	letterWeight = 2.5  // a letter the language does not use, taken off
	trigramScale = 0.45 // neighbouring trigrams repeat each other
	tagScale     = 0.3  // hashtags are often in another language than the text
	minMargin    = 1.0  // ahead of the second, below which the language is unsure
	minLetters   = 4    // letters below which nothing is said, words of Han or Hangul apart
	maxWords     = 80   // what follows changes the answer no more
)

// priors are the log-odds that languages.tsv's third column stands for.
var priors = map[string]float32{"mostly": 1, "often": 0, "rarely": -2}

// Detect names the language of a text: by its script where one language uses the
// script, else by its most frequent words, its letters and their trigrams. Serbian
// in Latin letters is reported as "hr" and Urdu in Latin letters as "hi-Latn",
// which it cannot tell apart. It is safe for concurrent use; its time is linear in
// the text.
func Detect(text string) Language {
	var t Tokens
	return detect(&t, text)
}

func detect(t *Tokens, text string) Language {
	m := languages()
	tokens := t.Read(text)
	var letters [scripts]int
	for i := range tokens {
		tok := &tokens[i]
		if (tok.Kind != Word && tok.Kind != Run) || tok.Tag {
			continue
		}
		for b := tok.Norm; len(b) > 0; {
			r, n := utf8.DecodeRune(b)
			letters[scriptOf(r)]++
			b = b[n:]
		}
	}
	main, total := noScript, 0
	letters[noScript] = 0
	for s := latin; s < scripts; s++ {
		total += letters[s]
		if letters[s] > letters[main] {
			main = s
		}
	}
	if h, k := letters[han], letters[kana]; main == kana || main == han {
		main = han
		if k*8 >= h { // Japanese is never without Kana for long
			main = kana
		}
		letters[main] = h + k
	}
	share := float64(letters[main]) / float64(max(total, 1))
	candidates := m.byScript[main]
	switch {
	case main == noScript || len(candidates) == 0 || share < 0.4:
		return Language{Tag: Undetermined}
	case len(candidates) == 1:
		if total < 2 {
			return Language{Tag: Undetermined}
		}
		return Language{Tag: m.tags[candidates[0]], Confidence: share}
	case letters[main] < minLetters:
		return Language{Tag: Undetermined}
	}
	return m.compare(t, tokens, main, share)
}

// compare names the likeliest of the languages that use a script.
func (m *languageTable) compare(t *Tokens, tokens []Token, main script, share float64) Language {
	var score [maxLanguages]float32
	candidates := m.byScript[main]
	for _, l := range candidates {
		score[l] = m.prior[l]
	}
	seen := 0
	for i := range tokens {
		tok := &tokens[i]
		if tok.Kind != Word {
			continue
		}
		scale := float32(1)
		if tok.Tag {
			scale = tagScale
		}
		m.addWord(&score, main, tok, scale)
		if seen++; seen >= maxWords {
			break
		}
	}
	m.addLetters(&score, candidates, main, t.text)
	best, second := -1, -1
	for _, l := range candidates {
		switch i := int(l); {
		case best < 0 || score[i] > score[best]:
			best, second = i, best
		case second < 0 || score[i] > score[second]:
			second = i
		}
	}
	margin := float64(score[best] - score[second])
	if margin < minMargin {
		return Language{Tag: Undetermined}
	}
	return Language{Tag: m.tags[best], Confidence: share / (1 + math.Exp(-margin/2))}
}

// addWord adds a word's evidence: whether a language lists it, and its trigrams.
func (m *languageTable) addWord(score *[maxLanguages]float32, main script, tok *Token, scale float32) {
	for _, l := range m.words[string(tok.Norm)] {
		score[l] += wordWeight * scale
	}
	for _, l := range m.bare[string(tok.Bare)] {
		score[l] += bareWeight * scale
	}
	prev, last := rune(0), ' '
	for b := tok.Norm; ; {
		r, n := rune(' '), 0
		if len(b) > 0 {
			r, n = utf8.DecodeRune(b)
			b = b[n:]
		}
		if prev != 0 {
			if row, ok := m.trigrams[main][[3]rune{prev, last, r}]; ok {
				for j, l := range m.byScript[main] {
					score[l] += row[j] * scale
				}
			}
		}
		prev, last = last, r
		if n == 0 {
			return
		}
	}
}

// addLetters takes evidence off the languages that do not use a letter of the text.
func (m *languageTable) addLetters(score *[maxLanguages]float32, candidates []uint8, main script, text []byte) {
	counted := 0
	for b := text; len(b) > 0 && counted < 4*maxWords; {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		b = b[n:]
		has, ok := m.letters[lower(r)]
		if !ok || scriptOf(r) != main {
			continue
		}
		counted++
		for _, l := range candidates {
			if !has[l] {
				score[l] -= letterWeight
			}
		}
	}
}
