package model

import (
	"slices"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// kind keeps features of different sorts apart.
type kind uint64

// Kinds of features and of word-list entries. Their numbers are part of model.bin.
const (
	kindWord kind = iota + 1
	kindPair
	kindPiece // n-gram of letters inside a word
	kindSign  // emoji, emoticon, punctuation
	kindLast  // last token, where it is a sign
	kindLexicon
	kindPrefix // beginning of a word in a word list: "благодар*"
	kindAsk    // what makes a question
	kindAbuse  // what abuses, by label scheme
)

const (
	prime = 0x9E3779B97F4A7C15
	prim2 = 0xD6E8FEB86659FD93
)

// mix spreads the bits of x.
func mix(x uint64) uint64 {
	x ^= x >> 32
	x *= prim2
	x ^= x >> 29
	x *= prime
	return x ^ x>>32
}

// key is the hash of a feature of a kind; salt is the language's, 0 for all.
func key(k kind, salt, h uint64) uint64 { return mix(h ^ uint64(k)*prime ^ salt) }

// salt tells languages, or label schemes, apart.
func salt(name string) uint64 {
	if name == "" {
		return 0
	}
	return mix(text.Hash([]byte(name)))
}

// pair joins the hashes of two neighbours.
func pair(a, b uint64) uint64 { return (a*3+1)*prim2 ^ b }

// maxPiece is the longest n-gram of letters.
const maxPiece = 5

// appendPieces appends the n-grams of 2 to 5 letters of a word, its ends marked by
// a space each: all of them for all languages, if common, and those of 3 letters and
// more under a salt. A run of a script without spaces has no ends to mark, and its
// single letters count.
func appendPieces(keys []uint64, k kind, w []byte, salt uint64, run, common bool) []uint64 {
	p := pieces{keys: slices.Grow(keys, 2*maxPiece*(len(w)+2)), kind: uint64(k) * prime, salt: salt, run: run, common: common}
	if !run {
		p.step(' ')
	}
	for i := 0; i < len(w); {
		r, n := rune(w[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(w[i:])
		}
		i += n
		p.step(r)
	}
	if !run {
		p.step(' ')
	}
	return p.keys
}

// pieces is the n-grams of a word while it is gone through.
type pieces struct {
	keys        []uint64
	kind, salt  uint64
	run, common bool
	depth       int
	ending      [maxPiece - 1]uint64 // hashes of the n-grams that end before the letter at hand, by length - 1
}

// step takes the n-grams that end in a letter, the longest first. A hash goes on from
// the one of a letter less, so each takes one multiplication; and as all go on at once,
// none waits for another.
func (p *pieces) step(r rune) {
	x := uint64(r + 1)
	e := p.ending
	h0, h1, h2, h3, h4 := longer(0, x), longer(e[0], x), longer(e[1], x), longer(e[2], x), longer(e[3], x)
	p.ending = [maxPiece - 1]uint64{h0, h1, h2, h3}
	if p.depth >= 4 {
		p.take(h4^4, true)
	}
	if p.depth >= 3 {
		p.take(h3^3, true)
	}
	if p.depth >= 2 {
		p.take(h2^2, true)
	}
	if p.depth >= 1 {
		p.take(h1^1, p.run)
	}
	if p.run {
		p.take(h0, true)
	}
	p.depth++
}

// longer returns the hash of an n-gram with one more letter.
func longer(h, letter uint64) uint64 {
	h = (h ^ letter) * prim2
	return h ^ h>>31
}

// take takes an n-gram, for all languages and, if salted, under the salt.
func (p *pieces) take(h uint64, salted bool) {
	h ^= p.kind
	if p.common {
		p.keys = append(p.keys, mix(h))
	}
	if salted && p.salt != 0 {
		p.keys = append(p.keys, mix(h^p.salt))
	}
}
