package lang

import "github.com/digital-diplomacy/tailor/sentiment/text"

// The memo holds the sums of words seen before; most words of a text are common ones.
// A word's sum does not depend on what was read before, so neither does a guess.
const (
	memoBits   = 13
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
		words, held := 0, 0
		var part lanes
		for i := range t.Tokens {
			k := &t.Tokens[i]
			if k.Kind != text.Word || k.Script != script || k.Flags&text.Tag != tags {
				continue
			}
			if words++; words > maxWords {
				break
			}
			w := d.word(k.Lower)
			if held+int(w.n) > perSum {
				part.unpack(&sum, held)
				part, held = lanes{}, 0
			}
			part.merge(&w.sum)
			held += int(w.n)
			n += int(w.n)
		}
		part.unpack(&sum, held)
		if words > 0 {
			break
		}
	}
	return sum, n
}

// word returns the sum of a word's vectors.
func (d *Detector) word(w []byte) *remembered {
	h := uint64(seed)
	for _, c := range w {
		h = (h ^ uint64(c)) * prime
	}
	r := &d.memo[h>>(64-memoBits)]
	if len(w) <= memoLetter && int(r.length) == len(w) && string(r.word[:len(w)]) == string(w) && r.length > 0 {
		return r
	}
	*r = remembered{}
	if len(w) <= memoLetter {
		r.length = uint8(copy(r.word[:], w))
	}
	d.feats = AppendFeatures(d.feats[:0], w)
	for _, slot := range d.model.known(&d.slots, d.feats) {
		r.n++
		r.sum.add(&d.model.packed[slot])
	}
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
