package sentiment

import (
	"hash/fnv"
	"math/bits"
	"slices"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// What makes two texts nearly equal.
const (
	shingleLength = 5    // letters of a shingle
	minCopied     = 24   // letters below which a text is too short to be a copy
	similarity    = 0.75 // Jaccard index of the shingles, from which texts are nearly equal
	bands         = 20
	bandRows      = 4
	comparisons   = 4 // earlier texts that one text is compared with in each band
)

// NearDuplicates reports for each text whether it is nearly equal to an earlier
// one, which is how a brigade's replies look. What handles, links, emoji,
// punctuation, case and accents do to a text plays no role. Texts of fewer than 24
// letters are never reported: many people write "thank you".
//
// Two texts are nearly equal when their sets of five-letter shingles have a Jaccard
// index of at least 0.75. Pairs to compare come from 20 bands of 4 min-hashes with
// fixed seeds, which find a pair at 0.75 with probability 1 - (1 - 0.75^4)^20 =
// 0.9994 and at 0.9 or more practically always; each is then compared exactly, so
// nothing is reported that is not so. Time is linear in the number of texts. Source
// of the method: Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive
// Datasets, chapter 3.
func NearDuplicates(texts []string) []bool {
	out := make([]bool, len(texts))
	kept := make([][]uint64, 0, len(texts)) // shingles of the texts that are no copies
	buckets := map[uint64][]int32{}
	var t text.Text
	var letters []rune
	var tried []int32
	for i := range texts {
		t.Read(texts[i])
		letters = lettersOf(t.Tokens, letters[:0])
		if len(letters) < minCopied {
			continue
		}
		set := shingles(letters)
		keys := bandKeys(set)
		tried = tried[:0]
		for _, key := range keys {
			for _, k := range buckets[key] {
				if slices.Contains(tried, k) {
					continue
				}
				tried = append(tried, k)
				if out[i] = jaccard(set, kept[k]) >= similarity; out[i] {
					break
				}
			}
			if out[i] {
				break
			}
		}
		if out[i] {
			continue
		}
		for _, key := range keys {
			if b := buckets[key]; len(b) < comparisons {
				buckets[key] = append(b, int32(len(kept)))
			}
		}
		kept = append(kept, set)
	}
	return out
}

// lettersOf appends the bare letters of the words, with a space after each.
func lettersOf(tokens []text.Token, letters []rune) []rune {
	for i := range tokens {
		switch tokens[i].Kind {
		case text.Word, text.Number, text.Run:
			for _, r := range string(tokens[i].Bare) {
				letters = append(letters, r)
			}
			letters = append(letters, ' ')
		}
	}
	return letters
}

// shingles returns the hashes of all runs of five letters, sorted, each once.
func shingles(letters []rune) []uint64 {
	set := make([]uint64, 0, len(letters))
	for i := 0; i+shingleLength <= len(letters); i++ {
		h := uint64(14695981039346656037)
		for _, r := range letters[i : i+shingleLength] {
			h = (h ^ uint64(r)) * 1099511628211
		}
		set = append(set, mix(h))
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// mix spreads a hash's bits (the finaliser of SplitMix64).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// bandKeys returns one key for each band: a hash of its min-hashes.
func bandKeys(set []uint64) (keys [bands]uint64) {
	var low [bands * bandRows]uint64
	for i := range low {
		low[i] = ^uint64(0)
	}
	for _, s := range set {
		for i := range low {
			// One multiplication by an odd constant of its own is hash function i.
			if h := bits.RotateLeft64(s, i) * (0x9e3779b97f4a7c15 + uint64(i)<<17); h < low[i] {
				low[i] = h
			}
		}
	}
	for b := range keys {
		h := fnv.New64a()
		var buf [8]byte
		for _, v := range append(low[b*bandRows:(b+1)*bandRows:(b+1)*bandRows], uint64(b)) {
			for j := range buf {
				buf[j] = byte(v >> (8 * j))
			}
			h.Write(buf[:])
		}
		keys[b] = h.Sum64()
	}
	return keys
}

// jaccard returns |a and b| / |a or b| of two sorted sets that are not both empty.
func jaccard(a, b []uint64) float64 {
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			both++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
