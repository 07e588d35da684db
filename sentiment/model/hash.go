package model

import "unicode/utf8"

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

// hashBytes hashes a word.
func hashBytes(b []byte) uint64 {
	h := uint64(len(b)) * prime
	for len(b) >= 8 {
		h = (h ^ (uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56)) * prim2
		h ^= h >> 31
		b = b[8:]
	}
	var last uint64
	for i, c := range b {
		last |= uint64(c) << (8 * i)
	}
	h = (h ^ last) * prim2
	return h ^ h>>29
}

// salt tells languages, or label schemes, apart.
func salt(name string) uint64 {
	if name == "" {
		return 0
	}
	return mix(hashBytes([]byte(name)))
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
	var ring [maxPiece]uint64 // hashes of the n-grams that end before the letter at hand, by length - 1
	depth := 0
	step := func(r rune) {
		for n := min(depth, maxPiece-1); n >= 0; n-- {
			h := uint64(0)
			if n > 0 {
				h = ring[n-1]
			}
			h = (h ^ uint64(r+1)) * prim2
			h ^= h >> 31
			ring[n] = h
			if n == 0 && !run {
				continue
			}
			if common {
				keys = append(keys, key(k, uint64(n), h))
			}
			if salt != 0 && (n >= 2 || run) {
				keys = append(keys, key(k, uint64(n)^salt, h))
			}
		}
		depth++
	}
	if !run {
		step(' ')
	}
	for i := 0; i < len(w); {
		r, n := rune(w[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(w[i:])
		}
		i += n
		step(r)
	}
	if !run {
		step(' ')
	}
	return keys
}
