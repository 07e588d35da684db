package model

import (
	"math"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// reading is what a word says by itself in a language, whatever stands around it: half a
// cache line.
type reading struct {
	tag                               uint64 // hash of the word and the language, all of it
	a, b, abuse                       int16  // sums of its features for sentiment and abuse
	any, first, second, last, endings int16  // and for asking, by its place in a sentence
	n, known, abuseN                  uint8  // features; those that the model knows; for abuse
	listed, own                       int8   // what the word lists say
	notes                             uint8  // what the reader's note says
}

// Words read before are remembered, two to a cache line, the latest first. Two words of
// one tag in 2^64 are not told apart.
const (
	memoBits    = 17
	memoLetters = 48 // words of more bytes are not remembered
)

// line is the words that share a place.
type line [2]reading

// hash fills hashes and tags. What is remembered is far from the processor, so it is
// fetched ahead here, for all words at once.
func (e *Extractor) hash(tokens []text.Token, lang uint64) {
	e.hashes, e.tags = e.hashes[:0], e.tags[:0]
	for i := range tokens {
		k := &tokens[i]
		h, tag := uint64(k.Kind), uint64(0)
		switch k.Kind {
		case text.Word, text.Run:
			h = text.Hash(k.Bare)
			if len(e.memo) > 0 && k.Kind == text.Word {
				if tag = h; len(k.Norm) != len(k.Bare) {
					tag = text.Hash(k.Norm)
				}
				tag ^= lang
				e.ahead ^= e.memo[tag>>(64-memoBits)][0].n
			}
		case text.Emoji, text.Emoticon, text.Mark:
			h = text.Hash(k.Norm)
		}
		e.hashes, e.tags = append(e.hashes, h), append(e.tags, tag)
	}
}

// recall returns what a word says; false if it is not one to remember.
func (e *Extractor) recall(k *text.Token, h, tag, lang uint64) (*reading, bool) {
	if len(k.Norm) > memoLetters || k.Short != nil {
		return nil, false
	}
	l := &e.memo[tag>>(64-memoBits)]
	if l[0].tag == tag && l[0].n > 0 {
		return &l[0], true
	}
	if l[1].tag == tag && l[1].n > 0 {
		l[0], l[1] = l[1], l[0]
		return &l[0], true
	}
	r, ok := e.learn(k, h, lang)
	if !ok {
		return nil, false
	}
	r.tag = tag
	l[0], l[1] = r, l[0]
	return &l[0], true
}

// noteOf returns what the reader's note says of a word or a run.
func (e *Extractor) noteOf(k *text.Token) uint8 {
	if e.note == nil {
		return 0
	}
	return e.note(k, e.language)
}

// learn sums up what the tables say of a word; false if a sum is too large.
func (e *Extractor) learn(k *text.Token, h, lang uint64) (r reading, ok bool) {
	var s, abuse sums
	e.keys = appendWord(e.keys[:0], k, h, lang)
	e.table.add(&s, e.keys)
	if e.scheme != 0 {
		e.keys, _ = appendAbuse(e.keys[:0], k, 0, e.scheme)
		e.abuses.add(&abuse, e.keys)
	}
	r = reading{a: int16(s.a), b: int16(s.b), n: uint8(s.n), known: uint8(s.known), abuse: int16(abuse.a), abuseN: uint8(abuse.n)}
	ok = int32(r.a) == s.a && int32(r.b) == s.b && s.n <= math.MaxUint8 && abuse.n <= math.MaxUint8 && int32(r.abuse) == abuse.a
	r.any = e.askOf(placeAny, h, lang)
	r.first = e.askOf(placeFirst, h, lang)
	r.second = e.askOf(placeSecond, h, lang)
	r.last = e.askOf(placeLast, h, lang)
	hashes, n := endings(k.Bare)
	for _, h := range hashes[:n] {
		r.endings += e.askOf(placeEnding, h, lang)
	}
	r.listed, r.own = e.priors.look(k, h, lang)
	r.notes = e.noteOf(k)
	return r, ok
}
