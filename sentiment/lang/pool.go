package lang

import "github.com/digital-diplomacy/tailor/sentiment/text"

// The memo holds the sums of words seen before; most words of a text are common ones.
// A word's sum does not depend on what was read before, so neither does a guess.
const (
	memoBits   = 18
	memoLetter = 48 // words of more bytes are not remembered
)

// remembered is a word, known by its hash (two words of one hash in 2^64 are not told
// apart), and the sum of its n-grams' vectors. It fills a cache line.
type remembered struct {
	hash   uint64
	sum    lanes
	n      uint16
	filled bool
}

// pool adds up the vectors of a text's n-grams. Hashtags count where a text has no
// other words of the script.
func (d *Detector) pool(t *text.Text, script text.Script) (sum [Width]int32, n int) {
	for _, tags := range [2]text.Flag{0, text.Tag} {
		words, held := d.choose(t, script, tags), 0
		var part lanes
		for _, c := range words {
			w := d.word(t.Tokens[c.token].Lower, c.hash)
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

// chosen is a word of a text, and its hash.
type chosen struct {
	token int
	hash  uint64
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
		h := text.Hash(k.Lower)
		d.ahead ^= d.memo[h>>(64-memoBits)].n
		words = append(words, chosen{i, h})
	}
	return words
}

// word returns the sum of a word's vectors.
func (d *Detector) word(w []byte, hash uint64) *remembered {
	at := hash >> (64 - memoBits)
	r := &d.memo[at]
	if len(w) > memoLetter {
		r = &d.long
	} else if r.hash == hash && r.filled {
		return r
	} else {
		// The line beside it is near by now; what is not seen again moves there.
		other := &d.memo[at^1]
		if other.hash == hash && other.filled {
			return other
		}
		*other = *r
	}
	d.feats = AppendFeatures(d.feats[:0], w)
	slots := d.model.known(&d.slots, d.feats)
	*r = remembered{hash: hash, sum: sumOf(d.model.packed, slots), n: uint16(len(slots)), filled: true}
	return r
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
