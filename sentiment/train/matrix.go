package main

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/digital-diplomacy/tailor/sentiment/model"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// row is one text as the trainer sees it: columns and values.
type row struct {
	columns []uint32
	values  []float32
}

// listing is what an extractor listed of a text: each key once, with how often it
// stood there.
type listing struct {
	keys     []uint64
	times    []uint16
	all      int
	measured model.Measured
}

// list extracts all texts, in two goroutines; the result does not depend on them.
func list(all []example, p model.Priors, extract func(e *model.Extractor, t *text.Text, ex *example)) []listing {
	out := make([]listing, len(all))
	var wait sync.WaitGroup
	for part := range 2 {
		wait.Go(func() {
			e := model.NewExtractor(p)
			var t text.Text
			for i := part; i < len(all); i += 2 {
				t.Read(all[i].text)
				extract(e, &t, &all[i])
				out[i] = compact(e.Keys)
				out[i].measured = e.Measured
			}
		})
	}
	wait.Wait()
	return out
}

func compact(keys []uint64) listing {
	slices.Sort(keys)
	l := listing{all: len(keys), keys: make([]uint64, 0, len(keys)), times: make([]uint16, 0, len(keys))}
	for i, k := range keys {
		if i > 0 && keys[i-1] == k {
			l.times[len(l.times)-1]++
			continue
		}
		l.keys, l.times = append(l.keys, k), append(l.times, 1)
	}
	return l
}

// features are the keys that stand in enough training texts, the most frequent first.
type features struct {
	keys []uint64
	idf  []float32 // square root of the log of the inverse document frequency
	find *index
}

// sieveBits is the size of the table that counts keys roughly, so that the rare
// ones, which are most, never enter a map.
const sieveBits = 27

// frequent returns the keys that stand in at least least of the texts that train.
func frequent(lists []listing, train func(i int) bool, least int) *features {
	sieve := make([]uint8, 1<<sieveBits)
	texts := 0
	for i := range lists {
		if !train(i) {
			continue
		}
		texts++
		for _, k := range lists[i].keys {
			if c := &sieve[k>>(64-sieveBits)]; *c < 255 {
				*c++
			}
		}
	}
	counts := newIndex(1 << 21)
	for i := range lists {
		if !train(i) {
			continue
		}
		for _, k := range lists[i].keys {
			if int(sieve[k>>(64-sieveBits)]) >= least {
				*counts.at(k)++
			}
		}
	}
	type counted struct {
		key   uint64
		texts uint32
	}
	var often []counted
	for i, n := range counts.numbers {
		if int(n) >= least {
			often = append(often, counted{counts.keys[i], n})
		}
	}
	slices.SortFunc(often, func(a, b counted) int {
		return cmp.Or(cmp.Compare(b.texts, a.texts), cmp.Compare(a.key, b.key))
	})
	f := &features{find: newIndex(len(often))}
	for j, c := range often {
		*f.find.at(c.key) = uint32(j)
		f.keys = append(f.keys, c.key)
		f.idf = append(f.idf, float32(math.Sqrt(math.Log(float64(texts+1)/float64(c.texts)))))
	}
	return f
}

// keyScale is how much a key's value is scaled by before training; the regularised
// weights of rare keys may be larger for it.
const keyScale = 0.5

// keysOnly returns a listing as a row: keys scaled by idf and by the number of
// features.
func (f *features) keysOnly(l *listing) row {
	var r row
	for i, k := range l.keys {
		if j, ok := f.find.get(k); ok {
			r.columns = append(r.columns, j)
			r.values = append(r.values, keyScale*f.idf[j]*float32(l.times[i])*model.Norm(l.all))
		}
	}
	return r
}

// row is keysOnly with the measures for all languages and for the text's own.
func (f *features) row(l *listing, language int) row {
	r := f.keysOnly(l)
	for k, v := range l.measured {
		if v == 0 {
			continue
		}
		r.columns = append(r.columns, f.measure(0, model.Measure(k)))
		r.values = append(r.values, v)
		if language > 0 {
			r.columns = append(r.columns, f.measure(language, model.Measure(k)))
			r.values = append(r.values, v)
		}
	}
	return r
}

// measure is the column of a measure: for all languages, or for one.
func (f *features) measure(language int, k model.Measure) uint32 {
	return uint32(len(f.keys) + language*int(model.Measures) + int(k))
}
