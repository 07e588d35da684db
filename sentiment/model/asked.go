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

// asked is a sentence while it is gone through.
type asked struct {
	keys          []uint64
	lang          uint64
	sum, n        int32 // of what is remembered
	words         int
	first, before uint64 // hashes of the first word and of the last but one
	last          uint64 // of the last word; 0 if a run stands there
	ending        []byte
	known         *reading // of the last word, if remembered
}

func (p *asked) add(place, h uint64) {
	p.keys = append(p.keys, key(kindAsk, place, h))
	if p.lang != 0 {
		p.keys = append(p.keys, key(kindAsk, place^p.lang, h))
	}
}

// word takes a word at a place of its own, where r, if not nil, says what its features
// sum up to.
func (p *asked) word(k *text.Token, h uint64, r *reading) {
	if r != nil {
		p.recalled(r.any)
	} else {
		p.add(placeAny, h)
	}
	switch p.words {
	case 0:
		p.first = h
		if r != nil {
			p.recalled(r.first)
		} else {
			p.add(placeFirst, h)
		}
	case 1:
		if r != nil {
			p.recalled(r.second)
		} else {
			p.add(placeSecond, h)
		}
		p.add(placeFirstPair, pair(p.first, h))
	}
	p.before, p.last, p.ending, p.known = p.last, h, k.Bare, r
	p.words++
}

// recalled counts a feature of which the sum is remembered.
func (p *asked) recalled(sum int16) {
	p.sum += int32(sum)
	p.n += p.copies(1)
}

// copies returns how many keys n features have: one each for all languages and, if it
// is known, for the text's own.
func (p *asked) copies(n int) int32 {
	if p.lang != 0 {
		n *= 2
	}
	return int32(n)
}

// longestEnding is the longest ending of a word that is looked at, in letters.
const longestEnding = 4

// endings returns the hashes of a word's endings and how many it has.
func endings(w []byte) (hashes [longestEnding]uint64, n int) {
	for at := len(w); at > 0 && n < longestEnding; n++ {
		_, m := utf8.DecodeLastRune(w[:at])
		at -= m
		hashes[n] = text.Hash(w[at:])
	}
	return hashes, n
}

func (p *asked) run(k *text.Token) {
	p.keys = appendPieces(p.keys, kindAsk, k.Bare, placeRun^p.lang, true, false)
	p.words += letters(k.Bare) / 2
	p.before, p.last, p.ending, p.known = 0, 0, k.Bare, nil
}

// end takes what the end and the length of a sentence say.
func (p *asked) end() {
	if p.last != 0 {
		if p.known != nil {
			p.recalled(p.known.last)
		} else {
			p.add(placeLast, p.last)
		}
		p.add(placeLastPair, pair(p.before, p.last))
	}
	hashes, n := endings(p.ending)
	if p.known != nil {
		p.sum += int32(p.known.endings)
		p.n += p.copies(n)
	} else {
		for _, h := range hashes[:n] {
			p.add(placeEnding, h)
		}
	}
	p.add(placeLength, uint64(bits.Len(uint(p.words))))
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
