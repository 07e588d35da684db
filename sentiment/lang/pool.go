package lang

import (
	"encoding/binary"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// The memo holds the sums of words seen before; most words of a text are common ones.
// A word's sum does not depend on what was read before, so neither does a guess.
const (
	memoBits   = 15
	memoLetter = 23 // words of more bytes are not remembered
)

// remembered is a word and the sum of its n-grams' vectors.
type remembered struct {
	word   [memoLetter]byte
	length uint8
	n      int32
	sum    lanes
}

// pool adds up the vectors of a text's n-grams. Hashtags count where a text has no
// other words of the script.
func (d *Detector) pool(t *text.Text, script text.Script) (sum [Width]int32, n int) {
	for _, tags := range [2]text.Flag{0, text.Tag} {
		words, held := d.choose(t, script, tags), 0
		var part lanes
		for _, c := range words {
			w := d.word(t.Tokens[c.token].Lower, c.place)
			if held+int(w.n) > perSum {
				part.unpack(&sum, held)
				part, held = lanes{}, 0
			}
			part.merge(&w.sum)
			held += int(w.n)
			n += int(w.n)
		}
		part.unpack(&sum, held)
		if len(words) > 0 {
			break
		}
	}
	return sum, n
}

// chosen is a word of a text, and its place in the memo.
type chosen struct {
	token int
	place uint32
}

// choose returns the words that are looked at. The memo is far from the processor, so it
// is fetched ahead here, for all words at once.
func (d *Detector) choose(t *text.Text, script text.Script, tags text.Flag) []chosen {
	words := d.words[:0]
	for i := range t.Tokens {
		k := &t.Tokens[i]
		if k.Kind != text.Word || k.Script != script || k.Flags&text.Tag != tags {
			continue
		}
		if len(words) == maxWords {
			break
		}
		p := place(k.Lower)
		d.ahead ^= d.memo[p].length
		words = append(words, chosen{i, p})
	}
	return words
}

// word returns the sum of a word's vectors.
func (d *Detector) word(w []byte, place uint32) *remembered {
	r := &d.memo[place]
	if len(w) <= memoLetter && int(r.length) == len(w) && string(r.word[:len(w)]) == string(w) && r.length > 0 {
		return r
	}
	d.feats = AppendFeatures(d.feats[:0], w)
	slots := d.model.known(&d.slots, d.feats)
	r.length = 0
	if len(w) <= memoLetter {
		r.length = uint8(copy(r.word[:], w))
	}
	r.n, r.sum = int32(len(slots)), sumOf(d.model.packed, slots)
	return r
}

// place returns where in the memo a word stands.
func place(w []byte) uint32 {
	h := uint64(len(w))
	for ; len(w) >= 8; w = w[8:] {
		h = (h ^ binary.LittleEndian.Uint64(w)) * seed
		h ^= h >> 32
	}
	last := uint64(0)
	for i, c := range w {
		last |= uint64(c) << (8 * i)
	}
	h = (h ^ last) * seed
	h ^= h >> 29
	return uint32(h * wordSeed >> (64 - memoBits))
}

// known returns the slots of the features that the model knows. It has no branch that
// depends on a feature: half of them are not known, and which cannot be foreseen.
func (m *Model) known(slots *[perSum + 1]uint32, features []Feature) []uint32 {
	n := 0
	for _, f := range features[:min(len(features), perSum)] {
		a, b, mark := m.Slots(f)
		slot, found := a, 0
		if m.Marks[b] == mark {
			slot, found = b, 1
		}
		if m.Marks[a] == mark {
			slot, found = a, 1
		}
		slots[n] = slot
		n += found
	}
	return slots[:n]
}
