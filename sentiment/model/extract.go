package model

import (
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Extractor walks through a text's tokens. For training it lists the keys of all
// features; for reading it sums what a table says of them. Both go the same way, so
// a model is read as it was trained.
type Extractor struct {
	Keys     []uint64 // of the text at hand, when listing
	Measured Measured

	priors Priors
	table  *Table // nil when listing
	asks   *Table
	abuses *Table
	scheme uint64 // salt of the language's abuse head; 0 if it has none
	memo   []line // empty when listing
	sums   sums
	tally  tally
	hashes []uint64  // of the tokens
	tags   []uint64  // of the words among them, in the language at hand
	words  []reading // of the tokens; n is 0 for what is no word, or not remembered
	ahead  uint8     // of what was fetched ahead; means nothing
	keys   []uint64  // of the word at hand
	later  []uint64  // of what is not remembered, looked up together
	note   Note      // nil if nothing is noted

	language string // at hand, for note
	notes    uint8  // of all words of the text
}

// NewExtractor returns one that lists keys.
func NewExtractor(p Priors) *Extractor { return &Extractor{priors: p} }

// List fills Keys and Measured from a text in a language; "" is any.
func (e *Extractor) List(t *text.Text, language string) {
	e.Keys = e.Keys[:0]
	e.walk(t, salt(language))
}

// walk goes through the tokens.
func (e *Extractor) walk(t *text.Text, lang uint64) {
	e.hash(t.Tokens, lang)
	c := &e.tally
	*c = tally{}
	e.sums, e.later, e.notes = sums{}, e.later[:0], 0
	before := uint64(0) // hash of the token before, 0 if there is none
	e.words = e.words[:0]
	for i := range t.Tokens {
		k, h := &t.Tokens[i], e.hashes[i]
		e.words = append(e.words, reading{})
		switch k.Kind {
		case text.Word, text.Run:
			e.word(k, i, h, lang)
			c.shape(k)
		case text.Emoji, text.Emoticon:
			again := i > 0 && t.Tokens[i-1].Kind == k.Kind && string(t.Tokens[i-1].Norm) == string(k.Norm)
			e.sign(h, lang, !again)
			c.pictures++
			if a, b, ok := e.priors.Get(key(kindLexicon, emojiSalt, h)); ok && !again {
				put(&c.emoji, float32(a)/100)
				put(&c.ownEmoji, float32(b)/3)
			}
		case text.Mark:
			e.sign(h, lang, true)
			c.mark(k)
			if k.Repeat > 1 {
				e.take(key(kindSign, uint64(min(k.Repeat, 4)), h))
			}
		case text.Break:
			c.pause()
			before = 0
			continue
		default:
			if k.Kind == text.Mention {
				c.mentions++
			} else if k.Kind == text.Link {
				c.links++
			}
			e.sign(h, lang, true)
		}
		if before != 0 {
			e.couple(before, h, lang)
		}
		if before = h; i == len(t.Tokens)-1 && k.Kind != text.Word {
			e.take(key(kindLast, 0, h))
		}
	}
	if e.table != nil {
		e.table.addRare(&e.sums, e.later)
	}
	c.measure(&e.Measured)
}

var emojiSalt = salt("emoji")

// word takes the features and the prior of token i, a word or a run.
func (e *Extractor) word(k *text.Token, i int, h, lang uint64) {
	if e.table != nil && k.Kind == text.Word {
		if r, ok := e.recall(k, h, e.tags[i], lang); ok {
			e.words[i] = *r
			e.notes |= r.notes
			e.sums.add(&sums{a: int32(r.a), b: int32(r.b), n: int32(r.n), known: int32(r.known)})
			e.tally.apply(r.listed, r.own)
			return
		}
	}
	e.keys = appendWord(e.keys[:0], k, h, lang)
	e.takeAll(e.keys)
	e.prior(k, h, lang)
	e.notes |= e.noteOf(k)
}

// prior counts what the word lists say of a word, or of the words in a run.
func (e *Extractor) prior(k *text.Token, h, lang uint64) {
	if k.Kind == text.Run {
		e.runPriors(k.Bare, lang)
		return
	}
	listed, own := e.priors.look(k, h, lang)
	e.tally.apply(listed, own)
}

// appendWord appends the keys of a word by itself.
func appendWord(keys []uint64, k *text.Token, h, lang uint64) []uint64 {
	keys = append(keys, key(kindWord, 0, h))
	if lang != 0 {
		keys = append(keys, key(kindWord, lang, h))
	}
	if len(k.Norm) != len(k.Bare) {
		keys = append(keys, key(kindWord, lang, text.Hash(k.Norm)))
	}
	if k.Short != nil {
		keys = append(keys, key(kindWord, lang, text.Hash(k.Short)))
	}
	return appendPieces(keys, kindPiece, k.Bare, lang, k.Kind == text.Run, true)
}

// sign takes an emoji, a mark, a handle or a link.
func (e *Extractor) sign(h, lang uint64, first bool) {
	if !first {
		return
	}
	e.take(key(kindSign, 0, h))
	if lang != 0 {
		e.take(key(kindSign, lang, h))
	}
}

// couple takes two neighbours.
func (e *Extractor) couple(a, b, lang uint64) {
	e.take(key(kindPair, 0, pair(a, b)))
	if lang != 0 {
		e.take(key(kindPair, lang, pair(a, b)))
	}
}

func (e *Extractor) take(k uint64) {
	if e.table == nil {
		e.Keys = append(e.Keys, k)
		return
	}
	e.later = append(e.later, k)
}

func (e *Extractor) takeAll(keys []uint64) {
	if e.table == nil {
		e.Keys = append(e.Keys, keys...)
		return
	}
	e.table.add(&e.sums, keys)
}
