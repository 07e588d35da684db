package demo

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// stream returns the random numbers of one concern, so that a change of one
// account or table leaves the numbers of the others as they are.
func stream(seed uint64, concern string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(concern)) // a hash never fails
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// poisson draws from a Poisson distribution by multiplying uniforms (Knuth, The
// Art of Computer Programming 2, 3.4.1), in portions of 500 so that exp(-mean)
// does not underflow.
func poisson(r *rand.Rand, mean float64) int64 {
	var n int64
	for mean > 0 {
		part := min(mean, 500)
		mean -= part
		limit := math.Exp(-part)
		for p := r.Float64(); p > limit; p *= r.Float64() {
			n++
		}
	}
	return n
}

// lognormal draws a number with median 1.
func lognormal(r *rand.Rand, sigma float64) float64 { return math.Exp(sigma * r.NormFloat64()) }

// share is one value with its relative frequency.
type share[T any] struct {
	value  T
	weight float64
}

// draw picks a value by its weight.
func draw[T any](r *rand.Rand, shares []share[T]) T {
	var total float64
	for _, s := range shares {
		total += s.weight
	}
	u := r.Float64() * total
	for _, s := range shares {
		if u -= s.weight; u < 0 {
			return s.value
		}
	}
	return shares[len(shares)-1].value
}

// deck deals values in random order and none twice before all were dealt, so that
// texts repeat as little as the phrases allow.
type deck[T any] struct {
	r     *rand.Rand
	cards []T
	next  int
}

func newDeck[T any](r *rand.Rand, cards []T) *deck[T] {
	return &deck[T]{r: r, cards: append([]T(nil), cards...)}
}

func (d *deck[T]) deal() T {
	if d.next == 0 {
		d.r.Shuffle(len(d.cards), func(i, j int) { d.cards[i], d.cards[j] = d.cards[j], d.cards[i] })
	}
	card := d.cards[d.next]
	d.next = (d.next + 1) % len(d.cards)
	return card
}
