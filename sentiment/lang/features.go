package lang

import (
	"slices"
	"unicode/utf8"
)

// maxOrder is the longest n-gram in letters, the ends of a word counted as letters.
const maxOrder = 5

// maxWord bounds the letters of a word that are looked at: n-grams beyond say no more.
const maxWord = 48

// Feature identifies an n-gram or a word by its hash.
type Feature uint64

// AppendFeatures appends the features of a word in lower case, composed: each of its
// n-grams of 1 to 5 letters, with a boundary at both ends, and the word itself. The
// trainer and the detector share it.
func AppendFeatures(dst []Feature, word []byte) []Feature {
	const boundary = ' '
	var letters [maxWord + 2]rune
	letters[0] = boundary
	n := 1
	for i := 0; i < len(word) && n <= maxWord; n++ {
		r, size := rune(word[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(word[i:])
		}
		letters[n] = r
		i += size
	}
	letters[n] = boundary
	n++
	// As many as there can be are written in place, without a check for each.
	first := len(dst)
	dst = slices.Grow(dst, maxOrder*n+1)
	out := dst[first : first+maxOrder*n+1]
	k := 0
	for i := range n - 1 {
		h := uint64(seed)
		for j, r := range letters[i:min(i+maxOrder, n)] {
			h = (h ^ uint64(r)) * prime
			out[k] = mix(h)
			if i+j > 0 { // a boundary alone is no n-gram
				k++
			}
		}
	}
	if n > maxOrder { // else the n-grams have it
		h := uint64(wordSeed)
		for _, r := range letters[1 : n-1] {
			h = (h ^ uint64(r)) * prime
		}
		out[k] = mix(h)
		k++
	}
	return dst[:first+k]
}

const (
	seed     = 0xcbf29ce484222325 // FNV-1a's offset and prime
	prime    = 0x100000001b3
	wordSeed = 0x9e3779b97f4a7c15
)

// mix spreads a hash's bits, as MurmurHash3 ends.
func mix(h uint64) Feature {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return Feature(h)
}
