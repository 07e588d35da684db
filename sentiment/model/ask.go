package model

import (
	"math/bits"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Places of a word in a sentence that a question may show by.
const (
	placeAny uint64 = iota + 1
	placeFirst
	placeFirstPair
	placeSecond
	placeLast
	placeLastPair
	placeEnding
	placeRun
	placeRunEnd
	placeLength
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

// fewestAsked is how many words a sentence without a mark needs to ask.
const fewestAsked = 2

// ListAsk lists the keys of one sentence without its marks; none if it is too short
// to tell.
func (e *Extractor) ListAsk(sentence []text.Token, language string) {
	e.Keys = appendAsk(e.Keys[:0], sentence, salt(language))
}

func appendAsk(keys []uint64, sentence []text.Token, lang uint64) []uint64 {
	start := len(keys)
	add := func(place, h uint64) {
		keys = append(keys, key(kindAsk, place, h))
		if lang != 0 {
			keys = append(keys, key(kindAsk, place^lang, h))
		}
	}
	words := 0
	var first, before, last uint64
	var ending []byte
	for i := range sentence {
		k := &sentence[i]
		switch k.Kind {
		case text.Word:
			h := hashBytes(k.Bare)
			add(placeAny, h)
			switch words {
			case 0:
				first = h
				add(placeFirst, h)
			case 1:
				add(placeSecond, h)
				add(placeFirstPair, pair(first, h))
			}
			before, last, ending = last, h, k.Bare
			words++
		case text.Run:
			keys = appendPieces(keys, kindAsk, k.Bare, placeRun^lang, true, false)
			words += letters(k.Bare) / 2
			before, last, ending = 0, 0, k.Bare
		}
	}
	if words < fewestAsked {
		return keys[:start]
	}
	if last != 0 {
		add(placeLast, last)
		add(placeLastPair, pair(before, last))
	}
	for n, letters := len(ending), 0; n > 0 && letters < 4; letters++ {
		_, m := utf8.DecodeLastRune(ending[:n])
		n -= m
		add(placeEnding, hashBytes(ending[n:]))
	}
	add(placeLength, uint64(bits.Len(uint(words))))
	return keys
}

// letters counts runes; [utf8.RuneCount] allocates for long slices.
func letters(b []byte) (n int) {
	for _, c := range b {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// ask returns the log odds that one of the sentences asks, leaving question marks
// out; ok is false if there is no sentence long enough to tell.
func (e *Extractor) ask(tokens []text.Token, lang uint64, step float32) (odds float32, ok bool) {
	for len(tokens) > 0 {
		var s []text.Token
		s, tokens, _ = Sentence(tokens)
		e.keys = appendAsk(e.keys[:0], s, lang)
		if len(e.keys) == 0 {
			continue
		}
		var sum sums
		e.asks.add(&sum, e.keys)
		if v := step * Norm(int(sum.n)) * float32(sum.a); !ok || v > odds {
			odds, ok = v, true
		}
	}
	return odds, ok
}
