package model

import (
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// fewestAsked is how many words a sentence without a mark needs to ask.
const fewestAsked = 2

// ListAsk lists the keys of one sentence without its marks; none if it is too short
// to tell.
func (e *Extractor) ListAsk(sentence []text.Token, language string) {
	e.Keys = appendAsk(e.Keys[:0], sentence, salt(language))
}

func appendAsk(keys []uint64, sentence []text.Token, lang uint64) []uint64 {
	start := len(keys)
	p := asked{keys: keys, lang: lang}
	for i := range sentence {
		k := &sentence[i]
		switch k.Kind {
		case text.Word:
			p.word(k, text.Hash(k.Bare), nil)
		case text.Run:
			p.run(k)
		}
	}
	if p.words < fewestAsked {
		return keys[:start]
	}
	p.end()
	return p.keys
}

// ask returns the log odds that one of the sentences of a text that was walked through
// asks, leaving question marks out; ok is false if there is no sentence long enough to
// tell.
func (e *Extractor) ask(tokens []text.Token, lang uint64, step float32) (odds float32, ok bool) {
	at := 0
	for at < len(tokens) {
		sentence, rest, _ := Sentence(tokens[at:])
		p := asked{keys: e.keys[:0], lang: lang}
		for i := range sentence {
			k := &sentence[i]
			switch k.Kind {
			case text.Word:
				r := &e.words[at+i]
				if r.n == 0 {
					r = nil
				}
				p.word(k, e.hashes[at+i], r)
			case text.Run:
				p.run(k)
			}
		}
		at = len(tokens) - len(rest)
		if p.words < fewestAsked {
			continue
		}
		p.end()
		e.keys = p.keys
		sum := sums{a: p.sum, n: p.n}
		e.asks.addRare(&sum, p.keys)
		if v := step * Norm(int(sum.n)) * float32(sum.a); !ok || v > odds {
			odds, ok = v, true
		}
	}
	return odds, ok
}

// askOf returns what a word at a place adds up to.
func (e *Extractor) askOf(place, h, lang uint64) (sum int16) {
	a, _, _ := e.asks.Get(key(kindAsk, place, h))
	sum = int16(a)
	if lang != 0 {
		a, _, _ = e.asks.Get(key(kindAsk, place^lang, h))
		sum += int16(a)
	}
	return sum
}
