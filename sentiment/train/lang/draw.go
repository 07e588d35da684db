package main

import (
	"math"
	"math/rand/v2"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// sample is a text as the model is trained on it.
type sample struct {
	class int
	words []int32
}

// quotas are the samples of a class by kind in one epoch, where there are plenty of
// texts. They are the same for all classes, so that a kind of text says nothing of
// the language: a message of a program is not likelier to be in a language that has
// nothing but such messages.
var quotas = [kinds]float64{social: 0.35, common: 0.25, plain: 0.35, listed: 0.05}

// plenty is the number of texts of a kind above which a class has its whole quota.
// Below, the quota falls with the cube root, so that no language is forgotten.
const plenty = 4000

// draw returns the samples of one epoch in random order: spans of texts, some without
// their diacritics. most is the number for a class with plenty of texts of all kinds.
func (c *corpus) draw(rng *rand.Rand, most int) []sample {
	var samples []sample
	for class := range c.docs {
		if alone(class) {
			continue
		}
		for k, docs := range c.docs[class] {
			n := quotas[k] * float64(most) * math.Cbrt(min(float64(len(docs))/plenty, 1))
			for range int(n) {
				samples = append(samples, sample{class, c.span(docs[rng.IntN(len(docs))], rng)})
			}
		}
	}
	rng.Shuffle(len(samples), func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
	return samples
}

// span returns a random span of a text's words: a third of social texts whole, the
// others cut, as replies are short.
func (c *corpus) span(d doc, rng *rand.Rand) []int32 {
	words := d.words
	if !(d.kind == social && rng.IntN(3) > 0) {
		n := 1 + rng.IntN(4) + rng.IntN(12)
		if n < len(words) {
			from := rng.IntN(len(words) - n + 1)
			words = words[from : from+n]
		}
	}
	if rng.IntN(4) > 0 {
		return words
	}
	bare := make([]int32, len(words))
	for i, w := range words {
		bare[i] = c.bare[w]
	}
	return bare
}

// alone reports whether a class is the only one of its script.
func alone(class int) bool {
	s := classes[class].Script
	return (class == 0 || classes[class-1].Script != s) && (class+1 == len(classes) || classes[class+1].Script != s)
}

// groupOf returns the classes of a script: from first to before end.
func groupOf(s text.Script) (first, end int) {
	first = -1
	for i, c := range classes {
		if c.Script == s {
			if first < 0 {
				first = i
			}
			end = i + 1
		}
	}
	return first, end
}
