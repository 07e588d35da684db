package main

import (
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// technical is what a message for programmers looks like.
var technical = regexp.MustCompile(`[=|;\\]|::|\(\)|\w/\w|https?:|[a-z][A-Z]`)

// functionWords adds texts of four words each, until each word has stood in ten.
func (c *corpus) functionWords(source, tag string, words []string) {
	words = slices.Compact(slices.Sorted(slices.Values(words)))
	rng := rand.New(rand.NewPCG(1, uint64(len(words))))
	for range 10 {
		rng.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		for chunk := range slices.Chunk(words, 4) {
			c.add(source, listed, tag, strings.Join(chunk, " "))
		}
	}
}

// frequencies adds texts of words drawn by their frequency. Order plays no role to the
// model, so such a text is as good as one of a corpus with these frequencies.
func (c *corpus) frequencies(source, tag string, b []byte) error {
	var words []string
	var sums []float64
	total := 0.0
	err := readFrequencies(b, func(rank int, word string) {
		if strings.ContainsAny(word, "0123456789") {
			return
		}
		total += math.Pow(10, -float64(rank)/100)
		words, sums = append(words, word), append(sums, total)
	})
	if err != nil || len(words) < 1000 {
		return err
	}
	rng := rand.New(rand.NewPCG(2, uint64(len(words))))
	const texts = 6000
	for range texts {
		chosen := make([]string, 6+rng.IntN(10))
		for i := range chosen {
			at, _ := slices.BinarySearch(sums, rng.Float64()*total)
			chosen[i] = words[min(at, len(words)-1)]
		}
		c.add(source, common, tag, strings.Join(chosen, " "))
	}
	return nil
}

// serbianInLatin adds Serbian texts once more in Latin letters.
func (c *corpus) serbianInLatin(source string) {
	from, to := classOf("sr", text.Cyrillic), classOf("sr", text.Latin)
	for k := range c.docs[from] {
		for _, d := range c.docs[from][k] {
			latin := doc{kind: d.kind}
			for _, w := range d.words {
				w := serbian.Replace(c.words[w])
				latin.words = append(latin.words, c.id(w, undressed.Replace(w)))
			}
			c.put(source, to, latin)
		}
	}
}

// serbian is the correspondence of Serbian's two alphabets.
var serbian = strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "ђ", "đ", "е", "e", "ж", "ž", "з", "z", "и", "i", "ј", "j",
	"к", "k", "л", "l", "љ", "lj", "м", "m", "н", "n", "њ", "nj", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "ћ", "ć", "у", "u",
	"ф", "f", "х", "h", "ц", "c", "ч", "č", "џ", "dž", "ш", "š")

// undressed writes Serbian Latin letters as those who have no others type them.
var undressed = strings.NewReplacer("č", "c", "ć", "c", "ž", "z", "š", "s", "đ", "d")
