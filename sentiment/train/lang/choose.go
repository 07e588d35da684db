package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
)

// known is a feature that may get a slot, with what it is worth.
type known struct {
	feature lang.Feature
	worth   float64
}

// features returns the features of every word of the corpus.
func (c *corpus) features() [][]lang.Feature {
	list := make([][]lang.Feature, len(c.words))
	for i, w := range c.words {
		list[i] = lang.AppendFeatures(nil, []byte(w))
	}
	return list
}

// choose returns the features by what they tell of the class, best first:
//
//	worth = sum over classes of q log(q / mean of q), q = share of the class's features
//
// that is, a feature's part of the mutual information of feature and class when all
// classes are equally frequent. Features that stand in fewer than least samples are
// left out.
func choose(samples []sample, feats [][]lang.Feature, least int) []known {
	counted := count(samples)
	const bits = 25
	seen := make([]uint32, 1<<bits)
	totals := make([]float64, len(classes))
	for _, p := range counted {
		for _, f := range feats[p.word] {
			seen[f&(1<<bits-1)] += p.n
		}
		totals[p.class] += float64(p.n) * float64(len(feats[p.word]))
	}
	index := map[lang.Feature]int{}
	var counts [][]float32
	var order []lang.Feature
	for _, p := range counted {
		for _, f := range feats[p.word] {
			if seen[f&(1<<bits-1)] < uint32(least) {
				continue
			}
			i, ok := index[f]
			if !ok {
				i = len(counts)
				index[f] = i
				counts = append(counts, make([]float32, len(classes)))
				order = append(order, f)
			}
			counts[i][p.class] += float32(p.n)
		}
	}
	list := make([]known, 0, len(order))
	for i, f := range order {
		first, end := 0, 0
		for class, n := range counts[i] { // the script of its first class is the feature's
			if n > 0 {
				first, end = groupOf(classes[class].Script)
				break
			}
		}
		mean, n := 0.0, 0
		for class := first; class < end; class++ {
			if totals[class] > 0 {
				mean += float64(counts[i][class]) / totals[class]
				n++
			}
		}
		mean /= float64(n)
		worth := 0.0
		for class := first; class < end; class++ {
			if q := float64(counts[i][class]) / max(totals[class], 1); q > 0 {
				worth += q * math.Log(q/mean)
			}
		}
		list = append(list, known{f, worth})
	}
	slices.SortFunc(list, func(a, b known) int { return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.feature, b.feature)) })
	return list
}

// place gives at most features slots of a model, best first; a feature whose two slots
// are taken gets none. It returns the number placed.
func place(m *lang.Model, list []known, most int) int {
	m.Marks = make([]uint8, 1<<m.Bits)
	m.Vectors = make([][lang.Width]int8, len(m.Marks))
	placed := 0
	for _, k := range list {
		a, b, mark := m.Slots(k.feature)
		switch {
		case m.Marks[a] == mark || m.Marks[b] == mark:
			// Another feature already answers to this mark here.
		case m.Marks[a] == 0:
			m.Marks[a] = mark
			placed++
		case m.Marks[b] == 0:
			m.Marks[b] = mark
			placed++
		}
		if placed == most {
			break
		}
	}
	return placed
}

// slot returns the slot of a feature, -1 if the model does not know it.
func slot(m *lang.Model, f lang.Feature) int32 {
	a, b, mark := m.Slots(f)
	switch mark {
	case m.Marks[a]:
		return int32(a)
	case m.Marks[b]:
		return int32(b)
	}
	return -1
}

// occurrences says how often a word stands in a class's samples.
type occurrences struct {
	class int
	word  int32
	n     uint32
}

// count returns the words of the samples of each class, in order of class and word.
func count(samples []sample) []occurrences {
	var pairs []uint64
	for _, s := range samples {
		for _, w := range s.words {
			pairs = append(pairs, uint64(s.class)<<32|uint64(w))
		}
	}
	slices.Sort(pairs)
	var list []occurrences
	for i, p := range pairs {
		if i == 0 || p != pairs[i-1] {
			list = append(list, occurrences{class: int(p >> 32), word: int32(p & math.MaxUint32)})
		}
		list[len(list)-1].n++
	}
	return list
}
